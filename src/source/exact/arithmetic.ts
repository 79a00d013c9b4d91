import * as operations from '../../numerics/autodiff/operations';
import { Traced, valueOf, type Operand } from '../../numerics/autodiff/traced';

/** The operators of the instrumented code: those of JavaScript, that follow traced numbers. */

/** A value as an ordinary one, where only its value matters: in comparisons, as a size, as a case. */
export function plain(value: unknown): unknown {
  return typeof value === 'object' && Traced.is(value) ? valueOf(value) : value;
}

/** Whether an operation is one on traced numbers. */
function follows(a: unknown, b: unknown): boolean {
  return (Traced.is(a) && (typeof b === 'number' || Traced.is(b))) || (typeof a === 'number' && Traced.is(b));
}

/** The result of an operation that is none on two numbers; none where it makes a string or a bigint. */
function rare(operation: (a: Operand, b: Operand) => Operand, a: unknown, b: unknown): Operand | undefined {
  if (!Traced.is(a) && !Traced.is(b)) return undefined;
  const [x, y] = [operandOf(a), operandOf(b)];
  return x === undefined || y === undefined ? undefined : operation(x, y);
}

/** A value as an operand of arithmetic. */
function operandOf(value: unknown): Operand | undefined {
  if (typeof value === 'number' || Traced.is(value)) return value;
  return typeof value === 'boolean' || value === undefined || value === null ? Number(value) : undefined;
}

export function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (follows(a, b)) return operations.add(a as Operand, b as Operand);
  return rare(operations.add, a, b) ?? (a as number) + (b as number);
}

export function subtract(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (follows(a, b)) return operations.subtract(a as Operand, b as Operand);
  return rare(operations.subtract, a, b) ?? (a as number) - (b as number);
}

export function multiply(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (follows(a, b)) return operations.multiply(a as Operand, b as Operand);
  return rare(operations.multiply, a, b) ?? (a as number) * (b as number);
}

export function divide(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  if (follows(a, b)) return operations.divide(a as Operand, b as Operand);
  return rare(operations.divide, a, b) ?? (a as number) / (b as number);
}

export function remainder(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a % b;
  if (follows(a, b)) return operations.remainder(a as Operand, b as Operand);
  return rare(operations.remainder, a, b) ?? (a as number) % (b as number);
}

export function power(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a ** b;
  if (follows(a, b)) return operations.power(a as Operand, b as Operand);
  return rare(operations.power, a, b) ?? (a as number) ** (b as number);
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
