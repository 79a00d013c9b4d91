import type { ShownGradient, ShownPath } from '../../../src/editor/gradient/messages';

/** States of the Gradient page as the host might send them. */

/** Even numbers from one end to the other. */
export function even(from: number, to: number, count: number) {
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

export function gridOf(
  f: (x: number, y: number) => number,
  [left, right]: [number, number],
  [low, high]: [number, number],
) {
  const [xs, ys] = [even(left, right, 41), even(low, high, 31)];
  const values = Float64Array.from({ length: xs.length * ys.length }, (_, i) =>
    f(xs[i % xs.length]!, ys[Math.floor(i / xs.length)]!),
  );
  return { xs, ys, values };
}

export const variable = (label: string, value: number, change: Partial<ShownGradient['variables'][number]> = {}) => ({
  label,
  value,
  derivative: 2 * value,
  error: 1e-14,
  exact: 2 * value,
  book: 2 * value,
  status: 'ok' as const,
  left: null,
  right: null,
  nearby: null,
  ...change,
});

export function gradientOf(change: Partial<ShownGradient>): ShownGradient {
  return {
    kind: 'gradient',
    name: 'f',
    file: 'a.ts',
    line: 1,
    point: '3',
    value: 9,
    method: 'adaptive',
    evaluations: 47,
    milliseconds: 1,
    status: 'ok',
    hasPlace: false,
    variables: [variable('x', 3)],
    total: 1,
    chosen: 0,
    pins: [],
    live: { on: true, stale: false, problem: null },
    ...change,
  };
}

/** A path of `steps` points, `width` numbers each. */
export function pathOf(
  points: readonly number[][],
  values: readonly number[],
  change: Partial<ShownPath> = {},
): ShownPath {
  return {
    optimizer: 'sgd',
    form: 'book',
    learningRate: 0.1,
    end: String(points.at(-1)),
    value: values.at(-1)!,
    steps: points.length - 1,
    trajectory: {
      steps: Float64Array.from(points, (_, step) => step),
      values: Float64Array.from(values),
      points: Float64Array.from(points.flat()),
    },
    ...change,
  };
}

export const SGD = { optimizer: 'sgd', form: 'book', learningRate: 0.1 } as const;
export const ADAM = { optimizer: 'adam', form: 'book', learningRate: 0.3 } as const;
