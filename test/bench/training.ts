import * as path from 'node:path';
import { gatherFeatures, gatherTargets } from '../../src/data/gather';
import { parseConfig } from '../../src/training/config';
import { createTrainer } from '../../src/training/createTrainer';
import type { Benchmark } from './measure';
import { plainTraining } from './plainTraining';

const BATCH = 100;

/** Fifty mini-batches of the book's network on digits, forward, backward and update. */
export async function trainingBenchmark(): Promise<Benchmark> {
  const config = parseConfig({
    data: { source: 'digits.csv' },
    model: { layers: [{ units: 50, activation: 'sigmoid' }] },
    training: { optimizer: { name: 'sgd', learningRate: 0.1 }, batchSize: BATCH, epochs: 1_000_000 },
  });
  const trainer = await createTrainer(config, path.join('samples', 'data'));
  const features = new Float32Array(BATCH * 64);
  const labels = new Uint8Array(BATCH);
  gatherFeatures(trainer.data.train, 0, BATCH, features);
  gatherTargets(trainer.data.train, 0, BATCH, labels);
  const steps = () => {
    for (let i = 0; i < 50; i++)
      if (trainer.epochEnded) trainer.evaluateSome();
      else trainer.step();
  };
  return {
    title: '50 mini-batches of 100 on digits, 64-50-10 sigmoid, SGD',
    contenders: [
      { name: "Nabla's kernels in TypeScript", run: steps },
      { name: 'plain loops over arrays of arrays', run: plainTraining(features, labels, 50) },
    ],
  };
}
