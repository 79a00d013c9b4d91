import * as assert from 'node:assert/strict';
import { typescriptKernels } from '../../../src/kernels/typescript';
import { createOptimizer, type OptimizerName } from '../../../src/training/optimizers';

function close(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(actual[i]! - value) <= tolerance * Math.max(1, Math.abs(value)), `${actual[i]} ${value}`);
}

/** From (−7, 2) along f = x²/20 + y² (book, chapter 6): 30 steps. */
function descend(name: OptimizerName, learningRate: number): Float32Array {
  const w = Float32Array.of(-7, 2);
  const optimizer = createOptimizer(name, 2, typescriptKernels);
  for (let i = 0; i < 30; i++) optimizer.update(w, Float32Array.of(w[0]! / 10, 2 * w[1]!), learningRate);
  return w;
}

describe('optimizers', () => {
  it('SGD goes against the gradient', () => {
    const w = Float32Array.of(1, -2, 3);
    createOptimizer('sgd', 3, typescriptKernels).update(w, Float32Array.of(0.5, -1, 0), 0.5);
    assert.deepEqual([...w], [0.75, -1.5, 3]);
  });

  it('Adam makes the steps of its paper', () => {
    const w = Float32Array.of(1, 1, 1);
    const adam = createOptimizer('adam', 3, typescriptKernels);
    // First step: m̂ = g, v̂ = g², so that the step is α g / (|g| + ε): α, whatever the size of the gradient.
    adam.update(w, Float32Array.of(2, -1e-3, 0), 0.1);
    close(w, [0.9, 1.1 - 0.1e-5, 1], 1e-7);
    // Second, g = 1 after 2: m = 0.9·0.2 + 0.1 = 0.28, v = 0.999·0.004 + 0.001 = 0.004996;
    // m̂ = 0.28 / 0.19, v̂ = 0.004996 / 0.001999.
    adam.update(w, Float32Array.of(1, 0, 0), 0.1);
    close(w.subarray(0, 1), [0.9 - (0.1 * (0.28 / 0.19)) / Math.sqrt(0.004996 / 0.001999)], 1e-6);
  });

  it('end where the reference does', () => {
    close(descend('sgd', 0.95), [-0.350393, 0.084782], 2e-5);
    // The paper's form, x as PyTorch; the book's form ends at 0.136007.
    close(descend('adam', 0.3).subarray(0, 1), [0.136015], 5e-6);
  });
});
