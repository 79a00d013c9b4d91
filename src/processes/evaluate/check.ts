import { coordinatesOf, type Value } from '../../numerics/argument';
import { differencePattern } from '../../numerics/differencePattern';
import { explanation } from '../../numerics/gradient';
import { checkGradient, type CheckedPoint, type Compared, type GradientCheck } from '../../numerics/gradientCheck';
import type { ProblemData } from '../../numerics/problem';
import { readGradient } from '../../source/analyticGradient';
import { callWith, givenArguments, numericCall } from '../../source/call';
import { likelyCause } from '../../source/likelyCause';
import { loadFunctions } from '../../source/load';
import { languageOfFile } from '../../source/script';
import type { CheckedComponent, CheckReport, CheckRequest } from './protocol';

/**
 * Loads a function of the user with a derivative that they wrote, and compares that with the numeric one.
 *
 * @throws Problem what keeps the module from being loaded
 */
export async function checkReport(request: CheckRequest): Promise<CheckReport> {
  const started = performance.now();
  const { source, function: site, derivative, wrt, points, seed, rtol, chosen } = request;
  const [f, g] = await loadFunctions(source, [site, derivative]);
  const names = site.parameters.map(({ name }) => name);
  const check = checkGradient(
    numericCall(f!),
    (args, output) =>
      readGradient(callWith(g!, args), { names, args: request.args, output, ...(wrt !== undefined && { wrt }) }),
    givenArguments(request.args, site.parameters),
    { points, seed, chosen, ...(rtol !== undefined && { rtol }) },
  );
  const [first] = check.points;
  const component = componentOf(check, names);
  const cause = causeOf(check, request);
  return {
    verdict: check.verdict,
    points: check.points.length,
    wrt: first?.parts.map(({ parameter }) => names[parameter]!) ?? [],
    ...(component && { component }),
    ...(cause && { cause }),
    ...(check.problem && { problem: check.problem }),
    milliseconds: performance.now() - started,
  };
}

function componentOf({ worst }: GradientCheck, names: readonly string[]): CheckedComponent | undefined {
  if (!worst) return undefined;
  const { point, compared } = worst;
  const { parameter, index, analytic, numeric, verdict } = compared;
  const coordinates = coordinatesOf([...point.args], parameter);
  const coordinate = coordinates[index % coordinates.length]!;
  const { derivative, error, left, right } = numeric;
  return {
    parameter: names[parameter]!,
    index,
    ...(typeof point.output !== 'number' && { row: Math.floor(index / coordinates.length) }),
    position: coordinate.position,
    analytic,
    numeric: derivative,
    error,
    ...(left !== undefined && { left }),
    ...(right !== undefined && { right }),
    ...(verdict === 'inconclusive' && { reason: explanation(numeric, names[parameter]!, coordinate) }),
    at: [...point.args],
  };
}

/** What makes a derivative wrong or suspicious, as far as that can be told. */
function causeOf({ verdict, worst, points }: GradientCheck, request: CheckRequest): ProblemData | undefined {
  if (!worst || (verdict !== 'wrong' && verdict !== 'suspicious')) return undefined;
  const pattern = differencePattern(points, worst.compared, squareSize(worst.point, worst.compared));
  const { source, derivative, called, args } = request;
  const language = languageOfFile(source.file) ?? 'typescript';
  return pattern && likelyCause(pattern, { text: source.text, language, parts: [derivative, ...called], args });
}

/** How many rows and columns a derivative has that is a square matrix: a Jacobian, or like a matrix. */
function squareSize({ args, output, compared }: CheckedPoint, { parameter }: Compared): number | undefined {
  const count = compared.filter(each => each.parameter === parameter).length;
  const size = Math.sqrt(count);
  const rows = typeof output === 'number' ? lengthOf(args[parameter]!) : output.length;
  return rows === size && size > 1 ? size : undefined;
}

function lengthOf(value: Value): number {
  return Array.isArray(value) && Array.isArray(value[0]) ? value.length : 1;
}
