import * as assert from 'node:assert/strict';
import { watchedGradientPanels, derivative } from './gradientPanels';

/** The book's function of one variable, whose derivative is 0.02x + 0.1. */
const BOOK = 'export function f(x: number): number {\n  return 0.01 * x ** 2 + 0.1 * x;\n}\n';

/** The book's bowl, whose gradient is 2x. */
const BOWL = 'export const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;\n';

const near = (found: number | null | undefined, expected: number) =>
  assert.ok(typeof found === 'number' && Math.abs(found - expected) <= 1e-9 * Math.abs(expected) + 1e-12, `${found}`);

describe('the Gradient panel', () => {
  const panels = watchedGradientPanels();

  it('shows the number first, then what is drawn', async () => {
    await panels.open(BOOK, '0.01', '5');
    const [first] = panels.all;
    assert.equal(first?.kind, 'gradient');
    const state = await panels.drawn();
    near(derivative(state), 0.2);
    assert.equal(state.variables[0]!.book, 0.1999999999990898);
    assert.equal(state.plots!.slice!.at, 5);
    assert.ok(state.plots!.slice!.xs.length >= 101);
    assert.equal(state.plots!.map, undefined);
    assert.deepEqual(state.descent, {
      on: false,
      steps: 100,
      paths: [{ optimizer: 'sgd', form: 'book', learningRate: 0.1 }],
      results: [],
    });
    assert.deepEqual([state.pins, state.live, state.chosen], [[], { on: true, stale: false, problem: null }, 0]);
  });

  it('draws a map of a function of two variables', async () => {
    await panels.open(BOWL, 'x[0] **', '3, 4');
    const { plots, variables } = await panels.drawn();
    assert.deepEqual(
      variables.map(({ label }) => label),
      ['x[0]', 'x[1]'],
    );
    const { map, slice } = plots!;
    assert.deepEqual(map!.at, [3, 4]);
    assert.deepEqual([map!.xs[0], map!.xs.at(-1), map!.ys[0], map!.ys.at(-1)], [-3, 9, -2, 10]);
    assert.deepEqual([slice!.variable, slice!.xs[0], slice!.xs.at(-1)], [0, -3, 9]);
  });
});
