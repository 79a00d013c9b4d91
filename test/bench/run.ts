import { execFileSync } from 'node:child_process';
import { globSync } from 'tinyglobby';
import { parseArgs } from 'node:util';
import { accuracyTables } from './accuracy';
import { goalsOf } from './goals';
import { clickTimings, gradientBenchmark, rosenbrockBenchmark } from './gradients';
import { installPeers } from './install';
import { kernelRows } from './kernels';
import { lossBenchmark } from './losses';
import { machine, measure, type Benchmark } from './measure';
import { curveBenchmark, mapBenchmark } from './plots';
import { printReport } from './print';
import { Python } from './python';
import { readingBenchmark, sumBenchmark } from './reading';
import type { Report, Result } from './report';
import { timeNumericalGradient } from './training/numerical';
import { invitations, ourName } from './training/participants';
import { timeContendedSteps, timeSteps } from './training/steps';
import { timeStreaming } from './training/streaming';
import { WORKLOADS } from './training/workloads';

/**
 * `npm run bench`: what Nabla does, against what one would do without it. `--json` prints the figures for keeping,
 * `--grep text` measures what has the text in its title, `--python path` names a Python with packages to compare with,
 * `--node path` runs under another Node, `--node vscode` under that of the newest VS Code the tests have fetched.
 */

async function resultOf({ title, contenders, absent = [], dispose }: Benchmark): Promise<Result> {
  try {
    return { title, timings: await measure(contenders), absent };
  } finally {
    dispose?.();
  }
}

/** What is measured, by titles; each is prepared when it is its turn. */
function jobs(report: Report, python: Python | undefined): Record<string, () => Promise<unknown>> {
  const add = async <T>(list: T[], one: Promise<T>) => list.push(await one);
  const invited = invitations(python);
  const ours = invited.filter(({ name }) => name === ourName() || name === ourName(2));
  const { W1, W1s, W2, W3 } = WORKLOADS;
  return {
    Derivatives: async () => report.accuracy.push(...(await accuracyTables(python))),
    'Reading an array': () => add(report.results, resultOf(readingBenchmark())),
    'Sum of a million doubles': () => add(report.results, resultOf(sumBenchmark())),
    Losses: () => add(report.results, resultOf(lossBenchmark())),
    'Gradient of a function of 300 numbers': () => add(report.results, resultOf(gradientBenchmark())),
    'Gradient of the Rosenbrock function': async () => add(report.results, resultOf(await rosenbrockBenchmark(python))),
    'Plots of a function of one variable': () => add(report.results, resultOf(curveBenchmark())),
    'Plots of a function of two variables': () => add(report.results, resultOf(mapBenchmark())),
    'Click to result': () => add(report.results, clickTimings()),
    'Kernels against the ceiling': async () => report.kernels.push(...(await kernelRows())),
    ...each([W1, W1s, W2, W3], 'Mini-batches', workload => add(report.steps, timeSteps(workload, invited))),
    ...each([W1, W2, W3], 'Contended mini-batches', workload =>
      add(report.contended, timeContendedSteps(workload, ours)),
    ),
    ...each([W1, W3], 'Streaming', workload => add(report.streaming, timeStreaming(workload, ours[0]!))),
    ...each([W1, W1s], 'Numerical gradient', workload =>
      add(report.numerical, timeNumericalGradient(workload, python)),
    ),
  };
}

function each<T extends { readonly name: string }>(
  workloads: readonly T[],
  title: string,
  job: (workload: T) => Promise<unknown>,
): Record<string, () => Promise<unknown>> {
  return Object.fromEntries(workloads.map(workload => [`${title}: ${workload.name}`, () => job(workload)]));
}

async function run({ grep, python: command, json }: { grep: string; python: string; json: boolean }): Promise<void> {
  installPeers();
  const python = await Python.start(command);
  const report: Report = {
    machine: machine(),
    python: python?.version ?? null,
    accuracy: [],
    steps: [],
    contended: [],
    numerical: [],
    streaming: [],
    kernels: [],
    results: [],
  };
  for (const [title, measured] of Object.entries(jobs(report, python))) {
    if (!title.includes(grep)) continue;
    console.error(title);
    await measured();
  }
  python?.dispose();
  const goals = goalsOf(report);
  if (json) console.log(JSON.stringify({ ...report, goals }, undefined, 2));
  else printReport(report, goals);
}

/** The Node of the newest VS Code that the tests have fetched. */
function nodeOfCode(): string {
  const found = globSync(['.vscode-test/{server,node}-*/node'], { absolute: true });
  const newest = found.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  if (newest === undefined) throw new Error('There is no VS Code under .vscode-test.');
  return newest;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      grep: { type: 'string', default: '' },
      python: { type: 'string', default: 'python3' },
      node: { type: 'string' },
    },
  });
  const { node, json, grep, python } = values;
  if (node === undefined) return run(values);
  const options = [...(json ? ['--json'] : []), '--grep', grep, '--python', python];
  execFileSync(node === 'vscode' ? nodeOfCode() : node, [__filename, ...options], { stdio: 'inherit' });
}

void main();
