import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Targets } from '../../../../src/data/dataset';
import { openData } from '../../../../src/data/open';
import { createEngine } from '../../../../src/kernels/createEngine';
import { Random } from '../../../../src/numerics/random';
import { parseConfig } from '../../../../src/training/config';
import { createTrainer } from '../../../../src/training/createTrainer';
import type { Trainer } from '../../../../src/training/trainer';
import { Network } from '../../../../src/training/network';
import { modelRandom } from '../../../../src/training/userModel/modelRandom';
import { allowModules } from '../../../../src/training/userModel/permission';
import { ROOT, readText } from '../../house/files';
import { batchOf, dataOf, defaultBatch, ModuleFolder } from './modules';

const SAMPLE = readText('samples/model.ts');

/** The book's network of samples/model.ts in other sizes, without the δ in its logarithm. */
function bookNetwork(inputs: number, hidden: number, classes: number, init?: string): string {
  const text = SAMPLE.replace('INPUTS = 4', `INPUTS = ${inputs}`)
    .replace('HIDDEN = 10', `HIDDEN = ${hidden}`)
    .replace('CLASSES = 3', `CLASSES = ${classes}`)
    .replace(' + 1e-7', '');
  return init === undefined ? text : text.replace(/export function init[^]*?\n}\n/, init);
}

const LINEAR = `
export const init = () => ({ w: [0.5, -0.25], b: 0.125 });
const y = ({ w, b }, row) => row.reduce((sum, each, i) => sum + each * w[i], b);
`;

