import * as assert from 'node:assert/strict';
import { createEngine } from '../../../src/kernels/createEngine';
import { ACTIVATIONS } from '../../../src/kernels/kernels';
import { Random } from '../../../src/numerics/random';
import type { Batch } from '../../../src/training/model';
import { Network, type NetworkShape } from '../../../src/training/network';

const SHAPE = { inputs: 2, layers: [{ units: 3, activation: 'relu' }], loss: 'crossEntropy', outputs: 2 } as const;

const engine = createEngine('typescript');

function networkOf(shape: NetworkShape = SHAPE): Network {
  const network = new Network({ ...shape, capacity: 4, engine });
  network.initialize('xavier', Random.seeded(1, 'weights'));
  return network;
}

const samples = (...features: readonly number[]): Batch => ({
  samples: features.length / 2,
  features: Float32Array.from(features),
  targets: new Uint8Array(features.length / 2),
});
const OF_NO_LAYER = { layer: undefined, parameter: undefined };

describe('the first number of a network that is not finite', () => {
  it('is none where all is well, beyond the samples as well', () => {
    const network = networkOf();
    const batch = samples(1, 2, 3, 4, NaN, NaN);
    network.loss({ ...batch, samples: 2 });
    network.differentiate({ ...batch, samples: 2 });
    assert.equal(network.firstBad({ ...batch, samples: 2 }), undefined);
  });

  it('is in the samples before it is anywhere else', () => {
    const network = networkOf();
    network.values[0] = NaN;
    const bad = network.firstBad(samples(1, 2, 3, -Infinity));
    assert.deepEqual(bad, { ...OF_NO_LAYER, kind: 'input', index: [1, 1], value: -Infinity });
  });

  it('is in a weight, or a bias, of the lowest layer', () => {
    const network = networkOf();
    network.parameters[3]!.values[1] = NaN;
    assert.deepEqual(network.firstBad(samples(1, 1)), { kind: 'parameter', layer: 2, parameter: 'b2', index: [1], value: NaN }); // prettier-ignore
    network.parameters[2]!.values[5] = -Infinity;
    assert.deepEqual(network.firstBad(samples(1, 1)), { kind: 'parameter', layer: 2, parameter: 'W2', index: [2, 1], value: -Infinity }); // prettier-ignore
    network.parameters[0]!.values[4] = Infinity;
    assert.deepEqual(network.firstBad(samples(1, 1)), { kind: 'parameter', layer: 1, parameter: 'W1', index: [1, 1], value: Infinity }); // prettier-ignore
  });

  it('is in the outputs of a layer whose sums are too large', () => {
    const network = networkOf();
    network.parameters[0]!.values.fill(1e30);
    const batch = samples(1e30, 1e30);
    assert.ok(Number.isNaN(network.loss(batch)));
    assert.deepEqual(network.firstBad(batch), { kind: 'output', layer: 1, parameter: 'W1', index: [], value: Infinity }); // prettier-ignore
    network.parameters[0]!.values.fill(1);
    network.parameters[2]!.values.fill(-1e30);
    assert.deepEqual(network.firstBad(batch), { kind: 'output', layer: 2, parameter: 'W2', index: [], value: -Infinity }); // prettier-ignore
  });

  it('is the loss where floats cannot hold it', () => {
    const network = networkOf({ inputs: 2, layers: [], loss: 'halfSquares', outputs: 1 });
    network.parameters[1]!.values.fill(1e25);
    const batch = { ...samples(0, 0), targets: Float32Array.of(0) };
    assert.deepEqual(network.firstBad(batch), { ...OF_NO_LAYER, kind: 'loss', index: [], value: Infinity });
  });

  it('is in a gradient where the loss is finite, of the highest layer', () => {
    const network = networkOf({ inputs: 2, layers: [{ units: 1, activation: 'identity' }], loss: 'halfSquares', outputs: 1 }); // prettier-ignore
    network.values.set([0, 1, 0, 1, 0]); // y = the second feature
    const batch = { ...samples(1e35, 1e5), targets: Float32Array.of(0) };
    assert.equal(network.loss(batch), 5e9);
    network.differentiate(batch);
    assert.deepEqual(network.firstBad(batch), { kind: 'gradient', layer: 1, parameter: 'W1', index: [0, 0], value: Infinity }); // prettier-ignore
    network.parameters[3]!.gradient[0] = NaN;
    assert.deepEqual(network.firstBad(batch), { kind: 'gradient', layer: 2, parameter: 'b2', index: [0], value: NaN }); // prettier-ignore
  });

  it('reaches the loss through every activation', () => {
    for (const activation of ACTIVATIONS)
      for (const loss of ['crossEntropy', 'binaryCrossEntropy', 'halfSquares'] as const) {
        const network = networkOf({ inputs: 2, layers: [{ units: 3, activation }], loss, outputs: 2 });
        assert.ok(Number.isFinite(network.loss(samples(1, 2, 3, 4))));
        assert.ok(Number.isNaN(network.loss(samples(1, 2, 3, NaN))), `${activation} ${loss}`);
        network.differentiate(samples(1, 2, 3, NaN));
        assert.ok(network.gradient.some(Number.isNaN));
      }
  });
});

describe('the indices of a position', () => {});
