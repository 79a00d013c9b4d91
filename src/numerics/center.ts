import type { DerivativeStatus } from './derivative';
import type { Evaluator, Output } from './evaluator';
import { Problem, type ProblemData } from './problem';

/** What a function gives at the point itself. */
export interface Center {
  /** null where it throws. */
  readonly output: Output | null;
  /** `ok`, or why nothing can be differentiated. */
  readonly status: DerivativeStatus;
  readonly problem?: ProblemData;
}

/** The value at the point, asked for twice: a function that gives two answers has no derivative. */
export function centerOf(evaluator: Evaluator): Center {
  try {
    const output = evaluator.evaluate();
    evaluator.check();
    const again = evaluator.evaluate();
    const problem = differenceOf(output, again);
    if (problem) return { output, status: 'nondeterministic', problem };
    if (typeof output !== 'number' || Number.isFinite(output)) return { output, status: 'ok' };
    return { output, status: 'undefined', problem: { code: 'value-undefined', args: { value: output } } };
  } catch (error) {
    return { output: null, status: 'error', problem: problemOf(error) };
  }
}

/** The center after all other calls: what they have changed shows now. */
export function centerAfter(evaluator: Evaluator, center: Center): Center {
  if (center.status !== 'ok' || center.output === null) return center;
  try {
    const problem = differenceOf(center.output, evaluator.evaluate());
    return problem ? { output: center.output, status: 'nondeterministic', problem } : center;
  } catch (error) {
    return { output: center.output, status: 'error', problem: problemOf(error) };
  }
}

/** Two outputs at one point that are not the same, bit for bit. */
function differenceOf(output: Output, other: Output): ProblemData | undefined {
  const [values, others] = [valuesOf(output), valuesOf(other)];
  const nondeterministic = (value: number, again: number) => ({ code: 'nondeterministic', args: { value, again } });
  if (values.length !== others.length) return nondeterministic(values.length, others.length);
  const index = values.findIndex((value, i) => !Object.is(value, others[i]));
  return index < 0 ? undefined : nondeterministic(values[index]!, others[index]!);
}

/** The numbers of an output. */
export function valuesOf(output: Output): readonly number[] {
  return typeof output === 'number' ? [output] : Array.from(output);
}

/** @throws what is no Problem */
export function problemOf(error: unknown): ProblemData {
  if (error instanceof Problem) return error.toData();
  throw error;
}
