import * as path from 'node:path';
import { compileFunction } from 'node:vm';
import { bookGradient } from '../../src/numerics/bookGradient';
import { gradientAt } from '../../src/numerics/gradient';
import type { GradientMethod } from '../../src/numerics/derivative';
import { DEFAULT_LIMITS, EvaluateClient } from '../../src/processes/evaluate/client';
import type { GradientRequest } from '../../src/processes/evaluate/protocol';
import { loadExact } from '../../src/source/exact/exact';
import { functionNamed } from '../../src/source/functions';
import { parseScript } from '../../src/source/script';
import { median, REPEATS, type Benchmark, type Contender, type Timing } from './measure';
import type { Python } from './python';

/** The book's `numerical_gradient` (4.4) as one would write it in TypeScript. */
function plainGradient(f: (x: number[]) => number, point: readonly number[]): number[] {
  const [x, h] = [[...point], 1e-4];
  return x.map((value, i) => {
    x[i] = value + h;
    const above = f(x);
    x[i] = value - h;
    const below = f(x);
    x[i] = value;
    return (above - below) / (2 * h);
  });
}

export function gradientBenchmark(): Benchmark {
  const f = (x: number[]) => x.reduce((sum, value) => sum + value * value, 0);
  const point = Array.from({ length: 300 }, (_, i) => Math.sin(i));
  const nabla = (method: GradientMethod) => () =>
    gradientAt(([x]) => f(x as number[]), [point], { names: ['x'], method });
  return {
    title: 'Gradient of a function of 300 numbers',
    contenders: [
      { name: "plain loop: the book's numerical_gradient", run: () => plainGradient(f, point) },
      { name: 'Nabla, central, with error bars', run: nabla('central') },
      { name: 'Nabla, fast', run: nabla('fast') },
      { name: 'Nabla, adaptive (fast for so many)', run: nabla('adaptive') },
    ],
  };
}

const ROSENBROCK = `
export function rosenbrock(x: number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length - 1; i++) sum += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
  return sum;
}
`;

/** A function of its own for each who calls it: V8 compiles it for the kinds of arrays that it has met. */
function newRosenbrock(): (x: readonly number[]) => number {
  const body = `let sum = 0;
    for (let i = 0; i < x.length - 1; i++) sum += 100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2;
    return sum;`;
  return compileFunction(body, ['x']) as (x: readonly number[]) => number;
}

/** Requests of the compiled evaluate process, for a module and its only function. */
function requestFor(text: string, name: string, more: Partial<GradientRequest>): GradientRequest {
  return { kind: 'gradient', source: sourceOf(text, name), args: [5], method: 'adaptive', ...more };
}

export function sourceOf(text: string, name: string): GradientRequest['source'] {
  const { start, end, inModule, parameters } = functionNamed(parseScript(text, 'typescript'), text, 'typescript', name);
  return { file: path.resolve('samples', 'bench.ts'), text, site: { name, start, end, inModule, parameters } };
}

export function newClient(): EvaluateClient {
  return new EvaluateClient({
    limits: () => DEFAULT_LIMITS,
    print: () => undefined,
    entry: path.resolve('dist', 'evaluate.js'),
  });
}

/** A request is answered with a gradient, or the figure means nothing. */
export async function answered(client: EvaluateClient, request: GradientRequest): Promise<void> {
  const { status } = await client.gradient(request);
  if (status !== 'ok') throw new Error(`the gradient is ${status}`);
}

/** Contenders that goals are about. */
export const ROSENBROCK_NAMES = {
  title: 'Gradient of the Rosenbrock function in 1,000 dimensions',
  central: 'Nabla, central with error bars, a request',
  ours: "Nabla, the book's central difference, in this process",
  book: "the book's NumPy code, f on whole arrays",
  scipy: 'SciPy, approx_derivative, 3-point',
} as const;

