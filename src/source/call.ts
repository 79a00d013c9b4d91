import type { Argument } from '../numerics/argument';
import type { Multivariate } from '../numerics/gradient';
import { Problem } from '../numerics/problem';
import { errorText, placeOf } from './load';
import { lookAt, shown } from './lookAt';
import type { Parameter } from './parameters';

/**
 * A function of the user as mathematics takes it: typed arrays where it asks for them, and a number as its result.
 *
 * Calling it throws Problem `function-threw` with the place, `stack-overflow`, or `not-a-number-returned`,
 * `promise-returned`, `array-returned`, `nothing-returned`.
 */
export function numericCall(f: (...args: unknown[]) => unknown, parameters: readonly Parameter[]): Multivariate {
  const typed = parameters.map(({ form }) => form.kind === 'numbers' && form.typed === true);
  return args => {
    const given = args.map((argument, index) => (typed[index] ? Float64Array.from(argument as number[]) : argument));
    return numberFrom(call(f, given));
  };
}

function call(f: (...args: unknown[]) => unknown, args: readonly (Argument | Float64Array)[]): unknown {
  try {
    return f(...args);
  } catch (error) {
    if (lookAt(() => error instanceof RangeError && /call stack/i.test(error.message), false)) {
      throw new Problem('stack-overflow', placeOf(error));
    }
    throw new Problem('function-threw', { message: errorText(error), ...placeOf(error) });
  }
}

function numberFrom(result: unknown): number {
  if (typeof result === 'number') return result;
  if (result === undefined || result === null) throw new Problem('nothing-returned', { found: String(result) });
  if (lookAt(() => Array.isArray(result), false) || ArrayBuffer.isView(result)) {
    throw new Problem('array-returned', { length: (result as unknown as { length?: number }).length ?? 0 });
  }
  if (lookAt(() => typeof (result as { then?: unknown }).then === 'function', false)) {
    Promise.resolve(result).catch(() => undefined); // nobody waits for it: its failure is no news
    throw new Problem('promise-returned');
  }
  throw new Problem('not-a-number-returned', { type: typeof result, found: shown(result) });
}