describe("a user's model", () => {
  const folder = new ModuleFolder();
  after(() => folder.remove());

  it('has the parameters that init gives: numbers, vectors and matrices, of which matrices decay', async () => {
    const model = await folder.load(`
      export const init = () => ({ W: [[1, 2, 3], [4, 5, 6]], b: [7, 8], c: 9, V: [[10]] });
      export const loss = ({ W, b, c, V }) => W[1][2] * b[0] + c * V[0][0];`);
    assert.deepEqual(
      model.parameters.map(({ name, shape, decays, values }) => ({ name, shape, decays, values: [...values] })),
      [
        { name: 'W', shape: [2, 3], decays: true, values: [1, 2, 3, 4, 5, 6] },
        { name: 'b', shape: [2], decays: false, values: [7, 8] },
        { name: 'c', shape: [], decays: false, values: [9] },
        { name: 'V', shape: [1, 1], decays: true, values: [10] },
      ],
    );
    assert.equal(model.loss(defaultBatch()), 6 * 7 + 9 * 10);
    model.differentiate(defaultBatch());
    assert.deepEqual([...model.gradient], [0, 0, 0, 0, 0, 7, 6, 0, 10, 9]);
    model.values.set([-1], 5);
    assert.equal(model.loss(defaultBatch()), -7 + 90);
  });

  it('gets samples as rows, and classes, a number or several numbers', async () => {
    const shown = `
      export const init = () => ({ a: 1 });
      export const loss = ({ a }, x, t) => a * Number(JSON.stringify([x, t]) === EXPECTED);`;
    const x = '[[0.5,-1],[2,0.25],[-0.75,1.5]]';
    const rows = JSON.parse(x) as number[][];
    const numbers = (names: string[], values: number[]): Targets => ({
      task: 'regression',
      names,
      values: Float32Array.from(values),
    });
    const cases: [string, Targets | undefined][] = [
      ['[0,1,1]', undefined],
      ['[3,0.5,-1]', numbers(['y'], [3, 0.5, -1])],
      ['[[3,0.5],[-1,2],[0,4]]', numbers(['y', 'z'], [3, 0.5, -1, 2, 0, 4])],
    ];
    for (const [t, targets] of cases) {
      const data = targets && dataOf(rows, targets);
      const model = await folder.load(shown.replace('EXPECTED', `'[${x},${t}]'`), data ? { data } : {});
      const batch = data ? batchOf(data) : defaultBatch();
      assert.equal(model.loss(batch), 1, t);
      assert.equal(model.loss({ ...batch, samples: 2 }), 0, 'a short batch has fewer rows');
      assert.equal(model.loss(batch), 1, 'and the next has all again');
    }
  });

  it('has the exact gradient of losses over regressions, equal to the numerical one', async () => {
    const rows = [
      [0.5, -1],
      [2, 0.25],
      [-0.75, 1.5],
    ];
    const targets: Targets = { task: 'regression', names: ['y'], values: Float32Array.of(1, -0.5, 2) };
    const data = dataOf(rows, targets);
    const text = `${LINEAR}
      export const loss = (params, x, t) =>
        x.reduce((sum, row, n) => sum + (y(params, row) - t[n]) ** 2 / 2, 0) / x.length;
      export const predict = (params, x) => x.map(row => y(params, row));`;
    const model = await folder.load(text, { data });
    const batch = batchOf(data);
    // ½ mean (w·x + b − t)²: residuals r = (−0.375, 1.5625, −2.625)
    const residuals = [0.5 * 0.5 + 0.25 + 0.125 - 1, 1 - 0.0625 + 0.125 + 0.5, -0.375 - 0.375 + 0.125 - 2];
    const mean = (of: (r: number, n: number) => number) => residuals.map(of).reduce((a, b) => a + b) / 3;
    assert.ok(Math.abs(model.loss(batch) - mean(r => (r * r) / 2)) < 1e-15);
    model.differentiate(batch);
    const expected = [mean((r, n) => r * rows[n]![0]!), mean((r, n) => r * rows[n]![1]!), mean(r => r)];
    for (const [i, g] of model.gradient.entries()) assert.ok(Math.abs(g - expected[i]!) < 1e-15, `${i}: ${g}`);
    const numerical = model.numericalGradient(batch);
    for (const [i, g] of numerical.entries()) assert.ok(Math.abs(g - expected[i]!) < 1e-7);
    const predictions = [...model.predictions(batch)!.subarray(0, 3)];
    assert.deepEqual(
      predictions.map((p, n) => p - targets.values[n]!),
      residuals,
    );
  });

  it('reads classes from classes and from scores, the first of equal ones', async () => {
    const predict = async (text: string) => {
      const model = await folder.load(`
        export const init = () => ({ a: 1 });
        export const loss = ({ a }) => a * a;
        export const predict = (params, x) => ${text};`);
      return [...model.predictions(defaultBatch())!.subarray(0, 3)];
    };
    assert.deepEqual(await predict('[1, 0, 1]'), [1, 0, 1]);
    assert.deepEqual(await predict('[[0.2, 0.8], [-1, -2], [3, 3]]'), [1, 0, 0]);
    assert.deepEqual(await predict('x.map(([a, b]) => Number(a > b))'), [1, 1, 0]);
  });

  it('goes without predict', async () => {
    const model = await folder.load('export const init = () => ({ a: 1 }); export const loss = ({ a }) => a;');
    assert.equal(model.predictions(defaultBatch()), undefined);
  });

  it('trains the network of the book as NumPy does', async () => {
    const sequence = (n: number, scale: number) =>
      Array.from({ length: n }, (_, i) => (((i * 37 + 11) % 101) / 50 - 1) * scale);
    const matrix = (rows: number, columns: number, scale: number) => {
      const numbers = sequence(rows * columns, scale);
      return Array.from({ length: rows }, (_, i) => numbers.slice(i * columns, (i + 1) * columns));
    };
    const given = { W1: matrix(3, 4, 0.5), b1: sequence(4, 0.1), W2: matrix(4, 3, 0.7), b2: sequence(3, 0.2) };
    const x = Array.from({ length: 6 }, (_, n) =>
      Array.from({ length: 3 }, (_, d) => (((n * 3 + d) * 29 + 5) % 64) / 32 - 1),
    );
    const labels = Uint8Array.of(0, 1, 2, 2, 1, 0);
    const data = dataOf(x, { task: 'classification', classes: ['a', 'b', 'c'], labels });
    const init = `export const init = () => (${JSON.stringify(given)});\n`;
    const model = await folder.load(bookNetwork(3, 4, 3, init), { data });
    const batch = batchOf(data);
    // The same network, its gradients by hand, in NumPy; SGD at 0.5.
    const losses = [
      1.1916826196791448, 1.1418318085240855, 1.1113049120927991, 1.092901051718192, 1.0815793377522407,
      1.0740961515872105,
    ];
    for (const [step, expected] of losses.entries()) {
      const loss = model.loss(batch);
      assert.ok(Math.abs(loss - expected) < 1e-12, `step ${step}: ${loss}`);
      model.differentiate(batch);
      if (step === 0) {
        const first = [-0.005412762936498576, -0.0035816708441252414, 0.000504184981239796, 0.0007025092108567399];
        for (const [i, g] of first.entries()) assert.ok(Math.abs(model.gradient[i]! - g) < 1e-14);
        const numerical = model.numericalGradient(batch);
        for (const [i, g] of numerical.entries()) assert.ok(Math.abs(g - model.gradient[i]!) < 1e-7);
      }
      for (let i = 0; i < model.values.length; i++) model.values[i]! -= 0.5 * model.gradient[i]!;
    }
    const last = [-0.03787995093906367, 0.34633474830164196, -0.5464547973625783];
    const w2 = model.parameters[2]!.values.subarray(9);
    for (const [i, w] of last.entries()) assert.ok(Math.abs(w2[i]! - w) < 1e-12);
  });

  it('trains as our own network does from the same parameters', async () => {
    const { data: source } = parseConfig({ data: { source: { generator: 'xor', samples: 40 } } });
    const data = await openData(source, '', 3);
    const model = await folder.load(bookNetwork(2, 8, 2), { data, seed: 5 });
    const layers = [{ units: 8, activation: 'sigmoid' as const }];
    const network = new Network({
      inputs: 2,
      layers,
      loss: 'crossEntropy',
      outputs: 2,
      capacity: 100,
      engine: createEngine('typescript'),
    });
    network.values.set(model.values);
    model.values.set(network.values); // as float32
    const batch = batchOf(data);
    for (let step = 0; step < 30; step++) {
      assert.ok(Math.abs(model.loss(batch) - network.loss(batch)) < 1e-5, `step ${step}`);
      for (const each of [model, network]) {
        each.differentiate(batch);
        for (let i = 0; i < each.values.length; i++) each.values[i]! -= 0.5 * each.gradient[i]!;
      }
    }
  });

  it('begins with the same parameters for the same seed only', async () => {
    const text = bookNetwork(2, 4, 2);
    const [a, b, other] = await Promise.all([1, 1, 2].map(seed => folder.load(text, { seed })));
    assert.deepEqual(a!.values, b!.values);
    assert.notDeepEqual(a!.values, other!.values);
  });

  it('gives init random numbers one by one, in rows and in matrices', () => {
    const random = modelRandom(Random.seeded(7, 'weights'));
    const same = Random.seeded(7, 'weights');
    assert.deepEqual(random.normal(2, 3, 0.5), [
      [0.5 * same.normal(), 0.5 * same.normal(), 0.5 * same.normal()],
      [0.5 * same.normal(), 0.5 * same.normal(), 0.5 * same.normal()],
    ]);
    assert.deepEqual(random.normal(2), [same.normal(), same.normal()]);
    assert.deepEqual([random.normal(), random(), random.uniform()], [same.normal(), same.uniform(), same.uniform()]);
  });

  it('says where numbers stop being finite', async () => {
    const model = await folder.load(
      'export const init = () => ({ W: [[1, 2], [3, 4]] }); export const loss = ({ W }) => Math.log(W[1][0]);',
    );
    const batch = defaultBatch();
    model.loss(batch);
    assert.equal(model.firstBad(batch), undefined);
    model.values[2] = -1;
    model.loss(batch);
    const nowhere = { layer: undefined, parameter: undefined, index: [] };
    assert.deepEqual(model.firstBad(batch), { ...nowhere, kind: 'loss', value: NaN });
    model.values[2] = Infinity;
    const bad = { kind: 'parameter', layer: undefined, parameter: 'W', index: [1, 0], value: Infinity };
    assert.deepEqual(model.firstBad(batch), bad);
    model.values[2] = 1;
    model.loss(batch);
    model.gradient[1] = NaN;
    assert.deepEqual(model.firstBad(batch), { ...bad, kind: 'gradient', index: [0, 1], value: NaN });
    const features = batch.features.slice();
    features[3] = NaN;
    assert.deepEqual(model.firstBad({ ...batch, features }), { ...nowhere, kind: 'input', index: [1, 1], value: NaN });
  });

  it('keeps what a module sets up in init', async () => {
    const model = await folder.load(`
      let scale = 0;
      export const init = () => ((scale = 3), { a: 2 });
      export const loss = ({ a }) => scale * a * a;`);
    model.loss(defaultBatch());
    model.differentiate(defaultBatch());
    assert.deepEqual([...model.gradient], [12]);
  });

  it('takes modules of JavaScript, defaults and other files', async () => {
    folder.write({ 'square.ts': 'export const square = (a: number) => a * a;' });
    const loss = 'const loss = ({ a }) => square(a);';
    const init = 'const init = () => ({ a: 5 });';
    const modules = {
      'common.js': `const { square } = require('./square'); ${init} ${loss} module.exports = { init, loss };`,
      'default.ts': `import { square } from './square'; ${init} ${loss.replace('{ a }', '{ a }: any')} export default { init, loss };`,
      'named.mjs': `import { square } from './square'; ${init} ${loss} export { init, loss };`,
    };
    for (const [file, text] of Object.entries(modules)) {
      const model = await folder.load(text, { file });
      model.loss(defaultBatch());
      model.differentiate(defaultBatch());
      assert.deepEqual([...model.gradient], [10], file);
    }
  });
});