export async function rosenbrockBenchmark(python: Python | undefined): Promise<Benchmark> {
  const newPoint = () => Array.from({ length: 1000 }, (_, i) => Math.sin(i) + 0.5);
  const [point, forExact, forLoop] = [newPoint(), newPoint(), newPoint()]; // none is of another kind after others saw it
  const client = newClient();
  const requested = (name: string, more: Partial<GradientRequest>): Contender => {
    const request = requestFor(ROSENBROCK, 'rosenbrock', { args: [point], ...more });
    return { name, run: () => answered(client, request) };
  };
  const inProcess = (method: GradientMethod): Contender => {
    const rosenbrock = newRosenbrock();
    return {
      name: `Nabla, ${method}, in this process`,
      run: () => gradientAt(([x]) => rosenbrock(x as number[]), [point], { names: ['x'], method }),
    };
  };
  const [bookF, loopF] = [newRosenbrock(), newRosenbrock()];
  const hasSciPy = python?.version.includes('SciPy') ?? false;
  const exact = await loadExact(sourceOf(ROSENBROCK, 'rosenbrock'));
  const inPython = (name: string, form: string, more?: Pick<Contender, 'isSlow'>): Contender => ({
    name,
    run: () => python!.ask({ kind: 'gradient', point, form }),
    ...more,
  });
  return {
    title: ROSENBROCK_NAMES.title,
    contenders: [
      requested('Nabla, fast, a request to its process', { method: 'fast' }),
      requested('Nabla, fast and exact, a request', { method: 'fast', exact: true }),
      requested(ROSENBROCK_NAMES.central, { method: 'central', step: 1e-4 }),
      inProcess('fast'),
      inProcess('central'),
      { name: 'Nabla, exact alone, in this process', run: () => exact.at([forExact], [0]) },
      { name: ROSENBROCK_NAMES.ours, run: () => bookGradient(([x]) => bookF(x as number[]), [point]) },
      { name: "plain loop: the book's numerical_gradient", run: () => plainGradient(loopF, forLoop) },
      ...(python
        ? [
            inPython("the book's NumPy code, f as a loop", 'loop', { isSlow: true }),
            inPython(ROSENBROCK_NAMES.book, 'arrays'),
          ]
        : []),
      ...(hasSciPy ? [inPython(ROSENBROCK_NAMES.scipy, '3-point')] : []),
    ],
    absent: [...(python ? [] : ["the book's NumPy code"]), ...(hasSciPy ? [] : ['SciPy'])],
    dispose: () => client.dispose(),
  };
}

const SMALL_MODULE = `
const slope: number = 0.1;

function square(x: number): number {
  return x ** 2;
}

export function f(x: number): number {
  return 0.01 * square(x) + slope * x;
}
`;

/** How long a lens is there before somebody clicks on it. */
const LOOKING = 1000;

/** From the click to the result: requests for a small module, with all that the panel shows. */
export async function clickTimings(): Promise<{ title: string; timings: Timing[] }> {
  const request = requestFor(SMALL_MODULE, 'f', { exact: true, book: true });
  const times = { started: [] as number[], prepared: [] as number[], second: [] as number[], later: [] as number[] };
  for (let round = 0; round < REPEATS; round++) {
    const [cold, prepared] = [newClient(), newClient()];
    times.started.push(await timed(() => answered(cold, request)));
    cold.dispose();
    prepared.prepare();
    await new Promise(resolve => setTimeout(resolve, LOOKING));
    times.prepared.push(await timed(() => answered(prepared, request)));
    times.second.push(await timed(() => answered(prepared, request)));
    for (let i = 0; i < 5; i++) times.later.push(await timed(() => answered(prepared, request)));
    prepared.dispose();
  }
  const names = {
    prepared: 'first request, its process was prepared',
    started: 'first request, its process is started for it',
    second: 'second request',
    later: 'later ones',
  };
  const first = median(times.prepared);
  return {
    title: 'Click to result: the gradient of a function of a small module',
    timings: Object.entries(names).map(([key, name]) => {
      const rounds = times[key as keyof typeof times];
      const milliseconds = median(rounds);
      return { name, milliseconds, ratio: milliseconds / first, rounds };
    }),
  };
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
