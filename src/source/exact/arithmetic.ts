import * as operations from '../../numerics/autodiff/operations';
import { Traced, valueOf, type Operand } from '../../numerics/autodiff/traced';

/** The operators of the instrumented code: those of JavaScript, that follow traced numbers. */

/** A value as an ordinary one, where only its value matters: in comparisons, as a size, as a case. */
export function plain(value: unknown): unknown {
  return typeof value === 'object' && Traced.is(value) ? valueOf(value) : value;
}

/** A value as an operand of arithmetic; none where the operator would make a string or a bigint of it. */
function operandOf(value: unknown): Operand | undefined {
  if (typeof value === 'number' || Traced.is(value)) return value;
  return typeof value === 'boolean' || value === undefined || value === null ? Number(value) : undefined;
}

type Operation = (a: Operand, b: Operand) => Operand;

/** The result of an operation of which an operand is traced; none where it is one for JavaScript. */
function traced(operation: Operation, a: unknown, b: unknown): Operand | undefined {
  if (!Traced.is(a) && !Traced.is(b)) return undefined;
  const [x, y] = [operandOf(a), operandOf(b)];
  return x === undefined || y === undefined ? undefined : operation(x, y);
}

export function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return traced(operations.add, a, b) ?? (a as number) + (b as number);
}

export function subtract(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return traced(operations.subtract, a, b) ?? (a as number) - (b as number);
}

export function multiply(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return traced(operations.multiply, a, b) ?? (a as number) * (b as number);
}

export function divide(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  return traced(operations.divide, a, b) ?? (a as number) / (b as number);
}

export function remainder(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a % b;
  return traced(operations.remainder, a, b) ?? (a as number) % (b as number);
}

export function power(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a ** b;
  return traced(operations.power, a, b) ?? (a as number) ** (b as number);
}

export function negate(a: unknown): unknown {
  return Traced.is(a) ? operations.negate(a) : -(a as number);
}

/** `+a` */
export function toNumber(a: unknown): unknown {
  return Traced.is(a) ? a : +(a as number);
}

/** What was tested or counted last: the code asks for it at once. */
let lastValue: unknown;

export function last(): unknown {
  return lastValue;
}

/** Whether a condition holds. */
export function test(value: unknown): boolean {
  lastValue = value;
  return Boolean(plain(value));
}

/** What `++` makes of a value; `last` is what it was as a number. */
export function increment(value: unknown): unknown {
  lastValue = numeric(value);
  return typeof lastValue === 'bigint' ? lastValue + 1n : add(lastValue, 1);
}

/** What `--` makes of a value; `last` is what it was as a number. */
export function decrement(value: unknown): unknown {
  lastValue = numeric(value);
  return typeof lastValue === 'bigint' ? lastValue - 1n : subtract(lastValue, 1);
}

function numeric(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'bigint' ? value : toNumber(value);
}

export function typeOf(value: unknown): string {
  return Traced.is(value) ? 'number' : typeof value;
}
