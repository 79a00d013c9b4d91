import type { Argument } from '../numerics/argument';
import { Problem } from '../numerics/problem';
import { lookAt } from './lookAt';
import type { Parameter, ParameterForm } from './parameters';

/**
 * The point a person writes: the positional arguments as JSON, with or without the outer brackets; for a function of
 * one parameter also that argument itself, so that `3, 4`, `[3, 4]` and `[[3, 4]]` are the same vector.
 *
 * @param parameters those of the function; arguments of optional ones may be left out
 * @throws Problem `point-syntax`, `point-count`, `point-number`, `point-shape`, `point-ragged`, `point-empty`
 */
export function parsePoint(text: string, parameters: readonly Parameter[]): Argument[] {
  const values = readValues(text);
  const args = positional(values, parameters);
  const required = requiredOf(parameters);
  if (!countFits(args, parameters)) {
    throw new Problem('point-count', {
      found: args.length,
      expected: required === parameters.length ? required : `${required}–${parameters.length}`,
      names: parameters.map(({ name }) => name).join(', '),
    });
  }
  return args.map((value, index) => toArgument(value, parameters[index]!));
}

function readValues(text: string): unknown[] {
  const trimmed = text.trim();
  if (trimmed === '') throw new Problem('point-syntax', { found: '' });
  try {
    return JSON.parse(`[${trimmed}]`) as unknown[];
  } catch {
    throw new Problem('point-syntax', { found: trimmed });
  }
}

function requiredOf(parameters: readonly Parameter[]): number {
  return parameters.filter(({ optional }) => !optional).length;
}

function countFits(args: readonly unknown[], parameters: readonly Parameter[]): boolean {
  return args.length >= requiredOf(parameters) && args.length <= parameters.length;
}

/** The arguments in the values that stand between the outermost brackets: the first reading that fits the parameters. */
function positional(values: readonly unknown[], parameters: readonly Parameter[]): readonly unknown[] {
  const [only] = values;
  const inner = values.length === 1 && Array.isArray(only) ? (only as unknown[]) : undefined;
  const alone = requiredOf(parameters) <= 1;
  const readings = [
    ...(inner && parameters[0]?.form.kind === 'unknown' && inner.length === 1 && Array.isArray(inner[0])
      ? [inner]
      : []),
    values,
    ...(inner ? [inner] : []), // [2, [3, 4]]: all of them in brackets
    ...(alone ? [[values]] : []), // 3, 4: the only one without brackets
  ];
  const fitting = readings.find(
    args => countFits(args, parameters) && args.every((arg, i) => fits(arg, parameters[i]!)),
  );
  return fitting ?? closest(values, inner, parameters, alone);
}

/** The reading whose problem tells a person most, where none fits. */
function closest(
  values: readonly unknown[],
  inner: readonly unknown[] | undefined,
  parameters: readonly Parameter[],
  alone: boolean,
): readonly unknown[] {
  const isVector = alone && depthOf(parameters[0]!.form) !== 0;
  if (countFits(values, parameters) && (isVector || !alone)) return values;
  return isVector ? [values] : (inner ?? values);
}

function fits(value: unknown, { form }: Parameter): boolean {
  const depth = depthOf(form);
  return depth === undefined || nesting(value) === depth;
}

/** How deep the argument of a parameter is nested; undefined where that is not said. */
function depthOf(form: ParameterForm): number | undefined {
  return form.kind === 'numbers' ? form.depth : undefined;
}

/** How deep the first element is nested. */
function nesting(value: unknown): number {
  let depth = 0;
  for (let item = value; Array.isArray(item); item = (item as unknown[])[0]) depth++;
  return depth;
}

function toArgument(value: unknown, { name, form }: Parameter): Argument {
  const argument = numbersIn(value, name);
  const depth = nesting(argument);
  checkRegular(argument, depth, name);
  if (form.kind !== 'numbers') return argument;
  const lengthFits = form.length === undefined || (argument as Argument[]).length === form.length;
  if (depth === form.depth && lengthFits) return argument;
  throw new Problem('point-shape', {
    name,
    expected: form.depth,
    length: form.length ?? -1,
    found: shorten(value),
  });
}

/** JSON knows neither NaN nor infinity; they are written as strings. */
const NON_FINITE: Readonly<Record<string, number>> = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity };

/** Deeper arrays of numbers nobody differentiates; it also keeps the recursion short. */
const MAX_DEPTH = 8;

function numbersIn(value: unknown, name: string, depth = 0): Argument {
  if (typeof value === 'number') return value;
  if (Array.isArray(value) && depth < MAX_DEPTH) return value.map(item => numbersIn(item, name, depth + 1));
  if (typeof value === 'string' && Object.hasOwn(NON_FINITE, value)) return NON_FINITE[value]!;
  throw new Problem('point-number', { name, found: shorten(value) });
}

function shorten(value: unknown): string {
  const text = lookAt(() => JSON.stringify(value), '[…'); // too deep to be written
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function checkRegular(argument: Argument, depth: number, name: string): void {
  if (typeof argument === 'number') return;
  if (argument.length === 0) throw new Problem('point-empty', { name });
  const lengths = new Set<number>();
  for (const item of argument as Argument[]) {
    if (nesting(item) !== depth - 1) throw new Problem('point-ragged', { name });
    if (typeof item !== 'number') {
      lengths.add(item.length);
      checkRegular(item, depth - 1, name);
    }
  }
  if (lengths.size > 1) throw new Problem('point-ragged', { name });
}

/**
 * The point as it is written in the input box, so that it reads back as the same: `5`, `3, 4`, `[1, 2], 3`.
 *
 * @param parameters those of the function; without, it is taken to have as many as there are arguments
 */
export function formatPoint(args: readonly Argument[], parameters: readonly unknown[] = args): string {
  const text = (argument: Argument): string =>
    typeof argument === 'number' ? writeNumber(argument) : `[${Array.from(argument, text).join(', ')}]`;
  const written = args.map(text).join(', ');
  const [only] = args;
  if (args.length !== 1 || only === undefined || typeof only === 'number') return written;
  const isVector = typeof only[0] === 'number';
  if (!isVector) return only.length === 1 ? `[${written}]` : written; // [[3, 4]] may be a vector in brackets
  return parameters.length === 1 && only.length > 1 ? written.slice(1, -1) : written;
}

function writeNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : `"${value}"`;
}
