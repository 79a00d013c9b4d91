import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createEngine } from '../../../src/kernels/createEngine';
import { ACTIVATIONS } from '../../../src/kernels/kernels';
import { Random } from '../../../src/numerics/random';
import { INITIALIZATIONS, LOSSES, type LossName } from '../../../src/training/config';
import { Layers } from '../../../src/training/layers';
import { Network, networkBytes, type NetworkShape } from '../../../src/training/network';
import { caseOf, casesOf, plainLoss, type Case } from './plainNetwork';

const HEADS = LOSSES.filter((loss): loss is LossName => loss !== 'auto');

const engine = createEngine('typescript');

function networkOf(shape: NetworkShape, capacity = 7): Network {
  return new Network({ ...shape, capacity, engine });
}

/** A network with the given values of its parameters, and no others. */
function withValues(shape: NetworkShape, values: Readonly<Record<string, readonly number[]>>): Network {
  const network = networkOf(shape);
  for (const { name, values: own } of network.parameters) {
    assert.equal(values[name]!.length, own.length, name);
    own.set(values[name]!);
  }
  return network;
}

function close(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++)
    assert.ok(Math.abs(actual[i]! - expected[i]!) <= tolerance, `${i}: ${actual[i]} ${expected[i]}`);
}

/** Back-propagation against central differences of the plain network; both in float64. */
function compareInFloat64({ shape, samples, batch, parameters }: Case): number {
  const layers = new Layers(shape, 7, engine.double);
  layers.values.set(parameters);
  const x = Float64Array.from(batch.features);
  const loss = layers.forward(x, batch.targets, batch.samples);
  layers.backward(x, batch.targets, batch.samples);
  const lossAt = (i: number, value: number) => plainLoss([...parameters].with(i, value), shape, samples);
  assert.ok(Math.abs(loss - plainLoss([...parameters], shape, samples)) <= 1e-13 * Math.max(1, loss));
  const step = 1e-5;
  let compared = 0;
  for (const [i, w] of parameters.entries()) {
    const [right, left] = [lossAt(i, w + step) - loss, loss - lossAt(i, w - step)].map(each => each / step);
    const slope = (right! + left!) / 2;
    if (Math.abs(right! - left!) > 1e-3 * Math.max(1, Math.abs(slope))) continue; // a kink of ReLU, a jump of a step
    assert.ok(Math.abs(layers.gradient[i]! - slope) <= 1e-8 * Math.max(1, loss, Math.abs(slope)), `${i} ${slope}`);
    compared++;
  }
  return compared;
}

