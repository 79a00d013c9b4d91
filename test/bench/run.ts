import * as path from 'node:path';
import { parse } from 'csv-parse/sync';
import { gradientAt } from '../../src/numerics/gradient';
import { evaluateLosses } from '../../src/numerics/lossEvaluation';
import { pairwiseSum } from '../../src/numerics/sum';
import { readArrays } from '../../src/source/arrays';
import { parseConfig } from '../../src/training/config';
import { createTrainer } from '../../src/training/trainer';
import { machine, measure, type Contender, type Timing } from './measure';
import { plainTraining } from './plainTraining';

/** `npm run bench`: what Nabla does, against what one would do without it. `--json` prints the figures for keeping. */

const N = 1_000_000;

interface Benchmark {
  readonly title: string;
  readonly contenders: readonly Contender[];
}

function readingBenchmark(): Benchmark {
  const values = Array.from({ length: N }, (_, i) => Math.sin(i) / 3);
  const json = JSON.stringify(values);
  const source = `const y: number[] = ${json};`;
  const printed = `[${values.join(' ')}]`;
  const csv = Array.from({ length: N / 10 }, (_, row) => values.slice(row * 10, row * 10 + 10).join(',')).join('\n');
  return {
    title: 'Reading an array of a million numbers from text',
    contenders: [
      { name: 'Nabla, from TypeScript', run: () => readArrays(source) },
      { name: 'Nabla, as NumPy prints it', run: () => readArrays(printed) },
      { name: 'Nabla, from CSV of 10 columns', run: () => readArrays(csv) },
      { name: 'JSON.parse, from JSON', run: () => JSON.parse(json) as unknown },
      { name: 'split and Number', run: () => json.slice(1, -1).split(',').map(Number) },
      { name: 'csv-parse and Number, from CSV', run: () => parse(csv, { cast: Number }) },
    ],
  };
}

function sumBenchmark(): Benchmark {
  const values = Float64Array.from({ length: N }, (_, i) => Math.cos(i));
  const plainLoop = () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[i]!;
    return sum;
  };
  return {
    title: 'Sum of a million doubles',
    contenders: [
      { name: "Nabla, in NumPy's order", run: () => pairwiseSum(values) },
      { name: 'plain loop', run: plainLoop },
      { name: 'reduce', run: () => values.reduce((sum, value) => sum + value, 0) },
    ],
  };
}

function lossBenchmark(): Benchmark {
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

function gradientBenchmark(): Benchmark {
  const f = (x: number[]) => x.reduce((sum, value) => sum + value * value, 0);
  const point = Array.from({ length: 300 }, (_, i) => Math.sin(i));
  const plainLoop = () => {
    const [x, h] = [[...point], 1e-4];
    return x.map((value, i) => {
      x[i] = value + h;
      const above = f(x);
      x[i] = value - h;
      const below = f(x);
      x[i] = value;
      return (above - below) / (2 * h);
    });
  };
  return {
    title: 'Gradient of a function of 300 numbers by central differences',
    contenders: [
      {
        name: 'Nabla: error bars, checks, arguments safe',
        run: () => gradientAt(([x]) => f(x as number[]), [point], { names: ['x'] }),
      },
      { name: "plain loop: the book's numerical_gradient", run: plainLoop },
    ],
  };
}

/** Fifty mini-batches of the book's network on digits, forward, backward and update. */
async function trainingBenchmark(): Promise<Benchmark> {
  const config = parseConfig({
    data: { source: 'digits.csv' },
    model: { layers: [{ units: 50, activation: 'sigmoid' }] },
    training: { optimizer: { name: 'sgd', learningRate: 0.1 }, batchSize: 100, epochs: 1_000_000 },
  });
  const trainer = await createTrainer(config, path.join('samples', 'data'));
  const { features, labels } = trainer.data.train;
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

function print(title: string, timings: readonly Timing[]): void {
  console.log(`\n${title}`);
  for (const { name, milliseconds, ratio } of timings) {
    console.log(`  ${name.padEnd(40)} ${milliseconds.toFixed(2).padStart(9)} ms  ${ratio.toFixed(2).padStart(6)} ×`);
  }
}

async function main(): Promise<void> {
  const benchmarks = [
    readingBenchmark(),
    sumBenchmark(),
    lossBenchmark(),
    gradientBenchmark(),
    await trainingBenchmark(),
  ];
  const results = benchmarks.map(({ title, contenders }) => ({ title, timings: measure(contenders) }));
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ machine: machine(), results }, undefined, 2));
  } else {
    console.log(`${machine()}\nMedians of 15 rounds in turn; × is the time relative to the first line.`);
    for (const { title, timings } of results) print(title, timings);
  }
}

void main();
