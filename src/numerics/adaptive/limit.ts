/** What a sequence S(h) tends to as h → 0. */
export interface Limit {
  readonly value: number;
  /** The bar. */
  readonly error: number;
  /** The part of the bar that comes from the noise of the values. */
  readonly noise: number;
  /** h of the finest and of the coarsest member that the value rests on. */
  readonly step: number;
  readonly widest: number;
  /** Number of the coarsest member that agrees with the finer ones. */
  readonly first: number;
}

/** A sequence from coarse to fine, with what noise may contribute to each member. */
export interface Sequence {
  readonly h: readonly number[];
  readonly values: readonly number[];
  readonly noise: readonly number[];
}

/** What differs by so many times the noise differs. */
export const SIGNIFICANT = 16;

/** The limit of a sequence in powers of h, or of the h², by which it is found more accurately. */
export function limitOf(sequence: Sequence, parity: 'even' | 'any'): Limit {
  const from = firstTrusted(sequence);
  const slow = slowPower(sequence);
  if (slow !== undefined) return extrapolated(sequence, slow, from);
  const any = extrapolated(sequence, 1, from);
  if (parity === 'any') return any;
  const even = extrapolated(sequence, 2, from);
  return even.error <= any.error ? even : any;
}

/** Extrapolations one upon the other. */
const COLUMNS = 7;

/**
 * The limit by repeated extrapolation: S(h) = S + c₁ hᵖ + c₂ h²ᵖ + … is a polynomial in hᵖ, whose value at 0 Neville's
 * scheme gives from each range of members,
 *
 *   T(k, j) = T(k, j−1) + (T(k, j−1) − T(k−1, j−1)) / ((h(k−j) / h(k))ᵖ − 1).
 *
 * An entry of the tableau is at most about as far from the limit as from the two it is made of; to this comes the noise
 * of the members it rests on. The entry with the smallest sum is taken.
 *
 * Source: L. F. Richardson (1911); C. Ridders, "Accurate computation of F′(x) and F′(x) F″(x)" (1982), for the choice.
 *
 * @param p 2 for what is even in h, as a central difference of a smooth function; 1 for what is not
 * @param from number of the coarsest member to use
 */
function extrapolated({ h, values, noise }: Sequence, p: number, from: number): Limit {
  const last = values.length - 1;
  let best: Limit = {
    value: values[last]!,
    error: Infinity,
    noise: noise[last]!,
    step: h[last]!,
    widest: h[last]!,
    first: from,
  };
  let [above, noiseAbove]: [number[], number[]] = [[], []];
  for (let k = from; k <= last; k++) {
    const [row, rowNoise] = [[values[k]!], [noise[k]!]];
    for (let j = 0; j <= Math.min(COLUMNS, k - from); j++) {
      if (j > 0) {
        const weight = 1 / ((h[k - j]! / h[k]!) ** p - 1);
        row.push(row[j - 1]! + (row[j - 1]! - above[j - 1]!) * weight);
        rowNoise.push(rowNoise[j - 1]! + (rowNoise[j - 1]! + noiseAbove[j - 1]!) * weight);
      } else if (k === from) continue;
      const neighbors = j > 0 ? [row[j - 1]!, above[j - 1]!] : [above[0]!];
      const error = Math.max(...neighbors.map(each => Math.abs(each - row[j]!))) + rowNoise[j]!;
      if (error < best.error)
        best = { value: row[j]!, error, noise: rowNoise[j]!, step: h[k]!, widest: h[k - Math.max(j, 1)]!, first: from };
    }
    [above, noiseAbove] = [row, rowNoise];
  }
  return best;
}

/**
 * Going from fine to coarse, members are ever further apart, once this is more than noise. Where they stop to be, they
 * are no longer about the same: there is something between them, a kink, a wave, a pole.
 */
function firstTrusted({ values, noise }: Sequence): number {
  let furthest = 0;
  for (let k = values.length - 1; k > 0; k--) {
    const distance = Math.abs(values[k - 1]! - values[k]!);
    if (distance + SIGNIFICANT * noise[k]! < furthest) return k;
    if (distance > SIGNIFICANT * noise[k]!) furthest = Math.max(furthest, distance);
  }
  return 0;
}

/** How many distances must tell the same power, and how far they may be apart. */
const WITNESSES = 4;
const POWER_SPREAD = 0.05;

/** The power p < 1 with which a sequence S + c hᵖ goes to its limit; undefined where there is no such. */
function slowPower({ h, values, noise }: Sequence): number | undefined {
  const differences = values.slice(1).map((value, k) => values[k]! - value);
  const last = differences.findLastIndex((each, k) => Math.abs(each) > SIGNIFICANT ** 2 * noise[k + 1]!);
  return commonPower(h.slice(1, last + 2), differences.slice(0, last + 1), WITNESSES, [0.02, 0.95]);
}

/**
 * The power of h as which the finest so many values grow, where it is one and the same, between two bounds: the mean of
 * log(y / y′) / log(h / h′) over pairs of neighbors.
 */
export function commonPower(
  h: readonly number[],
  y: readonly number[],
  count: number,
  [least, most]: readonly [number, number],
): number | undefined {
  if (y.length <= count) return undefined;
  let [smallest, largest] = [Infinity, -Infinity];
  for (let k = y.length - count; k < y.length; k++) {
    const power = Math.log(y[k - 1]! / y[k]!) / Math.log(h[k - 1]! / h[k]!);
    [smallest, largest] = [Math.min(smallest, power), Math.max(largest, power)];
  }
  return smallest > least && largest < most && largest - smallest < POWER_SPREAD ? (smallest + largest) / 2 : undefined;
}
