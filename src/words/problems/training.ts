import * as l10n from '@vscode/l10n';
import { text, type Sentences } from './arguments';

/** What is wrong with a training's configuration or its data. */
export const TRAINING_PROBLEMS: Sentences = {
  config: args =>
    l10n.t('{path} in the training configuration is {found}; expected {expected}.', {
      path: text(args, 'path'),
      found: text(args, 'found'),
      expected: text(args, 'expected'),
    }),
};
