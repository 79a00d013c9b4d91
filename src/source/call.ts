import type { Argument, Value } from '../numerics/argument';
import type { Multivariate, Output } from '../numerics/evaluator';
import { Problem } from '../numerics/problem';
import { lookAt, shown } from './lookAt';
import type { Parameter } from './parameters';
import { tensorOf } from './tensorOf';
import { errorText, isStackOverflow, placeOf } from './thrown';

/** A function of the user. */
export type UserFunction = (...args: unknown[]) => unknown;

/**
 * A function of the user as mathematics takes it: a number as its result, or several, flattened.
 *
 * Calling it throws Problem `function-threw` with the place, `stack-overflow`, or `not-a-number-returned`,
 * `no-numbers-returned`, `promise-returned`, `nothing-returned`.
 */
export function numericCall(f: UserFunction): Multivariate {
  return args => numbersFrom(callWith(f, args));
}

/** Typed arrays made once, where the parameters ask for them: what a function is given. */
export function givenArguments(args: readonly Value[], parameters: readonly Parameter[]): Value[] {
  return args.map((value, index) => {
    const form = parameters[index]?.form;
    return form?.kind === 'numbers' && form.typed ? typedArrays(value as Argument, form.typed) : value;
  });
}

const CONSTRUCTORS = { Float64Array, Float32Array } as const;

/** The innermost arrays become typed ones. */
function typedArrays(argument: Argument, type: keyof typeof CONSTRUCTORS): Argument {
  if (typeof argument === 'number' || ArrayBuffer.isView(argument)) return argument;
  return typeof argument[0] === 'number'
    ? CONSTRUCTORS[type].from(argument as number[])
    : argument.map(each => typedArrays(each, type));
}

/**
 * Calls a function of the user; what it gives may be anything.
 *
 * @throws Problem `function-threw`, `stack-overflow`
 */
export function callWith(f: UserFunction, args: readonly Value[]): unknown {
  try {
    return f(...args);
  } catch (error) {
    if (isStackOverflow(error)) throw new Problem('stack-overflow', placeOf(error));
    throw new Problem('function-threw', { message: errorText(error), ...placeOf(error) });
  }
}

/** The numbers of whatever the function gave; such a value may throw when it is looked at, or run code. */
function numbersFrom(result: unknown): Output {
  if (typeof result === 'number') return result;
  if (result === undefined || result === null) throw new Problem('nothing-returned', { found: String(result) });
  if (isList(result)) return severalFrom(result);
  if (lookAt(() => typeof (result as { then?: unknown }).then === 'function', false)) {
    void lookAt(() => Promise.resolve(result).catch(() => undefined), undefined); // nobody waits: its failure is no news
    throw new Problem('promise-returned');
  }
  throw new Problem('not-a-number-returned', { type: typeof result, found: shown(result) });
}

function isList(result: unknown): boolean {
  return ArrayBuffer.isView(result) || lookAt(() => Array.isArray(result), false);
}

/** The numbers of an array, in memory of their own: the function may use its array again. */
function severalFrom(result: unknown): Float64Array {
  const data = lookAt(() => tensorOf(result).data, new Float64Array());
  if (data.length === 0) throw new Problem('no-numbers-returned', { found: shown(result) });
  return data;
}
