import { copyArguments, mapNested, type Value } from '../../numerics/argument';
import { bookGradient } from '../../numerics/bookGradient';
import type { GradientMethod } from '../../numerics/derivative';
import type { Multivariate } from '../../numerics/evaluator';
import { gradientAt, type Gradient } from '../../numerics/gradient';
import { variablesOf } from '../../numerics/variables';
import { givenArguments, numericCall } from '../../source/call';
import { loadFunction } from '../../source/load';
import { mutePrinted } from '../printed';
import { exactGradient, type ExactGradient } from './exact';
import type { GradientReport, GradientRequest } from './protocol';

/**
 * Loads the user's function and differentiates it.
 *
 * @throws Problem what keeps the module from being loaded
 */
export async function gradientReport(request: GradientRequest): Promise<GradientReport> {
  const started = performance.now();
  if (request.quiet) mutePrinted();
  const { source, step, wrt } = request;
  const { parameters } = source.site;
  const f = numericCall(await loadFunction(source));
  const args = givenArguments(request.args, parameters);
  const names = parameters.map(({ name }) => name);
  const method = methodFor(f, args, request.method);
  const gradient = gradientAt(f, args, { method, names, ...(step && { step }), ...(wrt && { wrt }) });
  const { exact, note } = request.exact ? await exactOf(f, args, gradient, request) : { exact: [], note: undefined };
  const book = request.book ? bookGradient(f, args, wrt) : undefined;
  return {
    ...gradient,
    parameters: gradient.parameters.map((parameter, k) => ({
      ...parameter,
      exact: exact[k] ?? null,
      ...(book && { book: mapNested(parameter.gradient, (_, i) => finiteOrNull(book[k]![i])) }),
    })),
    ...(note && { exactNote: note }),
    milliseconds: performance.now() - started,
  };
}

/** A full ladder of steps may take so many milliseconds; what would take longer is done fast. */
const PATIENCE_MS = 1000;

/** Calls that a full ladder makes for one number. */
const CALLS_OF_LADDER = 50;

/** The adaptive method is the fast one for functions that take long. */
function methodFor(f: Multivariate, args: readonly Value[], method: GradientMethod): GradientMethod {
  if (method !== 'adaptive') return method;
  const started = performance.now();
  try {
    f(copyArguments(args));
  } catch {
    return method; // what it throws is told by the gradient
  }
  const needed = (performance.now() - started) * CALLS_OF_LADDER * variablesOf([...args]).length;
  return needed > PATIENCE_MS ? 'fast' : method;
}

function finiteOrNull(x: number | undefined): number | null {
  return x !== undefined && Number.isFinite(x) ? x : null;
}

/** Exact derivatives, checked by numerical ones whose steps suit the function. Their parser is loaded only here. */
async function exactOf(
  f: Multivariate,
  args: readonly Value[],
  gradient: Gradient,
  { source, wrt }: GradientRequest,
): Promise<ExactGradient> {
  const { loadExact } = await import('../../source/exact/exact');
  const names = source.site.parameters.map(({ name }) => name);
  const isChosen = gradient.method === 'adaptive' || gradient.method === 'fast';
  const numeric = isChosen ? gradient : gradientAt(f, args, { names, ...(wrt && { wrt }) });
  return exactGradient(await loadExact(source, f), args, numeric, wrt);
}
