import * as path from 'node:path';
import { fileOf, load } from '../../packages';
import type { MakeTrainee } from '../trainee';
import { placesOf } from '../workloads';

/** What is used of TensorFlow.js. */
interface Tensor {
  dataSync(): ArrayLike<number>;
}
interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  tensor1d(values: ArrayLike<number>, type?: string): Tensor;
  tensor2d(values: ArrayLike<number>, shape: readonly [number, number]): Tensor;
  variable(initial: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  mul(a: number, b: Tensor): Tensor;
  sigmoid(x: Tensor): Tensor;
  relu(x: Tensor): Tensor;
  tanh(x: Tensor): Tensor;
  squeeze(x: Tensor, axes: number[]): Tensor;
  oneHot(labels: Tensor, classes: number): Tensor;
  losses: {
    softmaxCrossEntropy(labels: Tensor, logits: Tensor): Tensor;
    meanSquaredError(targets: Tensor, predictions: Tensor): Tensor;
  };
  train: { sgd(rate: number): { minimize(loss: () => Tensor): unknown } };
  tidy<T>(work: () => T): T;
}

/** TensorFlow.js with variables and its own SGD. */
export function tensorflowPeer(backend: 'wasm' | 'cpu'): MakeTrainee {
  return async ({ sizes, activation, loss, rate }, { features, targets, weights }) => {
    const tf = await started(backend);
    const width = sizes[0]!;
    const layers = placesOf(sizes).map(({ inputs, units, w, b, end }) => ({
      w: tf.variable(tf.tensor2d(weights.slice(w, b), [inputs, units])),
      b: tf.variable(tf.tensor1d(weights.slice(b, end))),
    }));
    const lossOf = (picked: Uint32Array): Tensor => {
      // Gathering rows of one large tensor instead takes twice as long as all the rest.
      const rows = new Float32Array(picked.length * width);
      picked.forEach((sample, n) => rows.set(features.subarray(sample * width, (sample + 1) * width), n * width));
      const batchTargets = Array.from(picked, sample => targets[sample]!);
      let x = tf.tensor2d(rows, [picked.length, width]);
      for (const [index, { w, b }] of layers.entries()) {
        x = tf.add(tf.matMul(x, w), b);
        if (index < layers.length - 1) x = tf[activation](x);
      }
      return loss === 'crossEntropy'
        ? tf.losses.softmaxCrossEntropy(tf.oneHot(tf.tensor1d(batchTargets, 'int32'), sizes.at(-1)!), x)
        : tf.mul(0.5, tf.losses.meanSquaredError(tf.tensor1d(batchTargets), tf.squeeze(x, [1])));
    };
    const optimizer = tf.train.sgd(rate);
    return {
      loss: picked => tf.tidy(() => lossOf(picked)).dataSync()[0]!,
      step: picked => tf.tidy(() => void optimizer.minimize(() => lossOf(picked))),
    };
  };
}

async function started(backend: 'wasm' | 'cpu'): Promise<TensorFlow> {
  const tf = load('@tensorflow/tfjs') as TensorFlow;
  if (backend === 'wasm') {
    const name = '@tensorflow/tfjs-backend-wasm';
    const { setWasmPaths } = load(name) as { setWasmPaths: (folder: string) => void };
    setWasmPaths(`${path.dirname(fileOf(name))}${path.sep}`);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend ${backend} here`);
  return tf;
}
