import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { EvaluateClient } from '../../../src/processes/evaluate/client';
import {
  plotsReportSchema,
  plotsRequestSchema,
  type PlotsReport,
  type PlotsRequest,
} from '../../../src/processes/evaluate/protocol';
import { ROOT } from '../house/files';
import { siteNamed } from '../source/sites';
import { problemOf } from './children';

type Wanted = Partial<Pick<PlotsRequest, 'slice' | 'map' | 'steps'>>;

const SLICE = { variable: 0, range: [-10, 10] } as const;
const MAP = { variables: [0, 1], x: [-3, 3], y: [-2, 2] } as const;
const EVERYTHING: Wanted = {
  slice: { variable: 0, range: [-10, 10] },
  map: { variables: [0, 1], x: [-3, 3], y: [-2, 2] },
  steps: { variable: 0, reference: 1 },
};

/** A busy loop of so many milliseconds. */
const BUSY = 'const busy = (ms: number) => { for (const end = performance.now() + ms; performance.now() < end;); };\n';

describe('the plots of a function', function () {
  this.timeout(20_000);

  let timeout = 5000;
  const printed: string[] = [];
  const client = new EvaluateClient({
    limits: () => ({ timeout, memory: 256 }),
    print: ({ text }) => printed.push(text),
    entry: path.join(ROOT, 'dist', 'evaluate.js'),
  });
  afterEach(() => (timeout = 5000));
  after(() => client.dispose());

  function requestFor(text: string, args: PlotsRequest['args'], wanted: Wanted): PlotsRequest {
    const { name, start, end, inModule, parameters } = siteNamed(text, 'f');
    const site = { name, start, end, inModule, parameters };
    return { kind: 'plots', source: { file: path.join(ROOT, 'main.ts'), text, site }, args, ...wanted };
  }

  function plots(text: string, args: PlotsRequest['args'], wanted: Wanted): Promise<PlotsReport> {
    return client.plots(requestFor(text, args, wanted));
  }

  it('are a slice along one of the numbers', async () => {
    const text =
      'const f = (a: number, w: number[]) => { if (w[1] < -4) throw new Error("no"); return a * w[1] ** 2; };';
    const { slice, ...others } = await plots(text, [2, [7, 3]], { slice: { variable: 2, range: [-8, 12] } });
    assert.deepEqual(Object.keys(others), ['milliseconds']);
    assert.deepEqual([slice!.variable, slice!.at, slice!.xs.length], [2, 3, 201]);
    assert.ok(slice!.xs.includes(3));
    slice!.xs.forEach((x, i) => assert.equal(slice!.ys[i], x < -4 ? NaN : 2 * x ** 2));
  });

  it('are a map over two of them, with the gradient', async () => {
    const text = 'const f = (x: number[]) => x[0] * x[1] * x[2];';
    const wanted = { map: { variables: [2, 0], x: [-3, 3], y: [0, 6] } } satisfies Wanted;
    const { map } = await plots(text, [[1, 10, 2]], wanted);
    assert.deepEqual([map!.variables, map!.at, map!.xs.length, map!.ys.length], [[2, 0], [2, 1], 61, 61]);
    for (const [i, value] of map!.values.entries()) {
      const expected = 10 * map!.xs[i % 61]! * map!.ys[Math.floor(i / 61)]!;
      assert.ok(Math.abs(value - expected) < 1e-12);
    }
    assert.equal(map!.arrows.length, 4 * 13 ** 2);
    for (let i = 0; i < map!.arrows.length; i += 4) {
      const [x, y, dx, dy] = map!.arrows.subarray(i, i + 4) as unknown as [number, number, number, number];
      assert.ok(Math.abs(dx - 10 * y) < 1e-9 && Math.abs(dy - 10 * x) < 1e-9);
    }
  });

  it('are the differences by each method, and how their errors depend on the step', async () => {
    const text = 'const f = (a: number, x: number) => a * x ** 2;';
    const { steps } = await plots(text, [2, 3], { steps: { variable: 1, reference: 12 } });
    const { differences, h, errors } = steps!;
    const methods = ['central', 'forward', 'backward', 'five-point'];
    assert.deepEqual(
      differences.map(({ method }) => method),
      methods,
    );
    for (const { derivative, error } of differences) assert.ok(Math.abs(derivative! - 12) <= error!);
    assert.deepEqual([h.length, h[0], h.at(-1)], [61, 1, 1e-15]);
    assert.deepEqual(
      errors.map(({ method, error }) => [method, error.length, error[0]]),
      // By hand for h = 1: 2 ((3 + 1)² − 3²) − 12 = 2, and so on.
      [
        ['central', 61, 0],
        ['forward', 61, 2],
        ['backward', 61, 2],
        ['five-point', 61, 0],
      ],
    );
  });

  it('take the step that is wanted, and compare with nothing where there is no reference', async () => {
    const text = 'const f = (x: number) => x ** 2;';
    const { steps } = await plots(text, [3], { steps: { variable: 0, reference: null, step: 0.5 } });
    const derivatives = steps!.differences.map(({ derivative }) => derivative);
    assert.deepEqual(derivatives, [6, 6.5, 5.5, 6]);
    assert.deepEqual([steps!.h.length, steps!.errors], [0, []]);
  });

  it('are left out where they would show no number', async () => {
    for (const text of [
      'const f = (x: number, y: number) => [x, y];',
      'const f = (x: number, y: number) => NaN;',
      'const f = (x: number, y: number) => x.y.z;',
      'const f = (x: number, y: number) => undefined;',
      'const f = (x: number, y: number): number => f(x, y);',
    ])
      assert.deepEqual(Object.keys(await plots(text, [1, 1], EVERYTHING)), ['milliseconds'], text);
  });

  it('are left out where the function has no such variable', async () => {
    const text = 'const f = (x: number, s: string) => x;';
    const wanted = { slice: { ...SLICE, variable: 1 }, map: MAP, steps: { variable: 9, reference: 1 } };
    assert.deepEqual(Object.keys(await plots(text, [1, 'a'], wanted as Wanted)), ['milliseconds']);
  });

  it('show the function about a point where it has no value', async () => {
    const report = await plots('const f = (x: number, y: number) => Math.log(x) + y;', [-1, 1], EVERYTHING);
    assert.deepEqual(Object.keys(report), ['slice', 'map', 'milliseconds']);
    report.slice!.xs.forEach((x, i) => assert.equal(report.slice!.ys[i], Math.log(x) + 1));
    for (let i = 0; i < report.map!.arrows.length; i += 4) assert.ok(report.map!.arrows[i]! > 0);
  });

  it('pass NaN, infinities and −0', async () => {
    const text = 'const f = (x: number) => (x < -5 ? NaN : x < 0 ? 1 / 0 : x > 5 ? -1 / 0 : -0);';
    const { slice } = await plots(text, [-0], { slice: { variable: 0, range: [-10, 10] } });
    assert.ok(Object.is(slice!.at, -0));
    for (const value of [NaN, Infinity, -Infinity, -0]) assert.ok(slice!.ys.some(y => Object.is(y, value)));
  });

  it('give typed arrays their values, in single precision, too', async () => {
    const text = 'const f = (w: Float32Array, s: string, v: Float64Array[]) => w[0] * w.length + v[1][0] * s.length;';
    const args = [[0.1, 0.2], 'abc', [[1], [5]]];
    const wanted: Wanted = {
      slice: { variable: 0, range: [0, 1] },
      map: { variables: [0, 3], x: [0, 1], y: [0, 1] },
      steps: { variable: 0, reference: 2 },
    };
    const { slice, map, steps } = await plots(text, args, wanted);
    assert.equal(slice!.at, Math.fround(0.1));
    slice!.xs.forEach((x, i) => {
      assert.equal(x, Math.fround(x));
      assert.ok(Math.abs(slice!.ys[i]! - (2 * x + 15)) < 1e-12);
    });
    assert.deepEqual(map!.at, [Math.fround(0.1), 5]);
    for (let i = 0; i < map!.arrows.length; i += 4) {
      assert.ok(Math.abs(map!.arrows[i + 2]! - 2) < 1e-6 && Math.abs(map!.arrows[i + 3]! - 3) < 1e-6);
    }
    assert.ok(steps!.errors.every(({ error }) => error.some(each => each < 1e-6)));
  });

  it('are of the function at its point, though it changes its arguments', async () => {
    const text =
      'const f = (x: number[]) => { const y = x[0] * 10 + x[1]; x.reverse(); x[0] += 1; x.push(7); return y; };';
    const { slice, map, steps } = await plots(text, [[1, 2]], EVERYTHING);
    slice!.xs.forEach((x, i) => assert.equal(slice!.ys[i], x * 10 + 2));
    assert.equal(map!.values[0], -32);
    assert.ok(steps!.differences.every(({ derivative }) => Math.abs(derivative! - 10) < 1e-6));
  });

  it('have no differences of a function that gives two values at one point', async () => {
    const text = 'let calls = 0;\nconst f = (x: number) => x + ++calls;';
    assert.equal((await plots(text, [1], { steps: { variable: 0, reference: 1 } })).steps, undefined);
  });

  it('are coarser where the function takes long, and come soon', async () => {
    const { slice, milliseconds } = await plots(`${BUSY}const f = (x: number) => { busy(2); return x; };`, [0.5], {
      slice: { variable: 0, range: [0, 1] },
      steps: { variable: 0, reference: 1 },
    });
    assert.ok(slice!.xs.length >= 11 && slice!.xs.length <= 52, String(slice!.xs.length));
    assert.deepEqual(slice!.ys, slice!.xs);
    assert.ok(slice!.xs.includes(0.5));
    assert.ok(milliseconds < 2000, `${milliseconds} ms`);
  });

  it('are given up soon where the function takes so long that there is no picture', async () => {
    const waits = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);';
    for (const slow of ['busy(200);', waits]) {
      const text = `${BUSY}const f = (x: number, y: number) => { ${slow} return x; };`;
      const { milliseconds, ...none } = await plots(text, [1, 1], EVERYTHING);
      assert.deepEqual(none, {});
      assert.ok(milliseconds < 4000, `${milliseconds} ms`); // some calls for each of the plots, not 5,000 altogether
    }
  });

  it('end with the time limit where the function does not end in a part of the range', async () => {
    timeout = 400;
    const text = 'const f = (x: number) => { while (x > 5); return x; };';
    const problem = await problemOf(plots(text, [0], { slice: { variable: 0, range: [-10, 10] } }));
    assert.equal(problem.code, 'process-timeout');
    timeout = 5000;
    assert.ok((await plots(text, [0], { slice: { variable: 0, range: [0, 5] } })).slice); // the next one has a process
  });

  it('print nothing, however often the function is called for them', async () => {
    const text = 'console.log("loaded");\nconst f = (x: number, y: number) => { console.log(x); return x * y; };';
    const request = requestFor(text, [1, 1], EVERYTHING);
    printed.length = 0;
    assert.ok((await client.plots(request)).map);
    assert.equal(printed.join(), '');
    await client.gradient({ kind: 'gradient', source: request.source, args: [1, 1], method: 'central' });
    assert.ok(printed.includes('1')); // the next request is heard again
  });

  it('tell what keeps the module from being loaded', async () => {
    const problem = await problemOf(plots('const k = ;\nconst f = (x: number) => x;', [0], EVERYTHING));
    assert.equal(problem.code, 'syntax-error');
  });

  it('are a valid report whatever is wanted', async () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const range = fc
      .tuple(number, number)
      .map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]))
      .filter(([from, to]) => from < to && Number.isFinite(to - from));
    const variable = fc.nat(4);
    const wanted = fc.record(
      {
        slice: fc.record({ variable, range }),
        map: fc.record({ variables: fc.tuple(variable, variable), x: range, y: range }),
        steps: fc.record(
          { variable, reference: fc.option(fc.double()), step: fc.double({ min: 0, minExcluded: true, noNaN: true }) },
          { requiredKeys: ['variable', 'reference'] },
        ),
      },
      { requiredKeys: [] },
    );
    const texts = fc.constantFrom(
      'const f = (x: number, w: number[], v: Float32Array) => x * w[0] + w[1] ** 2 - v[0];',
      'const f = (x: number, w: number[], v: Float32Array) => { if (x < w[0]) throw 1; return w.pop() / v[0]; };',
      'const f = (x: number, w: number[], v: Float32Array) => (x > 0 ? x : w);',
      'const f = (x: number, w: number[], v: Float32Array) => Math.exp(w[1]) * Math.random();',
    );
    const point = fc.tuple(fc.double(), fc.tuple(fc.double(), fc.double()), fc.tuple(fc.double()));
    await fc.assert(
      fc.asyncProperty(texts, point, wanted, async (text, [x, w, u], asked) => {
        const request = requestFor(text, [x, [...w], [...u]], asked);
        assert.ok(v.is(plotsRequestSchema, request));
        const report = await client.plots(request); // its schema is checked on the way
        for (const plot of ['slice', 'map', 'steps'] as const) assert.ok(asked[plot] ?? !report[plot]);
        const { slice, map, steps } = report;
        if (slice) {
          assert.equal(slice.xs.length, slice.ys.length);
          slice.xs.forEach((each, i) => assert.ok(i === 0 || each >= slice.xs[i - 1]!));
        }
        if (map) {
          assert.equal(map.values.length, map.xs.length * map.ys.length);
          assert.ok(map.arrows.length % 4 === 0 && map.arrows.every(Number.isFinite));
        }
        for (const { error } of steps?.errors ?? []) assert.equal(error.length, steps!.h.length);
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });
});

