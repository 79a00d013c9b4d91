import { missing, type Derivative } from '../../src/numerics/derivative';
import { DEFAULT_STEP, difference, type Univariate } from '../../src/numerics/differences';
import type { Differentiator } from '../corpus/judgment';
import { load } from './packages';

/** What one would differentiate with instead, as textbooks and packages have it. */

/** A number that is given whatever it is, with a bar or without one. */
function given(derivative: number, error: number | null = null): Derivative {
  return Number.isFinite(derivative) ? { status: 'ok', derivative, error } : missing('undefined');
}

function plain(formula: (f: Univariate, x: number) => number): Differentiator {
  return catching((f, x) => given(formula(f, x)));
}

/** None of them does anything about functions that throw. */
function catching(differentiator: Differentiator): Differentiator {
  return (f, x) => {
    try {
      return differentiator(f, x);
    } catch {
      return missing('error');
    }
  };
}

const scaleOf = (x: number) => Math.max(1, Math.abs(x));
const { EPSILON } = Number;

/** By their names, those from one formula first. */
export const TEXTBOOK: Readonly<Record<string, Differentiator>> = {
  'forward, h = 1e-8': plain((f, x) => difference(f, x, 1e-8, 'forward')),
  'the book: central, h = 1e-4': plain((f, x) => difference(f, x, DEFAULT_STEP, 'central')),
  'central, h = ε^(1/3) max(1, |x|)': plain((f, x) => difference(f, x, Math.cbrt(EPSILON) * scaleOf(x), 'central')),
  'five-point, h = ε^(1/5) max(1, |x|)': plain((f, x) => difference(f, x, EPSILON ** 0.2 * scaleOf(x), 'five-point')),
  'Ridders, h = 0.1 max(1, |x|)': catching(ridders),
};

const SHRINKAGE = 1.4;
const COLUMNS = 10;
/** An entry that is worse than the best by so much ends it. */
const WORSE = 2;

/**
 * Central differences of shrinking steps, extrapolated to h = 0; the bar is the smallest difference between neighbors of
 * the table.
 *
 * Source: C. J. F. Ridders, "Accurate computation of F′(x) and F′(x) F″(x)", Advances in Engineering Software 4, 1982.
 */
function ridders(f: Univariate, x: number): Derivative {
  let best = { derivative: NaN, error: Infinity };
  let before: number[] = [];
  for (let i = 0; i < COLUMNS; i++) {
    const row = [difference(f, x, (0.1 * scaleOf(x)) / SHRINKAGE ** i, 'central')];
    for (let j = 1; j <= i; j++) {
      const power = SHRINKAGE ** (2 * j);
      const entry = (row[j - 1]! * power - before[j - 1]!) / (power - 1);
      const error = Math.max(Math.abs(entry - row[j - 1]!), Math.abs(entry - before[j - 1]!));
      row.push(entry);
      if (error <= best.error) best = { derivative: entry, error };
    }
    if (i > 0 && Math.abs(row[i]! - before[i - 1]!) >= WORSE * best.error) break;
    before = row;
  }
  return given(best.derivative, best.error);
}

/** numeric.js, if it is installed. */
export function numericJs(): { readonly name: string; readonly differentiator: Differentiator } | undefined {
  try {
    const numeric = load('numeric') as {
      version: string;
      gradient: (f: (x: readonly number[]) => number, x: readonly number[]) => number[];
    };
    return {
      name: `numeric.js ${numeric.version}, gradient`,
      differentiator: plain((f, x) => numeric.gradient(([u]) => f(u!), [x])[0]!),
    };
  } catch {
    return undefined;
  }
}
