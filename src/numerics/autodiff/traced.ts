import { CONSTANT, Tape } from './tape';

/** The tape that all traced numbers are on: one computation is recorded at a time. */
export const tape = new Tape();

/**
 * A number that is followed: a node of the tape, in the place of the number in the code that is differentiated.
 *
 * It looks like a number as far as an object can. Where it is turned into an ordinary number or a string all the same,
 * its trace is lost, and the tape keeps the place.
 */
export class Traced {
  readonly #node: number;

  constructor(node: number) {
    this.#node = node;
  }

  static is(value: unknown): value is Traced {
    return typeof value === 'object' && value !== null && #node in value;
  }

  static nodeOf(traced: Traced): number {
    return traced.#node;
  }

  [Symbol.toPrimitive](hint: string): number | string {
    const value = ordinary(this);
    return hint === 'string' ? String(value) : value;
  }

  valueOf(): this {
    return this;
  }

  toJSON(): number {
    return ordinary(this);
  }

  toString(radix?: number): string {
    return ordinary(this).toString(radix);
  }

  toFixed(digits?: number): string {
    return ordinary(this).toFixed(digits);
  }

  toExponential(digits?: number): string {
    return ordinary(this).toExponential(digits);
  }

  toPrecision(digits?: number): string {
    return ordinary(this).toPrecision(digits);
  }

  toLocaleString(): string {
    return ordinary(this).toLocaleString();
  }
}

/** What code adds to all numbers, these have too. */
Object.setPrototypeOf(Traced.prototype, Number.prototype);
Object.defineProperty(Traced.prototype, 'constructor', { value: Number });
Object.freeze(Traced.prototype);

/** The value of a number that leaves the tape. */
function ordinary(traced: Traced): number {
  tape.escape ??= new Error('A number left the tape.');
  return valueOf(traced);
}

/** What an operation takes: a number that is followed, or a constant. */
export type Operand = number | Traced;

export function valueOf(operand: Operand): number {
  return typeof operand === 'number' ? operand : tape.valueOf(Traced.nodeOf(operand));
}

/** The node of an operand. */
export function nodeOf(operand: Operand): number {
  return typeof operand === 'number' ? CONSTANT : Traced.nodeOf(operand);
}