describe('the protocol of plots', () => {
  const site = { name: 'f', start: 0, end: 1, inModule: true, parameters: [] };
  const request = { kind: 'plots', source: { file: 'a', text: '', site }, args: [1], slice: SLICE, map: MAP };

  it('lets requests pass whose ranges can be drawn', () => {
    assert.ok(v.is(plotsRequestSchema, request));
    for (const range of [[1, 1], [2, 1], [NaN, 1], [0, Infinity], [-1.7e308, 1.7e308], [0]])
      assert.ok(!v.is(plotsRequestSchema, { ...request, slice: { variable: 0, range } }), String(range));
    for (const variable of [-1, 0.5, NaN, '0'])
      assert.ok(!v.is(plotsRequestSchema, { ...request, slice: { ...SLICE, variable } }), String(variable));
    assert.ok(!v.is(plotsRequestSchema, { ...request, steps: { variable: 0, reference: 1, step: 0 } }));
  });

  it('lets reports pass with NaN and infinities, in typed arrays only', () => {
    const slice = { variable: 0, at: -Infinity, xs: Float64Array.of(NaN), ys: Float64Array.of(Infinity) };
    assert.ok(v.is(plotsReportSchema, { slice, milliseconds: 1 }));
    assert.ok(!v.is(plotsReportSchema, { slice: { ...slice, xs: [1] }, milliseconds: 1 }));
  });
});
