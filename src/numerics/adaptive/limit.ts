/** What a sequence S(h) tends to as h → 0. */
export interface Limit {
  readonly value: number;
  /** The bar. */
  readonly error: number;
  /** h of the finest member that the value rests on. */
  readonly step: number;
  /** Number of the coarsest member that agrees with the finer ones. */
  readonly first: number;
}

/** A sequence from coarse to fine, with what rounding may contribute to each member. */
export interface Sequence {
  readonly h: readonly number[];
  readonly values: readonly number[];
  readonly noise: readonly number[];
}

/** Extrapolations one upon the other. */
const COLUMNS = 7;

/** What differs by so many times the noise differs. */
export const SIGNIFICANT = 16;

/**
 * The limit by repeated extrapolation: S(h) = S + c₁ hᵖ + c₂ h²ᵖ + … is a polynomial in hᵖ, whose value at 0 Neville's
 * scheme gives from each range of members,
 *
 *   T(k, j) = T(k, j−1) + (T(k, j−1) − T(k−1, j−1)) / ((h(k−j)/h(k))ᵖ − 1).
 *
 * The error of a member of the tableau is at most about its distance from the two it is made of, to which comes the
 * noise of the values it rests on. The one with the smallest sum is taken.
 *
 * Source: L. F. Richardson (1911); C. Ridders, "Accurate computation of F′(x) and F′(x) F″(x)" (1982) for the choice.
 *
 * @param power p: 2 for what is even in h, as a central difference of a smooth function; 1 for what is not
 */
export function limitOf(sequence: Sequence, power: 1 | 2): Limit {
  const { h, values, noise } = sequence;
  const first = firstTrusted(sequence);
  let best: Limit = { value: values.at(-1)!, error: Infinity, step: h.at(-1)!, first };
  let [above, aboveNoise]: [number[], number[]] = [[], []];
  for (let k = first; k < values.length; k++) {
    const row = [values[k]!];
    const rowNoise = [noise[k]!];
    const consider = (value: number, distance: number, noise: number) => {
      if (distance + noise < best.error) best = { value, error: distance + noise, step: h[k]!, first };
    };
    if (k > first) consider(row[0]!, Math.abs(row[0]! - above[0]!), rowNoise[0]!);
    for (let j = 1; j <= Math.min(COLUMNS, k - first); j++) {
      const weight = 1 / ((h[k - j]! / h[k]!) ** power - 1);
      const [finer, coarser] = [row[j - 1]!, above[j - 1]!];
      const value = finer + (finer - coarser) * weight;
      row.push(value);
      rowNoise.push(rowNoise[j - 1]! + (rowNoise[j - 1]! + aboveNoise[j - 1]!) * weight);
      consider(value, Math.max(Math.abs(value - finer), Math.abs(value - coarser)), rowNoise[j]!);
    }
    [above, aboveNoise] = [row, rowNoise];
  }
  return best;
}

/**
 * Going from fine to coarse, the distance from member to member grows with h, once it is out of the noise. Where it stops
 * to grow, the members are no longer about the same: there is something between them, a kink, a wave, a pole.
 */
function firstTrusted({ values, noise }: Sequence): number {
  let last = 0;
  for (let k = values.length - 1; k > 0; k--) {
    const distance = Math.abs(values[k - 1]! - values[k]!);
    if (distance + SIGNIFICANT * noise[k]! < last) return k;
    if (distance > SIGNIFICANT * noise[k]!) last = Math.max(last, distance);
  }
  return 0;
}
