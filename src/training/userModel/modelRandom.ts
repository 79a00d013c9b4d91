import type { Random } from '../../numerics/random';

/** What a module's `init` draws its random numbers from: the same numbers for the same seed, on every machine. */
export interface ModelRandom {
  /** A number in [0, 1), like `Math.random`. */
  (): number;
  uniform(): number;
  /** A number of N(0, 1); so many of them; a matrix of them, times `scale`: `np.random.randn(D, H)` of the book. */
  normal(): number;
  normal(count: number): number[];
  normal(rows: number, columns: number, scale?: number): number[][];
}

export function modelRandom(random: Random): ModelRandom {
  const numbers = (count: number, scale: number) => Array.from({ length: count }, () => scale * random.normal());
  function normal(): number;
  function normal(count: number): number[];
  function normal(rows: number, columns: number, scale?: number): number[][];
  function normal(rows?: number, columns?: number, scale = 1): number | number[] | number[][] {
    if (rows === undefined) return random.normal();
    if (columns === undefined) return numbers(rows, 1);
    return Array.from({ length: rows }, () => numbers(columns, scale));
  }
  const uniform = () => random.uniform();
  return Object.assign(() => random.uniform(), { uniform, normal });
}
