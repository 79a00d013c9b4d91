import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { accuracyTables, type AccuracyRow, type AccuracyTable } from './accuracy';
import { clickTimings, gradientBenchmark, rosenbrockBenchmark } from './gradients';
import { lossBenchmark } from './losses';
import { machine, measure, REPEATS, type Benchmark, type Timing } from './measure';
import { curveBenchmark, mapBenchmark } from './plots';
import { Python } from './python';
import { readingBenchmark, sumBenchmark } from './reading';
import { trainingBenchmark } from './training';

/**
 * `npm run bench`: what Nabla does, against what one would do without it. `--json` prints the figures for keeping,
 * `--grep text` those whose title holds the text.
 */

interface Result {
  readonly title: string;
  readonly timings: readonly Timing[];
  readonly absent?: readonly string[];
}

/** The packages compared with are no part of Nabla: they are installed here, and do without where that fails. */
function installPeers(): void {
  const folder = path.resolve('test', 'bench');
  if (existsSync(path.join(folder, 'node_modules'))) return;
  try {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  } catch {
    console.error('The packages to compare with could not be installed.');
  }
}

async function resultOf({ title, contenders, absent = [], dispose }: Benchmark): Promise<Result> {
  try {
    return { title, timings: await measure(contenders), absent };
  } finally {
    dispose?.();
  }
}

function print({ title, timings, absent = [] }: Result): void {
  console.log(`\n${title}`);
  for (const { name, milliseconds, ratio } of timings)
    console.log(`  ${name.padEnd(52)} ${milliseconds.toFixed(2).padStart(9)} ms  ${ratio.toFixed(2).padStart(6)} ×`);
  printAbsent(absent);
}

function printAbsent(absent: readonly string[]): void {
  if (absent.length > 0) console.log(`  absent: ${absent.join(', ')}`);
}

/** The columns of the table of derivatives. */
const COLUMNS: Readonly<Record<string, (row: AccuracyRow) => string>> = {
  median: row => row.median.toExponential(0),
  '95 %': row => row.part95.toExponential(0),
  '99 %': row => row.part99.toExponential(0),
  worst: row => row.worst.toExponential(0),
  '≤ 1e-10': row => `${(100 * row.within10).toFixed(1)} %`,
  '≤ 1e-8': row => `${(100 * row.within8).toFixed(1)} %`,
  calls: row => row.evaluations.toFixed(1),
  most: row => String(row.mostEvaluations),
  alarms: row => String(row.falseAlarms),
  'bars wrong': row => (row.bars === 0 ? 'no bars' : `${row.barsWrong} of ${row.bars}`),
  'kinks, jumps named': row => `${row.named} of ${row.broken}`,
  'confident there': row => String(row.confident),
};

function printTable({ title, rows, absent }: AccuracyTable): void {
  const lines = [
    ['', ...Object.keys(COLUMNS)],
    ...rows.map(row => [row.name, ...Object.values(COLUMNS).map(cell => cell(row))]),
  ];
  const widths = lines[0]!.map((_, i) => Math.max(...lines.map(line => line[i]!.length)));
  console.log(`\n${title}; relative errors where rounding leaves 1e-11`);
  for (const [name, ...cells] of lines)
    console.log(`  ${name!.padEnd(widths[0]!)}  ${cells.map((cell, i) => cell.padStart(widths[i + 1]!)).join('  ')}`);
  printAbsent(absent);
}

/** The benchmarks by what their titles begin with; they are prepared when it is their turn. */
const BENCHMARKS: Readonly<Record<string, (python: Python | undefined) => Promise<Result>>> = {
  'Reading an array': () => resultOf(readingBenchmark()),
  'Sum of a million doubles': () => resultOf(sumBenchmark()),
  Losses: () => resultOf(lossBenchmark()),
  'Gradient of a function of 300 numbers': () => resultOf(gradientBenchmark()),
  'Gradient of the Rosenbrock function': async python => resultOf(await rosenbrockBenchmark(python)),
  'Plots of a function of one variable': () => resultOf(curveBenchmark()),
  'Plots of a function of two variables': () => resultOf(mapBenchmark()),
  'mini-batches': async () => resultOf(await trainingBenchmark()),
  'Click to result': clickTimings,
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, grep: { type: 'string', default: '' } } });
  const isWanted = (title: string) => title.includes(values.grep);
  installPeers();
  const python = await Python.start();
  const tables = isWanted('Derivatives') ? await accuracyTables(python) : [];
  const results: Result[] = [];
  for (const [title, benchmark] of Object.entries(BENCHMARKS))
    if (isWanted(title)) results.push(await benchmark(python));
  python?.dispose();
  if (values.json) {
    console.log(JSON.stringify({ machine: machine(), python: python?.version ?? null, tables, results }, undefined, 2));
    return;
  }
  console.log(`${machine()}; ${python?.version ?? 'no Python with NumPy'}`);
  for (const table of tables) printTable(table);
  console.log(`\nTimes: medians of ${REPEATS} rounds in turn; × is the time relative to the first line.`);
  for (const result of results) print(result);
}

void main();
