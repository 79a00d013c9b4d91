import type { Value } from '../../numerics/argument';
import { DEFAULT_STEP, DIFFERENCE_METHODS } from '../../numerics/differences';
import type { Multivariate } from '../../numerics/evaluator';
import { gradientAt } from '../../numerics/gradient';
import { numberOf, partialsBy, sliceAt, variablesOf } from '../../numerics/slice';
import { givenArguments, numericCall } from '../../source/call';
import { loadFunction } from '../../source/load';
import type { Curve, GradientReport, GradientRequest } from './protocol';

/**
 * Loads the user's function and differentiates it.
 *
 * @throws Problem what keeps the module from being loaded
 */
export async function gradientReport(request: GradientRequest): Promise<GradientReport> {
  const started = performance.now();
  const { source, method, step, wrt } = request;
  const { parameters } = source.site;
  const f = numericCall(await loadFunction(source));
  const args = givenArguments(request.args, parameters);
  const names = parameters.map(({ name }) => name);
  const gradient = gradientAt(f, args, { method, names, ...(step && { step }), ...(wrt && { wrt }) });
  const isCurve = request.curve !== undefined && typeof gradient.value === 'number';
  return {
    ...gradient,
    parameters: gradient.parameters.map(parameter => ({ ...parameter, exact: null })),
    ...(isCurve && { curve: curveOf(f, args, request) }),
    milliseconds: performance.now() - started,
  };
}

/** Points a curve is drawn through. */
const CURVE_POINTS = 201;

function curveOf(f: Multivariate, args: Value[], { curve = 0, step = DEFAULT_STEP }: GradientRequest): Curve {
  const variables = variablesOf(args);
  const index = curve < variables.length ? curve : 0; // another point may have fewer numbers
  const variable = variables[index]!;
  const x = numberOf(args, variable);
  const xs = around(x);
  const partials = partialsBy(
    f,
    args,
    variable,
    DIFFERENCE_METHODS.map(method => ({ method, step })),
  );
  const differences = partials.map(({ derivative, error }, i) => ({
    method: DIFFERENCE_METHODS[i]!,
    derivative,
    error,
  }));
  return { index, at: x, xs, ys: sliceAt(f, args, variable, xs), differences };
}

/** Evenly spaced points about x, wide enough to see how the function bends, x itself in the middle. */
function around(x: number): Float64Array<ArrayBuffer> {
  const reach = Math.max(2, 1.5 * Math.abs(x));
  const middle = (CURVE_POINTS - 1) / 2;
  return Float64Array.from({ length: CURVE_POINTS }, (_, i) => x + (reach * (i - middle)) / middle);
}
