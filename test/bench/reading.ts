import { parse } from 'csv-parse/sync';
import { pairwiseSum } from '../../src/numerics/sum';
import { readArrays } from '../../src/source/arrays';
import type { Benchmark } from './measure';

const N = 1_000_000;

export function readingBenchmark(): Benchmark {
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

export function sumBenchmark(): Benchmark {
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