describe('a network', () => {
  it('names its parameters and their shapes', () => {
    const network = networkOf({ inputs: 64, layers: [{ units: 50, activation: 'sigmoid' }], loss: 'crossEntropy', outputs: 10 }); // prettier-ignore
    assert.deepEqual(
      network.parameters.map(({ name, shape, layer, decays }) => `${name} ${shape.join('×')} ${layer} ${decays}`),
      ['W1 64×50 1 true', 'b1 50 1 false', 'W2 50×10 2 true', 'b2 10 2 false'],
    );
    assert.equal(network.values.length, 64 * 50 + 50 + 50 * 10 + 10);
    network.parameters[3]!.values[9] = 5;
    assert.equal(network.values.at(-1), 5);
  });

  it('has one unit for two classes before a sigmoid', () => {
    const network = networkOf({ inputs: 2, layers: [], loss: 'binaryCrossEntropy', outputs: 2 });
    assert.deepEqual(network.parameters.map(({ shape }) => shape), [[2, 1], [1]]); // prettier-ignore
  });

  it('says how many bytes it takes', () => {
    const shape: NetworkShape = { inputs: 3, layers: [{ units: 5, activation: 'relu' }], loss: 'crossEntropy', outputs: 2 }; // prettier-ignore
    assert.equal(networkBytes(shape, 11), 2 * 4 * (4 * 5 + 6 * 2 + 11 * (5 + 2)));
  });

  it('begins with weights of the deviation asked for and without biases', () => {
    const layers = [{ units: 200, activation: 'relu' as const }, { units: 300, activation: 'tanh' as const }]; // prettier-ignore
    const network = networkOf({ inputs: 100, layers, loss: 'crossEntropy', outputs: 50 });
    const expected = {
      normal: [0.01, 0.01, 0.01],
      xavier: [1 / 10, Math.sqrt(1 / 200), Math.sqrt(1 / 300)],
      he: [Math.sqrt(2 / 100), Math.sqrt(2 / 200), Math.sqrt(2 / 300)],
      auto: [Math.sqrt(2 / 100), Math.sqrt(1 / 200), Math.sqrt(1 / 300)], // He before ReLU only
    };
    for (const name of INITIALIZATIONS) {
      network.values.fill(3);
      network.initialize(name, Random.seeded(1, 'weights'));
      for (const { name: parameter, layer, values } of network.parameters) {
        const deviation = Math.sqrt(values.reduce((sum, w) => sum + w * w, 0) / values.length);
        if (parameter.startsWith('b')) assert.equal(deviation, 0);
        else assert.ok(Math.abs(deviation / expected[name][layer! - 1]! - 1) < 0.03, `${name} ${deviation}`);
      }
    }
  });

  it('computes the loss of the formulas', () => {
    fc.assert(
      fc.property(casesOf(HEADS), ({ shape, samples, batch, parameters }) => {
        const network = networkOf(shape);
        network.values.set(parameters);
        const expected = plainLoss([...parameters], shape, samples);
        const loss = network.loss(batch);
        // A step may fall to the other side where its sum is nearly 0.
        assert.ok(Math.abs(loss - expected) <= 1e-5 * Math.max(1, expected), `${loss} ${expected}`);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  for (const loss of HEADS) {
    for (const activation of ACTIVATIONS) {
      it(`propagates the derivative of ${loss} back through ${activation}, to every parameter`, () => {
        let compared = 0;
        fc.assert(
          fc.property(casesOf([loss], [activation]), each => {
            compared += compareInFloat64(each);
          }),
          { seed: 20261121, numRuns: 25 },
        );
        assert.ok(compared > 300);
      });
    }
  }

  it('forgets the classes of the batch before', () => {
    const network = networkOf({ inputs: 1, layers: [], loss: 'halfSquares', outputs: 3 });
    for (const label of [0, 2, 1])
      assert.equal(network.loss({ samples: 1, features: Float32Array.of(0), targets: Uint8Array.of(label) }), 0.5);
  });

  it('does so in float32 as in float64, through any layers', () => {
    fc.assert(
      fc.property(casesOf(HEADS), ({ shape, batch, parameters }) => {
        const network = networkOf(shape);
        const twin = new Layers(shape, 7, engine.double);
        const x = Float64Array.from(batch.features);
        network.values.set(parameters);
        twin.values.set(parameters);
        network.loss(batch);
        network.differentiate(batch);
        twin.forward(x, batch.targets, batch.samples);
        twin.backward(x, batch.targets, batch.samples);
        const scale = twin.gradient.reduce((largest, each) => Math.max(largest, Math.abs(each)), 1);
        close(network.gradient, twin.gradient, 5e-6 * scale);
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('learns nothing below a step', () => {
    const layers = [{ units: 4, activation: 'tanh' }, { units: 3, activation: 'step' }] as const; // prettier-ignore
    const { batch, parameters, shape } = caseOf({ inputs: 2, layers, loss: 'crossEntropy', outputs: 2 }, 5, false, 1);
    const network = networkOf(shape);
    network.values.set(parameters);
    network.loss(batch);
    network.differentiate(batch);
    for (const { layer, gradient } of network.parameters)
      assert.equal(gradient.every(each => each === 0), layer! < 3); // prettier-ignore
  });

  it('gives the same for a batch as for its samples one by one', () => {
    const shape: NetworkShape = { inputs: 2, layers: [{ units: 3, activation: 'tanh' }], loss: 'crossEntropy', outputs: 3 }; // prettier-ignore
    const { batch, parameters } = caseOf(shape, 4, false, 5);
    const network = networkOf(shape);
    network.values.set(parameters);
    const whole = network.loss(batch);
    const classes = network.predictions(batch).slice();
    network.differentiate(batch);
    const gradient = network.gradient.slice();
    let sum = 0;
    const gradients = new Float64Array(gradient.length);
    for (let n = 0; n < 4; n++) {
      const one = { samples: 1, features: batch.features.subarray(2 * n), targets: batch.targets.subarray(n) };
      sum += network.loss(one);
      assert.deepEqual([...network.predictions(one)], [classes[n]]);
      network.differentiate(one);
      network.gradient.forEach((each, i) => (gradients[i]! += each / 4));
    }
    assert.ok(Math.abs(sum / 4 - whole) < 1e-7);
    close(gradient, gradients, 1e-7);
  });
});

describe('a network of the book', () => {
  it('of three layers gives the outputs of section 3.4', () => {
    const layers = [{ units: 3, activation: 'sigmoid' }, { units: 2, activation: 'sigmoid' }] as const; // prettier-ignore
    const network = withValues(
      { inputs: 2, layers, loss: 'halfSquares', outputs: 2 },
      {
        W1: [0.1, 0.3, 0.5, 0.2, 0.4, 0.6],
        b1: [0.1, 0.2, 0.3],
        W2: [0.1, 0.4, 0.2, 0.5, 0.3, 0.6],
        b2: [0.1, 0.2],
        W3: [0.1, 0.3, 0.2, 0.4],
        b3: [0.1, 0.2],
      },
    );
    const batch = { samples: 1, features: Float32Array.of(1, 0.5), targets: Float32Array.of(0, 0) };
    const loss = network.loss(batch);
    close(network.predictions(batch), [0.31682708, 0.69627909], 1e-7);
    assert.ok(Math.abs(loss - (0.31682708 ** 2 + 0.69627909 ** 2) / 2) < 1e-7);
  });

  it('of one layer has the loss and the gradients of section 4.4.2, by either way', () => {
    const network = withValues(
      { inputs: 2, layers: [], loss: 'crossEntropy', outputs: 3 },
      { W1: [0.47355232, 0.9977393, 0.84668094, 0.85557411, 0.03563661, 0.69422093], b1: [0, 0, 0] },
    );
    const batch = { samples: 1, features: Float32Array.of(0.6, 0.9), targets: Uint8Array.of(2) };
    assert.ok(Math.abs(network.loss(batch) - 0.92806853663411326) < 5e-7); // its δ is 1e-7
    assert.deepEqual([...network.predictions(batch)], [2]);
    network.differentiate(batch);
    const expected = [0.21924763, 0.14356247, -0.36281009, 0.32887144, 0.2153437, -0.54421514];
    close(network.parameters[0]!.gradient, expected, 5e-7);
    close(network.numericalGradient(batch).subarray(0, 6), expected, 5e-7);
  });

  it('of perceptrons computes XOR from NAND, OR and AND (2.5.2)', () => {
    const network = withValues(
      { inputs: 2, layers: [{ units: 2, activation: 'step' }], loss: 'binaryCrossEntropy', outputs: 2 },
      { W1: [-0.5, 0.5, -0.5, 0.5], b1: [0.7, -0.2], W2: [20, 20], b2: [-30] }, // NAND and OR; AND, steep
    );
    const batch = { samples: 4, features: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1), targets: Uint8Array.of(0, 1, 1, 0) };
    assert.ok(Math.abs(network.loss(batch) - Math.log1p(Math.exp(-10))) < 1e-12);
    assert.deepEqual([...network.predictions(batch)], [0, 1, 1, 0]);
  });
});

describe('the predictions of a network', () => {
  const predict = (shape: NetworkShape, bias: readonly number[], targets: Uint8Array | Float32Array) => {
    const network = networkOf(shape);
    network.parameters[1]!.values.set(bias);
    const batch = { samples: 1, features: Float32Array.of(1), targets };
    network.loss(batch);
    return [...network.predictions(batch)];
  };
  const plain = (loss: LossName, outputs: number): NetworkShape => ({ inputs: 1, layers: [], loss, outputs });

  it('are the likeliest class, the first of equal ones', () => {
    for (const loss of ['crossEntropy', 'halfSquares'] as const) {
      assert.deepEqual(predict(plain(loss, 3), [0.1, 0.7, 0.7], Uint8Array.of(0)), [1]);
      assert.deepEqual(predict(plain(loss, 3), [-1, -2, -0.5], Uint8Array.of(0)), [2]);
    }
  });

  it('are class 1 where its probability is above a half', () => {
    const sides = [1e-3, 0, -1e-3].map(logit => predict(plain('binaryCrossEntropy', 2), [logit], Uint8Array.of(0)));
    assert.deepEqual(sides, [[1], [0], [0]]);
  });

  it('are the numbers of a regression', () => {
    assert.deepEqual(predict(plain('halfSquares', 2), [0.5, -2], Float32Array.of(9, 9)), [0.5, -2]);
  });
});
