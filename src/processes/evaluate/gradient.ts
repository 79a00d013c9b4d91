import { coordinatesOf, type Argument } from '../../numerics/argument';
import { DIFFERENCE_METHODS } from '../../numerics/differences';
import { gradientAt, partialAt, sliceAt, type Multivariate, type Variable } from '../../numerics/gradient';
import { numericCall } from '../../source/call';
import { loadFunction } from '../../source/load';
import type { Curve, GradientReport, GradientRequest } from './protocol';

/**
 * Loads the user's function and differentiates it.
 *
 * @throws Problem what keeps the module from being loaded
 */
export async function gradientReport(request: GradientRequest): Promise<GradientReport> {
  const started = performance.now();
  const { source, args, method, step, wrt } = request;
  const { parameters } = source.site;
  const f = numericCall(await loadFunction(source), parameters);
  const names = parameters.map(({ name }) => name);
  const gradient = gradientAt(f, args, { method, step, names, ...(wrt && { wrt }) });
  const curve = request.curve === undefined || gradient.value === null ? {} : { curve: curveOf(f, request) };
  return { ...gradient, ...curve, milliseconds: performance.now() - started };
}

/** Points a curve is drawn through. */
const CURVE_POINTS = 201;

function curveOf(f: Multivariate, { args, curve = 0, step }: GradientRequest): Curve {
  const variables = variablesOf(args);
  const index = curve < variables.length ? curve : 0; // another point may have fewer numbers
  const variable = variables[index]!;
  const at = coordinatesOf(args, variable.parameter)[variable.component]!;
  const x = at.container[at.key] as number;
  const xs = around(x);
  const differences = DIFFERENCE_METHODS.map(method => ({
    method,
    ...partialAt(f, args, variable, step, method),
  }));
  return { index, at: x, xs, ys: sliceAt(f, args, variable, xs), differences };
}

/** The numbers among the arguments, over all parameters. */
function variablesOf(args: Argument[]): Variable[] {
  return args.flatMap((_, parameter) =>
    coordinatesOf(args, parameter).map((_coordinate, component) => ({ parameter, component })),
  );
}

/** Evenly spaced points about x, wide enough to see how the function bends, x itself in the middle. */
function around(x: number): Float64Array<ArrayBuffer> {
  const reach = Math.max(2, 1.5 * Math.abs(x));
  const middle = (CURVE_POINTS - 1) / 2;
  return Float64Array.from({ length: CURVE_POINTS }, (_, i) => x + (reach * (i - middle)) / middle);
}
