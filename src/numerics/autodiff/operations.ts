import type { Rule } from './rules';
import { nodeOf, tape, Traced, valueOf, type Operand } from './traced';

/** A variable to differentiate with respect to. */
export function variable(value: number): Traced {
  return new Traced(tape.variable(value));
}

/** A result with its partial derivatives with respect to one or two operands. */
function result(value: number, a: Operand, partialA: number, b: Operand = 0, partialB = 0): Traced {
  return new Traced(tape.record(value, nodeOf(a), partialA, nodeOf(b), partialB));
}

/** ∂(a + b) = ∂a + ∂b */
export function add(a: Operand, b: Operand): Traced {
  return result(valueOf(a) + valueOf(b), a, 1, b, 1);
}

/** ∂(a − b) = ∂a − ∂b */
export function subtract(a: Operand, b: Operand): Traced {
  return result(valueOf(a) - valueOf(b), a, 1, b, -1);
}

/** ∂(a b) = b ∂a + a ∂b */
export function multiply(a: Operand, b: Operand): Traced {
  const x = valueOf(a);
  const y = valueOf(b);
  return result(x * y, a, y, b, x);
}

/** ∂(a / b) = ∂a / b − (a / b) ∂b / b */
export function divide(a: Operand, b: Operand): Traced {
  const x = valueOf(a);
  const y = valueOf(b);
  return result(x / y, a, 1 / y, b, -(x / y) / y);
}

/** ∂(a − b ⌊a / b⌋), ⌊⌋ towards zero as `%` has it */
export function remainder(a: Operand, b: Operand): Traced {
  const x = valueOf(a);
  const y = valueOf(b);
  return result(x % y, a, 1, b, -Math.trunc(x / y));
}

/** ∂(aᵇ) = b aᵇ⁻¹ ∂a + aᵇ ln a ∂b */
export function power(a: Operand, b: Operand): Traced {
  const x = valueOf(a);
  const y = valueOf(b);
  const value = x ** y;
  const partialBase = y === 0 ? 0 : y * x ** (y - 1);
  // 0ᵇ is 0 for all b > 0. Most exponents are constants and need no logarithm.
  const partialExponent = typeof b === 'number' || (x === 0 && y > 0) ? 0 : value * Math.log(x);
  return result(value, a, partialBase, b, partialExponent);
}

/** ∂(−a) = −∂a */
export function negate(a: Traced): Traced {
  return result(-valueOf(a), a, -1);
}

/** ∂f(a) = f′(a) ∂a */
export function apply({ f, derivative }: Rule, a: Traced): Traced {
  const x = valueOf(a);
  const y = f(x);
  return result(y, a, derivative(x, y));
}

/** ∂ atan2(a, b) = (b ∂a − a ∂b) / (a² + b²) */
export function atan2(a: Operand, b: Operand): Traced {
  const y = valueOf(a);
  const x = valueOf(b);
  const r = Math.hypot(x, y);
  return result(Math.atan2(y, x), a, x / r / r, b, -(y / r) / r);
}

/** ∂√Σaᵢ² = Σ aᵢ ∂aᵢ / √Σaᵢ²; 0 at 0, the middle of the slopes to both sides */
export function hypot(operands: readonly Operand[]): Operand {
  const values = operands.map(valueOf);
  const r = Math.hypot(...values);
  return combination(
    r,
    operands,
    values.map(x => (r === 0 ? 0 : x / r)),
  );
}

/** The largest; several that are equally large share the derivative. */
export function max(operands: readonly Operand[]): Operand {
  return extreme(operands, Math.max);
}

/** The smallest; several that are equally small share the derivative. */
export function min(operands: readonly Operand[]): Operand {
  return extreme(operands, Math.min);
}

function extreme(operands: readonly Operand[], choose: (...values: number[]) => number): Operand {
  const values = operands.map(valueOf);
  const value = choose(...values);
  const ties = values.filter(each => each === value).length;
  return combination(
    value,
    operands,
    values.map(each => (each === value ? 1 / ties : 0)),
  );
}

/** A result of any number of operands, as a chain of nodes; a constant where it depends on none. */
function combination(value: number, operands: readonly Operand[], partials: readonly number[]): Operand {
  let sum: Operand = value;
  for (const [i, operand] of operands.entries()) {
    if (typeof operand !== 'number' && partials[i] !== 0) sum = result(value, sum, 1, operand, partials[i]);
  }
  return sum;
}
