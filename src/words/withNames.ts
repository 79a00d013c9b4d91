import * as l10n from '@vscode/l10n';
import { Problem } from '../numerics/problem';

interface Named {
  readonly name: string;
}

/** A problem of a prediction and its target with their names, unless these say no more than their roles. */
export function withNames(problem: Problem, prediction: Named, target: Named | undefined): Problem {
  const { name: predictionName } = prediction;
  const targetName = target?.name ?? '';
  return new Problem(problem.code, {
    ...problem.args,
    ...(predictionName !== l10n.t('prediction') && { predictionName }),
    ...(targetName !== '' && targetName !== l10n.t('target') && { targetName }),
  });
}
