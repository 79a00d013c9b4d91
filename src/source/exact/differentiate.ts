import { copyArguments, isArgument, type Value } from '../../numerics/argument';
import { variable } from '../../numerics/autodiff/operations';
import { MAX_OPERATIONS } from '../../numerics/autodiff/tape';
import { nodeOf, tape, Traced, valueOf, type Operand } from '../../numerics/autodiff/traced';
import type { Output } from '../../numerics/evaluator';
import type { ProblemData } from '../../numerics/problem';
import { numericCall, type UserFunction } from '../call';
import { errorText, placeOf } from '../thrown';
import type { ExactDerivatives } from './exact';
import { Floats, TracedFloat32Array, TracedFloat64Array } from './floats';

/** What is asked of a traceable function at a point. */
export interface Asked {
  readonly args: readonly Value[];
  /** Numbers of the parameters to differentiate with respect to. */
  readonly wrt: readonly number[];
  /** What the function gives as it was written. */
  readonly value: Output;
  readonly magnitudes: boolean;
}

/**
 * The derivatives of a traceable function, by one call and a reverse sweep for each number it gives.
 *
 * @returns or why they would not be exact
 * @throws Problem where it returns no numbers
 */
export function differentiate(
  f: UserFunction,
  { args, wrt, value, magnitudes }: Asked,
): ExactDerivatives | ProblemData {
  tape.begin();
  const { given, counts } = traceableArguments(args, wrt);
  let returned: unknown;
  try {
    returned = f(...given);
  } catch (error) {
    return thrownWhileFollowed(error);
  }
  const leaves: Operand[] = [];
  const output = numericCall(() => ordinary(returned, leaves))([]);
  const lost = lostTrace() ?? differenceOf(output, value, leaves);
  if (lost) return lost;
  return {
    value,
    jacobians: jacobians(leaves, counts, false),
    ...(magnitudes && { magnitudes: jacobians(leaves, counts, true) }),
  };
}

/**
 * The gradient of what a call gives with respect to the variables that it puts on the tape first, by one reverse sweep.
 *
 * @param call calls a traceable function; what it gives is a number, or the function did not follow
 * @param value what the function gives as it was written
 * @param gradient is filled
 * @returns why it would not be exact
 */
export function fillGradient(call: () => unknown, value: number, gradient: Float64Array): ProblemData | undefined {
  tape.begin();
  let returned: unknown;
  try {
    returned = call();
  } catch (error) {
    return thrownWhileFollowed(error);
  }
  const leaf = typeof returned === 'number' || Traced.is(returned) ? returned : NaN;
  const lost = lostTrace() ?? differenceOf(valueOf(leaf), value, [leaf]);
  if (lost) return lost;
  if (typeof leaf === 'number') gradient.fill(0);
  else gradient.set(tape.derivatives(nodeOf(leaf), gradient.length));
  return undefined;
}

function thrownWhileFollowed(error: unknown): ProblemData {
  return lostTrace() ?? { code: 'exact-threw', args: { message: errorText(error), ...placeOf(error) } };
}

/** The arguments with variables in the place of numbers, and how many each parameter of `wrt` has: the first nodes. */
function traceableArguments(args: readonly Value[], wrt: readonly number[]): { given: unknown[]; counts: number[] } {
  const given: unknown[] = copyArguments(args);
  let nodes = 0;
  const follow = (number: number): Operand => {
    nodes++;
    return variable(number);
  };
  const counts = wrt.map(parameter => {
    const before = nodes;
    if (isArgument(args[parameter]!)) given[parameter] = traceable(args[parameter], follow);
    return nodes - before;
  });
  return { given: given.map((each, index) => (wrt.includes(index) ? each : traceable(each as Value))), counts };
}

/** A value with what stands in for its numbers and typed arrays. */
function traceable(value: Value, follow: (number: number) => Operand = number => number): unknown {
  if (typeof value === 'number') return follow(value);
  if (Array.isArray(value)) return value.map(each => traceable(each, follow));
  if (value instanceof Float64Array) return new TracedFloat64Array(Array.from(value, follow));
  // Its numbers are rounded already; to do it again would put nodes between the variables.
  if (value instanceof Float32Array)
    return Object.assign(new TracedFloat32Array(value.length), Array.from(value, follow));
  return value;
}

/** What is returned as it would be without traces; its numbers in order. */
function ordinary(value: unknown, leaves: Operand[]): unknown {
  if (typeof value === 'number' || Traced.is(value)) {
    leaves.push(value);
    return valueOf(value);
  }
  if (Array.isArray(value)) return value.map(each => ordinary(each, leaves));
  if (value instanceof Floats || ArrayBuffer.isView(value)) {
    for (const each of Array.from(value as unknown as ArrayLike<unknown>)) ordinary(each, leaves);
    return value instanceof Floats ? value.ordinary() : value;
  }
  if (typeof value !== 'object' || value === null || !('data' in value)) return value;
  return { ...value, data: ordinary(value.data, leaves) }; // a tensor with its shape
}

/** Why what was recorded is not all. */
function lostTrace(): ProblemData | undefined {
  if (tape.full) return { code: 'exact-too-long', args: { most: MAX_OPERATIONS } };
  if (tape.stale) return { code: 'exact-hidden-state', args: {} };
  return tape.escape && { code: 'exact-escape', args: placeOf(tape.escape) };
}

/** That the code does something else with traced numbers than with ordinary ones. */
function differenceOf(output: Output, expected: Output, leaves: readonly Operand[]): ProblemData | undefined {
  const [found, wanted] = [numbersOf(output), numbersOf(expected)];
  const isSame =
    typeof output === typeof expected &&
    found.length === wanted.length &&
    leaves.length === wanted.length &&
    wanted.every((each, i) => Object.is(each, found[i]) && Object.is(each, valueOf(leaves[i]!)));
  return isSame ? undefined : { code: 'exact-differs', args: { value: wanted[0] ?? NaN, exact: found[0] ?? NaN } };
}

function numbersOf(output: Output): readonly number[] {
  return typeof output === 'number' ? [output] : Array.from(output);
}

/** The rows of all results, cut at the parameters. */
function jacobians(leaves: readonly Operand[], counts: readonly number[], absolute: boolean): Float64Array[] {
  const columns = counts.reduce((sum, count) => sum + count, 0);
  const found = counts.map(count => new Float64Array(leaves.length * count));
  for (const [row, leaf] of leaves.entries()) {
    if (typeof leaf === 'number') continue; // a constant
    const derivatives = tape.derivatives(nodeOf(leaf), columns, absolute);
    let start = 0;
    for (const [parameter, count] of counts.entries()) {
      found[parameter]!.set(derivatives.subarray(start, start + count), row * count);
      start += count;
    }
  }
  return found;
}
