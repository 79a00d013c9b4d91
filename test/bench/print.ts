import type { AccuracyRow, AccuracyTable } from './accuracy';
import type { Goal } from './goals';
import type { KernelRow } from './kernels';
import { REPEATS, type Timing } from './measure';
import type { Report, Result } from './report';

/** Writes everything down for people; tables as Markdown has them. */
export function printReport(report: Report, goals: readonly Goal[]): void {
  console.log(`${report.machine}; ${report.python ?? 'no Python with NumPy'}`);
  for (const table of report.accuracy) printAccuracy(table);
  console.log(`\nMedians of ${REPEATS} rounds in turn.`);
  for (const result of report.results) printTimings(result);
  printByWorkload('Mini-batches a second', report.steps, perSecond);
  printByWorkload('Mini-batches a second beside a busy process', report.contended, perSecond);
  printByWorkload('Mini-batches a second, with evaluations', report.streaming, perSecond);
  printByWorkload('Numerical gradient of all parameters, in ms', report.numerical, milliseconds);
  if (report.kernels.length > 0) printKernels(report.kernels);
  if (goals.length > 0) printGoals(goals);
}

function perSecond({ milliseconds: time }: Timing): string {
  return inDigits(1000 / time);
}

function milliseconds({ milliseconds: time }: Timing): string {
  return inDigits(time);
}

function inDigits(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function printTimings({ title, timings, absent = [] }: Result): void {
  console.log(`\n${title}`);
  for (const { name, milliseconds: time, ratio } of timings)
    console.log(`  ${name.padEnd(52)} ${time.toFixed(2).padStart(9)} ms  ${ratio.toFixed(2).padStart(6)} ×`);
  printAbsent(absent);
}

function printAbsent(absent: readonly string[]): void {
  if (absent.length > 0) console.log(`  absent: ${absent.join(', ')}`);
}

interface OfWorkload {
  readonly workload: { readonly name: string; readonly description: string };
  readonly timings: readonly Timing[];
  readonly absent?: readonly string[];
}

/** A row a contender, a column a workload. */
function printByWorkload(title: string, results: readonly OfWorkload[], cell: (timing: Timing) => string): void {
  if (results.length === 0) return;
  console.log(`\n${title}`);
  for (const { workload } of results) console.log(`  ${workload.name}: ${workload.description}`);
  const names = [...new Set(results.flatMap(({ timings }) => timings.map(({ name }) => name)))];
  const rows = names.map(name => [
    name,
    ...results.map(({ timings }) => {
      const timing = timings.find(each => each.name === name);
      return timing ? cell(timing) : '–';
    }),
  ]);
  printTable(['', ...results.map(({ workload }) => workload.name)], rows);
  for (const { workload, absent = [] } of results)
    if (absent.length > 0) console.log(`  absent in ${workload.name}: ${absent.join('; ')}`);
}

function printKernels(kernels: readonly KernelRow[]): void {
  console.log('\nProducts of fully connected layers, one thread, against multiplying and adding alone');
  const rows = kernels.map(({ build, workload, product, size, gigaflops, ofCeiling }) => {
    const { samples, inputs, outputs } = size;
    return [
      build,
      `${workload} ${product}`,
      `${samples} × ${inputs} × ${outputs}`,
      gigaflops.toFixed(1),
      percent(ofCeiling),
    ];
  });
  printTable(['build', 'product', 'N × D × K', 'GFLOP/s', 'of the ceiling'], rows, 3);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(0)} %`;
}

function printGoals(goals: readonly Goal[]): void {
  console.log('\nGoals');
  const rows = goals.map(({ workload, against, floor, aim, unit, measured, verdict }) => {
    const shown = (value: number) => (unit === '' ? value.toExponential(0) : `${Number(value.toPrecision(3))} ${unit}`);
    return [workload, against, shown(floor), shown(aim), measured === null ? '–' : shown(measured), verdict];
  });
  printTable(['workload', 'against', 'floor', 'aim', 'measured', ''], rows, 2);
}

/** @param left how many columns are words */
function printTable(head: readonly string[], rows: readonly (readonly string[])[], left = 1): void {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(3, ...lines.map(line => line[column]!.length)));
  const line = (cells: readonly string[]) =>
    `  | ${cells.map((cell, i) => (i < left ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `  | ${widths.map((width, i) => (i < left ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  console.log([line(head), rule, ...rows.map(line)].join('\n'));
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

function printAccuracy({ title, rows, absent }: AccuracyTable): void {
  console.log(`\n${title}; relative errors where rounding leaves 1e-11`);
  printTable(
    ['', ...Object.keys(COLUMNS)],
    rows.map(row => [row.name, ...Object.values(COLUMNS).map(cell => cell(row))]),
  );
  printAbsent(absent);
}
