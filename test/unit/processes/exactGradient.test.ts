import * as assert from 'node:assert/strict';
import Decimal from 'decimal.js';
import { flatten, type Value } from '../../../src/numerics/argument';
import { gradientAt, type GradientOptions } from '../../../src/numerics/gradient';
import { exactGradient, type ExactGradient } from '../../../src/processes/evaluate/exact';
import { givenArguments, numericCall } from '../../../src/source/call';
import { loadExact, type ExactFunction } from '../../../src/source/exact/exact';
import { loadFunction } from '../../../src/source/load';
import { sentence } from '../../../src/words/sentences';
import { NOWHERE } from '../source/exact/programs';
import { siteNamed } from '../source/sites';

/** The exact gradient of the function f of a text, checked. */
async function exactOf(text: string, args: Value[], options?: Partial<GradientOptions>): Promise<ExactGradient> {
  const site = siteNamed(text, 'f');
  const source = { file: NOWHERE, text, site };
  const f = numericCall(await loadFunction(source));
  const given = givenArguments(args, site.parameters);
  const numeric = gradientAt(f, given, { names: site.parameters.map(({ name }) => name), ...options });
  return exactGradient(await loadExact(source, f), given, numeric, options?.wrt);
}

describe('exact gradients', () => {
  it('are nested like the numerical ones', async () => {
    for (const [text, args, expected] of [
      ['const f = (x: number) => x * x;', [3], [6]],
      ['const f = (x: number[]) => x[0]! * x[1]!;', [[3, 4]], [[4, 3]]],
      ['const f = (a: number, w: Float64Array, s: string) => a * w[1]! + s.length;', [2, [7, 3], 'ab'], [3, [0, 2]]],
      [
        'const f = (x: number[]) => x.map(v => v * x[0]!);',
        [[3, 2]],
        [
          [
            [6, 0],
            [2, 3],
          ],
        ],
      ],
      [
        'const f = (w: number[][]) => w.flat().reduce((a, b) => a * b);',
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
        [
          [
            [24, 12],
            [8, 6],
          ],
        ],
      ],
      ['const f = (a: number) => [a, a ** 2];', [3], [[[1], [6]]]],
    ] as const)
      assert.deepEqual((await exactOf(text, args as unknown as Value[])).exact, expected, text);
    const chosen = await exactOf('const f = (x: number, y: number[]) => x * y[0]!;', [3, [4]], { wrt: [1] });
    assert.deepEqual(chosen.exact, [[3]]);
  });

  it('are shown where they are right', async () => {
    for (const [text, x, expected] of [
      ['const f = (x: number) => Math.sin(x);', Math.PI / 2, 6.123233995736766e-17],
      ['const f = (x: number) => 1 / (1 + Math.exp(-x));', 40, 4.248354255291589e-18],
      ['const f = (x: number) => Math.max(0, x);', -3, 0],
      ['const f = (x: number) => x * Math.abs(x);', 0, 0],
      ['const f = (x: number) => 1e-200 * x ** 2;', 3, 6e-200],
      ['const f = (x: number) => 1e10 + x * x;', 1, 2],
      ['const f = (x: number) => Math.round(x * 100) / 100 * x;', 3, 3],
      ['const f = (x: number) => (1 - x) ** 2 + 100 * (x ** 2 - x ** 2) ** 2;', 1, 0],
    ] as const)
      assert.deepEqual(await exactOf(text, [x]), { exact: [expected] }, text);
  });

  it('are not shown where they are no truth, with the reason', async () => {
    for (const [text, x, code] of [
      ['const f = (p: number) => (p === 0 ? 0 : p * Math.log(p));', 0, 'exact-no-derivative'],
      ['const f = (x: number) => Math.max(0, x);', 0, 'exact-no-derivative'],
      ['const f = (x: number) => Math.abs(x);', 0, 'exact-no-derivative'],
      ['const f = (x: number) => Math.sqrt(x);', 0, 'exact-no-derivative'],
      ['const f = (x: number) => Math.log(x);', -1, 'exact-no-derivative'],
      ['const f = (x: number) => (x === 0 ? 5 : 2 * x);', 0, 'exact-no-derivative'],
      ['const f = (x: number) => (x === 3 ? 9 : x * x);', 3, 'exact-disagrees'],
      ['const f = (x: number) => { if (x === 3) return 9; return x * x; };', 3, 'exact-disagrees'],
      ['const f = (x: number) => x + Math.random();', 3, 'exact-differs'],
      ['const f = (x: number) => parseFloat(String(x)) ** 2;', 3, 'exact-escape'],
      ['let c: any;\nconst f = (x: number) => { c ??= x; return c * x; };', 2, 'exact-hidden-state'],
    ] as const) {
      const { exact, note } = await exactOf(text, [x]);
      assert.deepEqual([exact, note?.code], [[null], code], text);
      assert.doesNotMatch(sentence(note!), /\{\w+\}|undefined|NaN/);
    }
  });

  it('say nothing that the numerical ones say', async () => {
    for (const text of ['const f = (x: number) => { throw new Error("no"); };', 'const f = (x: number) => String(x);'])
      assert.deepEqual(await exactOf(text, [3]), { exact: [null] }, text);
  });

  it('are left out for those components alone that have none', async () => {
    const found = await exactOf('const f = (x: number, y: number[]) => Math.abs(x) + y[0]! ** 2 + Math.abs(y[1]!);', [
      0,
      [3, 0],
    ]);
    assert.deepEqual(found, {
      exact: [null, [6, null]],
      note: { code: 'exact-no-derivative', args: { name: 'x', position: [] } },
    });
  });

  it('are compared with what is numerically known', () => {
    const exact: ExactFunction = {
      at: (_, __, options) => ({
        value: 1,
        jacobians: [Float64Array.of(2)],
        ...(options?.magnitudes && { magnitudes: [Float64Array.of(2)] }),
      }),
    };
    const judged = (slope: number) =>
      exactGradient(
        exact,
        [1],
        gradientAt(([x]) => (x as number) * slope, [1], { names: ['x'] }),
      );
    assert.deepEqual(judged(2).exact, [2]);
    assert.deepEqual(judged(2 * (1 + 1e-8)).note?.code, 'exact-disagrees');
    assert.deepEqual(judged(3).exact, [null]);
    const infinite: ExactFunction = {
      at: () => ({ value: 1, jacobians: [Float64Array.of(Infinity)], magnitudes: [Float64Array.of(1)] }),
    };
    const { note } = exactGradient(
      infinite,
      [1],
      gradientAt(([x]) => x as number, [1], { names: ['x'] }),
    );
    assert.deepEqual(note, { code: 'exact-infinite', args: { name: 'x', position: [], value: Infinity } });
  });

  it('are right to 12 digits where they are shown, though rounding errors make up others', async function () {
    this.timeout(30_000);
    const D = Decimal.clone({ precision: 50 });
    type Number = InstanceType<typeof D>;
    const functions: readonly (readonly [string, (x: Number) => Number, fewest: number])[] = [
      [
        '(1 - Math.cos(x)) / x ** 2',
        x =>
          x
            .sin()
            .div(x.pow(2))
            .sub(D.sub(1, x.cos()).mul(2).div(x.pow(3))),
        10,
      ],
      [
        '(Math.exp(x) - 1) / x',
        x =>
          x
            .exp()
            .div(x)
            .sub(x.exp().sub(1).div(x.pow(2))),
        20,
      ],
      ['Math.sqrt(x * x + 1) - x', x => x.div(x.pow(2).add(1).sqrt()).sub(1), 20],
      ['Math.sin(x) * Math.exp(-x)', x => x.cos().sub(x.sin()).mul(x.neg().exp()), 60],
      ['Math.log(1 + Math.exp(x))', x => D.div(1, x.neg().exp().add(1)), 60],
      ['Math.tanh(x)', x => D.div(1, x.cosh().pow(2)), 60],
      ['x ** 3 - 3 * x', x => x.pow(2).sub(1).mul(3), 60],
      ['1 / (1 + 25 * x * x)', x => x.mul(-50).div(x.pow(2).mul(25).add(1).pow(2)), 60],
    ];
    for (const [body, derivative, fewest] of functions) {
      const text = `const f = (x: number) => ${body};`;
      const source = { file: NOWHERE, text, site: siteNamed(text, 'f') };
      const f = numericCall(await loadFunction(source));
      const exact = await loadExact(source, f);
      let shown = 0;
      for (let i = 0; i < 60; i++) {
        const x = 10 ** (-4 + i / 12 + 0.01 * Math.sin(i)); // 1e-4 to 8
        const found = flatten(exactGradient(exact, [x], gradientAt(f, [x], { names: ['x'] })).exact[0]!)[0] ?? null;
        if (found === null) continue;
        shown++;
        const truth = derivative(new D(x));
        assert.ok(
          truth.sub(found).abs().lte(truth.abs().mul(1e-12)),
          `${body} at ${x}: ${found} for ${truth.toString()}`,
        );
      }
      assert.ok(shown >= fewest, `${body}: ${shown}`);
    }
  });
});
