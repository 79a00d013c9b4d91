import { Problem } from '../problem';

/** More operations than this are not recorded: about 200 megabytes. */
export const MAX_OPERATIONS = 1 << 22;

/** In the place of a node: the operand is a constant. */
export const CONSTANT = -1;

/**
 * The tape of reverse automatic differentiation: every operation on a variable, in the order of execution, as a node
 * with its value, its parents (one or two nodes it was computed from) and the partial derivatives with respect to them.
 *
 * It is one for all recordings and grows by doubling. Nodes are numbered on through all recordings, so that a number
 * kept from an earlier one is recognized.
 *
 * Source: Griewank and Walther, "Evaluating Derivatives", chapter 3; "Deep Learning from Scratch", chapter 5.
 */
export class Tape {
  /** Where a number first left the tape because something asked for an ordinary one. */
  escape: Error | undefined;
  /** A number of an earlier recording was used. */
  stale = false;
  /** There were more than `MAX_OPERATIONS`. */
  full = false;

  private first = 0;
  private length = 0;
  private values = new Float64Array(1024);
  /** Two a node; a constant is node 0 with the partial derivative 0. */
  private parents = new Int32Array(2048);
  private partials = new Float64Array(2048);
  private adjoints = new Float64Array(1024);

  /** Begins a new recording. */
  begin(): void {
    this.first += this.length;
    this.length = 0;
    this.escape = undefined;
    this.stale = this.full = false;
  }

  /** A variable to differentiate with respect to. */
  variable(value: number): number {
    return this.record(value, CONSTANT, 0, CONSTANT, 0);
  }

  /**
   * The result of an operation, and its partial derivatives with respect to its operands a and b.
   *
   * @throws Problem `exact-too-long`
   */
  record(value: number, a: number, partialA: number, b: number, partialB: number): number {
    const index = this.length;
    if (index === this.values.length) this.grow();
    this.length++;
    this.values[index] = value;
    this.parents[2 * index] = a === CONSTANT ? 0 : a - this.first;
    this.partials[2 * index] = a === CONSTANT ? 0 : partialA;
    this.parents[2 * index + 1] = b === CONSTANT ? 0 : b - this.first;
    this.partials[2 * index + 1] = b === CONSTANT ? 0 : partialB;
    return this.first + index;
  }

  /** NaN for a node of an earlier recording. */
  valueOf(node: number): number {
    if (node >= this.first) return this.values[node - this.first]!;
    this.stale = true;
    return NaN;
  }

  /**
   * The derivatives of a node with respect to the first `count` nodes, by one reverse sweep: each node passes its
   * adjoint on to its parents, times the partial derivative.
   *
   * @param absolute sums up the absolute values instead: how large the terms are that the derivatives consist of
   */
  derivatives(node: number, count: number, absolute = false): Float64Array {
    const { parents, partials } = this;
    const last = node - this.first;
    if (this.adjoints.length < this.values.length) this.adjoints = new Float64Array(this.values.length);
    const adjoints = this.adjoints.fill(0, 0, Math.max(last + 1, count));
    adjoints[last] = 1;
    for (let index = last; index >= 0; index--) {
      const adjoint = adjoints[index]!;
      if (adjoint === 0) continue;
      for (let k = 2 * index; k < 2 * index + 2; k++) {
        const partial = partials[k]!;
        // What does not depend on a variable is not made NaN by 0 · ∞.
        if (partial !== 0) adjoints[parents[k]!]! += adjoint * (absolute ? Math.abs(partial) : partial);
      }
    }
    return adjoints.slice(0, count);
  }

  private grow(): void {
    if (this.length >= MAX_OPERATIONS) {
      this.full = true;
      throw new Problem('exact-too-long', { most: MAX_OPERATIONS });
    }
    this.values = doubled(this.values, new Float64Array(2 * this.values.length));
    this.parents = doubled(this.parents, new Int32Array(2 * this.parents.length));
    this.partials = doubled(this.partials, new Float64Array(2 * this.partials.length));
  }
}

function doubled<Numbers extends Float64Array | Int32Array>(old: Numbers, room: Numbers): Numbers {
  room.set(old);
  return room;
}
