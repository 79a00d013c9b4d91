import { descend, type Descent, type Landscape } from '../../numerics/descent';
import type { Multivariate } from '../../numerics/evaluator';
import { gradientAt } from '../../numerics/gradient';
import { differencedLandscape, valueAt, Variables } from '../../numerics/landscape';
import { createOptimizer, defaultConstants } from '../../numerics/optimizers';
import type { ProblemData } from '../../numerics/problem';
import { givenArguments, numericCall } from '../../source/call';
import { exactLandscape } from '../../source/exactLandscape';
import { loadFunction } from '../../source/load';
import { mutePrinted } from '../printed';
import { exactGradient } from './exact';
import type { DescentReport, DescentRequest } from './protocol';

/**
 * Loads the user's function and goes down it.
 *
 * @throws Problem what keeps the module from being loaded, and what the function throws at the start
 */
export async function descentReport(request: DescentRequest): Promise<DescentReport> {
  const started = performance.now();
  if (request.quiet) mutePrinted();
  const { source, steps } = request;
  const f = numericCall(await loadFunction(source));
  const variables = new Variables(givenArguments(request.args, source.site.parameters));
  const start = variables.values;
  valueAt(f, variables.withValues(start));
  const { name, form, constants } = request.optimizer;
  const every = request.every === undefined ? undefined : thinned(request.every, steps, start.length);
  const go = (landscape: Landscape) =>
    descend(landscape, start, {
      optimizer: createOptimizer(name, form, { ...defaultConstants(name, form), ...constants }, start.length),
      steps,
      ...(every !== undefined && { every }),
    });
  const { descent, gradient, note } = await descentBy(request, f, variables, go);
  const { value, diverged, trajectory } = descent;
  return {
    end: [...variables.withValues(descent.end)],
    value,
    steps: descent.steps,
    ...(diverged && { diverged }),
    gradient,
    ...(note && { gradientNote: note }),
    ...(trajectory && { trajectory: { every: every!, ...trajectory } }),
    milliseconds: performance.now() - started,
  };
}

interface DescentBy {
  readonly descent: Descent;
  readonly gradient: DescentReport['gradient'];
  readonly note?: ProblemData;
}

/** The descent with the gradient that is wanted; without the exact one where that cannot be relied on, at either end. */
async function descentBy(
  { source, gradient }: DescentRequest,
  f: Multivariate,
  variables: Variables,
  go: (landscape: Landscape) => Descent,
): Promise<DescentBy> {
  if (gradient !== 'exact') return { descent: go(differencedLandscape(f, variables, gradient)), gradient };
  const { loadExact } = await import('../../source/exact/exact');
  const exact = await loadExact(source, f);
  const names = source.site.parameters.map(({ name }) => name);
  const doubtAt = (x: Float64Array) => {
    const args = variables.withValues(x);
    return exactGradient(exact, args, gradientAt(f, args, { names }), variables.parameters).note;
  };
  let doubt = doubtAt(variables.values);
  if (!doubt) {
    const landscape = exactLandscape(f, exact, variables);
    const descent = go(landscape);
    const { note } = landscape;
    doubt = Number.isFinite(descent.value) ? doubtAt(descent.end) : undefined;
    if (!doubt || AT_A_MINIMUM.includes(doubt.code)) return { descent, gradient, ...(note && { note }) };
  }
  return { descent: go(differencedLandscape(f, variables, 'adaptive')), gradient: 'adaptive', note: doubt };
}

/** What is often so where a descent ends, and is no fault of the way there: a kink, slopes that are mere rounding. */
const AT_A_MINIMUM = ['exact-no-derivative', 'exact-rounding'];

/** A path has at most so many points, and at most so many numbers altogether. */
const MAX_POINTS = 10_000;
const MAX_NUMBERS = 1_000_000;

/** At every how many steps a path is kept, at least as many as are wanted. */
export function thinned(every: number, steps: number, dimension: number): number {
  const points = Math.max(2, Math.min(MAX_POINTS, Math.floor(MAX_NUMBERS / dimension)));
  return Math.max(every, Math.ceil(steps / (points - 1)));
}
