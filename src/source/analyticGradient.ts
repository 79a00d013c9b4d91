import type { Value } from '../numerics/argument';
import type { Output } from '../numerics/evaluator';
import type { AnalyticPart } from '../numerics/gradientCheck';
import { variableParameters } from '../numerics/gradient';
import { Problem } from '../numerics/problem';
import { elementCount, sameShape, type Tensor } from '../numerics/tensor';
import { lookAt, shown } from './lookAt';
import { tensorOf } from './tensorOf';

/** What a derivative is the derivative of, and where. */
export interface Differentiated {
  /** Of the function's parameters, in their order. */
  readonly names: readonly string[];
  readonly args: readonly Value[];
  /** What the function itself gives. */
  readonly output: Output;
  /** The parameter that the derivative's name says it is taken with respect to. */
  readonly wrt?: string;
}

/** A parameter that consists of numbers, and the shape of its argument. */
interface Variable {
  readonly parameter: number;
  readonly shape: readonly number[];
}

/**
 * What a person's derivative returned, in one of the forms in which people write gradients: a number or an array like
 * the only parameter, an array with one such for each parameter, an object with them by name (`{ x, y }`, `{ dx, dy }`);
 * what is like the first of several parameters is with respect to it alone. For a function of several results, Jacobians
 * or, for as many results as variables, the diagonal.
 *
 * @throws Problem `derivative-form`, `derivative-promise`
 */
export function readGradient(result: unknown, of: Differentiated): AnalyticPart[] {
  const variables = variableParameters([...of.args]).map(parameter => ({
    parameter,
    shape: shapeOf(of.args[parameter]!),
  }));
  const only = of.wrt === undefined ? undefined : variables.find(({ parameter }) => of.names[parameter] === of.wrt);
  const readings = only
    ? [() => alone(result, only, of.output)]
    : [
        () => byName(result, variables, of),
        () => (variables.length === 1 ? alone(result, variables[0]!, of.output) : undefined),
        () => inOrder(result, variables, of.output),
        () => alone(result, variables[0]!, of.output),
      ];
  for (const read of readings) {
    const parts = lookAt(read, undefined);
    if (parts) return parts;
  }
  throw formProblem(result, only ? [only] : variables, of);
}

/** The shape of an argument, which is regular. */
function shapeOf(argument: Value): readonly number[] {
  return typeof argument === 'number' ? [] : tensorOf(argument).shape;
}

/** With respect to one parameter. */
function alone(result: unknown, { parameter, shape }: Variable, output: Output): AnalyticPart[] | undefined {
  const tensor = typeof result === 'number' ? { data: Float64Array.of(result), shape: [] } : tensorOf(result);
  if (typeof output === 'number')
    return sameShape(tensor.shape, shape) ? [{ parameter, values: tensor.data }] : undefined;
  return jacobian(tensor, parameter, shape, output.length);
}

/** A row for each result: `[m][n]`, `[m]` for one variable, `[m]` followed by the parameter's own shape. */
function jacobian(
  { data, shape: found }: Tensor,
  parameter: number,
  shape: readonly number[],
  rows: number,
): AnalyticPart[] | undefined {
  const columns = elementCount(shape);
  if (sameShape(found, [rows, columns]) || sameShape(found, [rows, ...shape])) return [{ parameter, values: data }];
  if (!sameShape(found, [rows]) || rows !== columns) return undefined;
  const values = new Float64Array(rows * rows);
  for (const [i, value] of data.entries()) values[i * (rows + 1)] = value;
  return [{ parameter, values, diagonal: true }];
}

function inOrder(result: unknown, variables: readonly Variable[], output: Output): AnalyticPart[] | undefined {
  const list = Array.isArray(result) || ArrayBuffer.isView(result) ? Array.from(result as ArrayLike<unknown>) : [];
  if (list.length !== variables.length) return undefined;
  const parts = variables.map((variable, i) => alone(list[i], variable, output));
  return parts.every(part => part !== undefined) ? parts.flat() : undefined;
}

/** Some of the parameters by their names. */
function byName(result: unknown, variables: readonly Variable[], of: Differentiated): AnalyticPart[] | undefined {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return undefined;
  const record = result as Readonly<Record<string, unknown>>;
  const parts = variables.flatMap(variable => {
    const key = keysOf(of.names[variable.parameter]!).find(each => Object.hasOwn(record, each));
    return key === undefined ? [] : [alone(record[key], variable, of.output)];
  });
  return parts.length > 0 && parts.every(part => part !== undefined) ? parts.flat() : undefined;
}

/** What the derivative with respect to a parameter is called. */
function keysOf(name: string): string[] {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  return [name, `d${name}`, `d${capital}`, `d_${name}`, `grad${capital}`, `grad_${name}`];
}

/** What was found, and what was expected, as text: `{x: number, w: 2 × 3}`. */
function formProblem(result: unknown, variables: readonly Variable[], { names, output }: Differentiated): Problem {
  if (lookAt(() => typeof (result as { then?: unknown }).then === 'function', false)) {
    Promise.resolve(result).catch(() => undefined); // nobody waits for it
    return new Problem('derivative-promise');
  }
  const rows = typeof output === 'number' ? [] : [output.length];
  const expected = variables.map(({ parameter, shape }) => {
    const whole = rows.length > 0 ? [...rows, elementCount(shape)] : shape;
    return `${names[parameter]} ${shapeText(whole)}`;
  });
  return new Problem('derivative-form', { found: foundText(result), expected: expected.join(', ') });
}

function foundText(result: unknown): string {
  const text = shown(result);
  const shape = lookAt(() => tensorOf(result).shape, []);
  return shape.length > 0 ? `${text} ${shapeText(shape)}` : text;
}

/** `(2 × 3)`; `(1)` for a number. */
function shapeText(shape: readonly number[]): string {
  return shape.length === 0 ? '(1)' : `(${shape.join(' × ')})`;
}
