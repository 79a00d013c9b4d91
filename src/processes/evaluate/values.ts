import { Problem, type ProblemData } from '../../numerics/problem';
import type { Tensor } from '../../numerics/tensor';
import { loadExpressions } from '../../source/load';
import type { ModuleText } from '../../source/modules';
import { lookAt } from '../../source/lookAt';
import { tensorOf } from '../../source/tensorOf';
import { errorText, placeOf } from '../../source/thrown';
import type { ValuesRequest } from './protocol';

type Expression = ValuesRequest['expressions'][number];

/**
 * Loads the user's module and evaluates expressions in it, one after the other; promises are awaited.
 *
 * @throws Problem what keeps the module from being loaded
 */
export async function valuesReport({ source, expressions }: ValuesRequest): Promise<(Tensor | ProblemData)[]> {
  const evaluations = await loadExpressions(source, expressions);
  const report: (Tensor | ProblemData)[] = [];
  for (const [index, expression] of expressions.entries()) {
    report.push(await valueOf(evaluations[index]!, expression, source));
  }
  return report;
}

/** The numbers of an expression; where it has none, a problem that names it and its line. */
async function valueOf(
  evaluate: () => Promise<unknown>,
  { name, line, start }: Expression,
  source: ModuleText,
): Promise<Tensor | ProblemData> {
  const expression = { expression: name, line, offset: start };
  try {
    return tensorOf(await evaluate());
  } catch (error) {
    if (lookAt(() => error instanceof Problem, false)) {
      const { code, args } = error as Problem;
      return { code, args: { ...args, ...expression } };
    }
    return { code: 'value-threw', args: { message: errorText(error), ...placeIn(source, error), ...expression } };
  }
}

/** Where it was thrown, unless that is the expression itself, which follows the text. */
function placeIn(
  { file: main, text }: ModuleText,
  error: unknown,
): { file: string; at: number } | Record<string, never> {
  const { file, line } = placeOf(error);
  if (file === undefined || line === undefined) return {};
  return file === main && line > text.split('\n').length ? {} : { file, at: line };
}
