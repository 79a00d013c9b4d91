import { evaluateLosses } from '../../src/numerics/lossEvaluation';
import type { Benchmark } from './measure';

const N = 1_000_000;

export function lossBenchmark(): Benchmark {
  const shape = [N / 10, 10];
  const y = Float64Array.from({ length: N }, (_, i) => 0.05 + 0.1 * (i % 10 === 3 ? 5 : 0.5));
  const t = Float64Array.from({ length: N }, (_, i) => (i % 10 === 3 ? 1 : 0));
  const labels = { data: Float64Array.from({ length: N / 10 }, () => 3), shape: [N / 10] };
  const measured = (frequency: number) => ({
    data: Float64Array.from({ length: N }, (_, i) => Math.sin(frequency * i)),
    shape: [N],
  });
  const [values, truth] = [measured(1), measured(1.01)];
  const crossEntropy = () => {
    let sum = 0;
    for (let i = 0; i < y.length; i++) sum -= t[i]! * Math.log(y[i]! + 1e-7);
    return sum / shape[0]!;
  };
  return {
    title: 'Losses of 100,000 samples of 10 classes',
    contenders: [
      {
        name: 'Nabla: all that fits, with gradients',
        run: () => evaluateLosses({ data: y, shape }, { data: t, shape }),
      },
      { name: 'Nabla: the same against labels', run: () => evaluateLosses({ data: y, shape }, labels) },
      { name: 'Nabla: all of a million measured values', run: () => evaluateLosses(values, truth) },
      {
        name: 'Nabla: cross-entropy alone',
        run: () => evaluateLosses({ data: y, shape }, { data: t, shape }, {}, ['crossEntropy']),
      },
      { name: 'plain loop: cross-entropy alone', run: crossEntropy },
    ],
  };
}
