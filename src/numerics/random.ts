import { cos, log } from './elementary';

const TWO_PI = 2 * Math.PI;
const MASK_64 = (1n << 64n) - 1n;

/** What random numbers are for. Each purpose has a stream of its own, so that none depends on how many another drew. */
export type RandomStream = 'data' | 'split' | 'weights' | 'batches' | 'points';

const STREAMS: Readonly<Record<RandomStream, bigint>> = { data: 0n, split: 1n, weights: 2n, batches: 3n, points: 4n };

/**
 * Random numbers that are the same for the same seed on every machine. The whole state is four words, which can be
 * read and put back.
 *
 * Source: xoshiro128** 1.1 (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number generators", 2021), seeded
 * as they recommend by SplitMix64.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** @param state four words of 32 bits, not all zero */
  constructor(state: readonly number[] | Uint32Array) {
    [this.a, this.b, this.c, this.d] = [state[0]! | 0, state[1]! | 0, state[2]! | 0, state[3]! | 0];
  }

  /** @param seed a whole number from 0 to 2³² − 1 */
  static seeded(seed: number, stream: RandomStream): Random {
    const next = splitMix64((STREAMS[stream] << 32n) | BigInt(seed));
    const words = [next(), next()].flatMap(value => [Number(value & 0xffffffffn), Number(value >> 32n)]);
    return new Random(words);
  }

  /** The state, to go on from with `new Random(state)`. */
  get state(): Uint32Array {
    return Uint32Array.of(this.a, this.b, this.c, this.d);
  }

  /** A whole number from 0 to 2³² − 1. */
  uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.b, 5), 7), 9);
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = rotateLeft(this.d, 11);
    return result >>> 0;
  }

  /** A number in [0, 1), of 53 random bits. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** A whole number from 0 to n − 1, each as likely as the others; n at most 2³². */
  below(n: number): number {
    if (n === 2 ** 32) return this.uint32();
    // The last, incomplete round of n would favor its first numbers. 2³² mod n is (2³² − n) mod n. Divisions of whole words
    // are four times as fast; they are taken where what is left (by 0 it would be NaN) is to be a whole word, too.
    const divisor = n >>> 0;
    const incomplete = ((-divisor >>> 0) % divisor) >>> 0;
    const last = 0xffffffff - incomplete;
    for (;;) {
      const value = this.uint32();
      if (value <= last) return (value % divisor) >>> 0;
    }
  }

  /** A number of the normal distribution N(0, 1), by Box and Muller (1958): √(−2 ln u₁) cos 2πu₂. */
  normal(): number {
    const u1 = 1 - this.uniform(); // in (0, 1], so that its logarithm is finite
    return Math.sqrt(-2 * log(u1)) * cos(TWO_PI * this.uniform());
  }

  /** Puts the items in random order, in place (R. A. Fisher and F. Yates). */
  shuffle(items: { [index: number]: number; readonly length: number }): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const item = items[i]!;
      items[i] = items[j]!;
      items[j] = item;
    }
  }
}

function rotateLeft(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

/**
 * The generator that spreads a seed over a larger state: numbers of 64 bits.
 *
 * Source: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", 2014.
 */
export function splitMix64(seed: bigint): () => bigint {
  let state = seed & MASK_64;
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    return z ^ (z >> 31n);
  };
}