function toTheEnd(trainer: Trainer): void {
  while (!trainer.done) {
    if (trainer.epochEnded) trainer.evaluateSome();
    else trainer.step();
  }
}

describe('the sample of a model', () => {
  before(allowModules);

  const samples = path.join(ROOT, 'samples');
  const config = parseConfig(JSON.parse(readText('samples/model.nabla.json')));

  it('learns the irises, on two seeds', async () => {
    for (const seed of [1, 2]) {
      const trainer = await createTrainer({ ...config, training: { ...config.training, seed } }, samples);
      toTheEnd(trainer);
      const { train, test } = trainer.evaluate();
      assert.ok(train.score! >= 0.95 && test.score! >= 0.9, `seed ${seed}: ${train.score}, ${test.score}`);
    }
  });

  it('gives the same parameters, bit for bit, when its state is put back in the middle', async () => {
    const training = { ...config.training, epochs: 2 };
    const [whole, first, second] = [
      await createTrainer({ ...config, training }, samples),
      await createTrainer({ ...config, training }, samples),
      await createTrainer({ ...config, training }, samples),
    ];
    toTheEnd(whole);
    for (let step = 0; step < 7; step++) first.step();
    second.restore(first.state());
    toTheEnd(second);
    assert.deepEqual(second.model.values, whole.model.values);
  });
});
