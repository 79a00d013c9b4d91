import * as path from 'node:path';
import { gradientAt } from '../../src/numerics/gradient';
import type { GradientMethod } from '../../src/numerics/derivative';
import { DEFAULT_LIMITS, EvaluateClient } from '../../src/processes/evaluate/client';
import type { GradientRequest } from '../../src/processes/evaluate/protocol';
import { functionNamed } from '../../src/source/functions';
import { parseScript } from '../../src/source/script';
import { REPEATS, type Benchmark, type Contender, type Timing } from './measure';
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

function rosenbrock(x: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length - 1; i++) sum += 100 * (x[i + 1]! - x[i]! ** 2) ** 2 + (1 - x[i]!) ** 2;
  return sum;
}

/** Requests of the compiled evaluate process, for a module and its only function. */
function requestFor(text: string, name: string, more: Partial<GradientRequest>): GradientRequest {
  const { start, end, inModule, parameters } = functionNamed(parseScript(text, 'typescript'), text, 'typescript', name);
  const source = { file: path.resolve('samples', 'bench.ts'), text, site: { name, start, end, inModule, parameters } };
  return { kind: 'gradient', source, args: [5], method: 'adaptive', ...more };
}

function newClient(): EvaluateClient {
  return new EvaluateClient({
    limits: () => DEFAULT_LIMITS,
    print: () => undefined,
    entry: path.resolve('dist', 'evaluate.js'),
  });
}

/** A request is answered with a gradient, or the figure means nothing. */
async function answered(client: EvaluateClient, request: GradientRequest): Promise<void> {
  const { status } = await client.gradient(request);
  if (status !== 'ok') throw new Error(`the gradient is ${status}`);
}

export function rosenbrockBenchmark(python: Python | undefined): Benchmark {
  const point = Array.from({ length: 1000 }, (_, i) => Math.sin(i) + 0.5);
  const client = newClient();
  const requested = (name: string, more: Partial<GradientRequest>): Contender => {
    const request = requestFor(ROSENBROCK, 'rosenbrock', { args: [point], ...more });
    return { name, run: () => answered(client, request) };
  };
  const inProcess = (method: GradientMethod): Contender => ({
    name: `Nabla, ${method}, in this process`,
    run: () => gradientAt(([x]) => rosenbrock(x as number[]), [point], { names: ['x'], method }),
  });
  return {
    title: 'Gradient of the Rosenbrock function in 1,000 dimensions',
    contenders: [
      requested('Nabla, fast, a request to its process', { method: 'fast' }),
      requested('Nabla, fast and exact, a request', { method: 'fast', exact: true }),
      requested('Nabla, central, a request', { method: 'central', step: 1e-4 }),
      inProcess('fast'),
      inProcess('central'),
      { name: "plain loop: the book's numerical_gradient", run: () => plainGradient(rosenbrock, point) },
      ...(python
        ? [{ name: `the book's NumPy code, ${python.version}`, run: () => python.ask({ kind: 'gradient', point }) }]
        : []),
    ],
    absent: python ? [] : ["the book's NumPy code"],
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

/** From the click to the result: a request for a small module, with all that the panel shows. */
export async function clickTimings(): Promise<{ title: string; timings: Timing[] }> {
  const request = requestFor(SMALL_MODULE, 'f', { exact: true, book: true, curve: 0 });
  const first: number[] = [];
  const second: number[] = [];
  for (let round = 0; round < REPEATS; round++) {
    const client = newClient();
    first.push(await timed(() => answered(client, request)));
    second.push(await timed(() => answered(client, request)));
    client.dispose();
  }
  const warm: number[] = [];
  const client = newClient();
  for (let round = -3; round < REPEATS; round++) {
    const milliseconds = await timed(() => answered(client, request));
    if (round >= 0) warm.push(milliseconds);
  }
  client.dispose();
  const timings = { 'first request, its process is started': first, 'second request': second, 'later ones': warm };
  const middle = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1]!;
  return {
    title: 'Click to result: the gradient of a function of a small module',
    timings: Object.entries(timings).map(([name, times]) => ({
      name,
      milliseconds: middle(times),
      ratio: middle(times) / middle(first),
    })),
  };
}

async function timed(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
