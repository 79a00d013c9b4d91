import * as l10n from '@vscode/l10n';
import type { ProblemData } from '../numerics/problem';
import type { Sentences } from './problems/arguments';
import { ARRAY_PROBLEMS } from './problems/arrays';
import { CHECK_PROBLEMS } from './problems/check';
import { COMMAND_LINE_PROBLEMS } from './problems/commandLine';
import { DATA_PROBLEMS } from './problems/data';
import { DATA_FILE_PROBLEMS } from './problems/dataFiles';
import { DESCENT_PROBLEMS } from './problems/descent';
import { EXACT_PROBLEMS } from './problems/exact';
import { EXPRESSION_PROBLEMS } from './problems/expressions';
import { FINDING_PROBLEMS } from './problems/finding';
import { FORM_PROBLEMS } from './problems/form';
import { GENERAL_PROBLEMS } from './problems/general';
import { GRADIENT_PROBLEMS } from './problems/gradient';
import { LOSS_PROBLEMS } from './problems/losses';
import { PROCESS_PROBLEMS } from './problems/processes';
import { RUN_PROBLEMS } from './problems/runs';
import { TRAINING_PROBLEMS } from './problems/training';
import { USER_MODEL_PROBLEMS } from './problems/userModel';

/** The sentence for a problem: what was found, what was expected, where, what to do. */
export function sentence({ code, args }: ProblemData): string {
  const write = SENTENCES[code];
  return write ? write(args) : l10n.t('Something went wrong in Nabla ({0}). The log has the details.', code);
}

/** Whether there is a sentence for this code; tests ask. */
export function hasSentence(code: string): boolean {
  return Object.hasOwn(SENTENCES, code);
}

const SENTENCES: Sentences = {
  ...GENERAL_PROBLEMS,
  ...ARRAY_PROBLEMS,
  ...LOSS_PROBLEMS,
  ...COMMAND_LINE_PROBLEMS,
  ...PROCESS_PROBLEMS,
  ...EXPRESSION_PROBLEMS,
  ...GRADIENT_PROBLEMS,
  ...EXACT_PROBLEMS,
  ...CHECK_PROBLEMS,
  ...DESCENT_PROBLEMS,
  ...FINDING_PROBLEMS,
  ...TRAINING_PROBLEMS,
  ...RUN_PROBLEMS,
  ...DATA_PROBLEMS,
  ...USER_MODEL_PROBLEMS,
  ...DATA_FILE_PROBLEMS,
  ...FORM_PROBLEMS,
};
