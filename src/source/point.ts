import { isDeepStrictEqual } from 'node:util';
import { isArgument, type Argument, type Value } from '../numerics/argument';
import { Problem } from '../numerics/problem';
import { lookAt } from './lookAt';
import type { Parameter } from './parameters';
import { shortened } from './shortened';
import type { ParameterForm } from './types';

/**
 * The point a person writes: the positional arguments as JSON, with or without the outer brackets; for a function of
 * one parameter also that argument itself, so that `3, 4`, `[3, 4]` and `[[3, 4]]` are the same vector. What a
 * parameter that takes no numbers is given is the value itself.
 *
 * @param parameters those of the function; arguments of optional ones may be left out
 * @throws Problem `point-syntax`, `point-count`, `point-number`, `point-shape`, `point-ragged`, `point-empty`,
 *   `point-ungivable`, and `point-without-numbers` where there is nothing to differentiate with respect to
 */
export function parsePoint(text: string, parameters: readonly Parameter[]): Value[] {
  const values = readValues(text);
  const given = positional(values, parameters);
  const required = requiredOf(parameters);
  if (!countFits(given, parameters)) {
    throw new Problem('point-count', {
      found: given.length,
      expected: required === parameters.length ? required : `${required}–${parameters.length}`,
      names: parameters.map(({ name }) => name).join(', '),
    });
  }
  const args = given.map((value, index) => toValue(value, parameters[index]!));
  if (!args.some(isArgument)) throw new Problem('point-without-numbers', { found: shorten(given) });
  return args;
}

/** The same; undefined where the text is no point of the function. */
export function pointOrNone(text: string, parameters: readonly Parameter[]): Value[] | undefined {
  try {
    return parsePoint(text, parameters);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Arguments of a call in the text, where they are a point of the function: f(3, 4) gives no vector (3, 4). */
export function pointOfCall(args: readonly Value[], parameters: readonly Parameter[]): Value[] | undefined {
  const point = pointOrNone(formatPoint(args, parameters), parameters);
  return point && isDeepStrictEqual(point, args) ? point : undefined;
}

function readValues(text: string): Value[] {
  const trimmed = text.trim();
  if (trimmed === '') throw new Problem('point-syntax', { found: '' });
  try {
    return JSON.parse(`[${trimmed}]`) as Value[];
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
function positional(values: readonly Value[], parameters: readonly Parameter[]): readonly Value[] {
  const [only] = values;
  const inner = values.length === 1 && Array.isArray(only) ? only : undefined;
  const alone = requiredOf(parameters) <= 1;
  const readings: (readonly Value[])[] = [
    ...(inner && parameters[0]?.form.kind === 'unknown' && inner.length === 1 && Array.isArray(inner[0])
      ? [inner]
      : []),
    values,
    ...(inner ? [inner] : []), // [2, [3, 4]]: all of them in brackets
    ...(alone ? [[[...values]]] : []), // 3, 4: the only one without brackets
  ];
  const fitting = readings.find(
    args => countFits(args, parameters) && args.every((arg, i) => fits(arg, parameters[i]!)),
  );
  return fitting ?? closest(values, inner, parameters, alone);
}

/** The reading whose problem tells a person most, where none fits. */
function closest(
  values: readonly Value[],
  inner: readonly Value[] | undefined,
  parameters: readonly Parameter[],
  alone: boolean,
): readonly Value[] {
  const isVector = alone && depthOf(parameters[0]!.form) !== 0;
  if (countFits(values, parameters) && (isVector || !alone)) return values;
  return isVector ? [[...values]] : (inner ?? values);
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

/** What a parameter is given. */
function toValue(value: Value, parameter: Parameter): Value {
  const { name, form } = parameter;
  switch (form.kind) {
    case 'numbers':
      return toArgument(value, parameter);
    case 'unknown':
      return form.numbers || holdsNumbers(value) ? toArgument(value, parameter) : plain(value, parameter);
    case 'other':
      return plain(value, parameter);
    case 'ungivable':
      throw new Problem('point-ungivable', { name, type: form.type });
  }
}

function toArgument(value: Value, { name, form }: Parameter): Argument {
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

/** Whether nothing but numbers is in a value, which may be too deep to be looked through. */
function holdsNumbers(value: Value, depth = 0): boolean {
  if (Array.isArray(value)) return depth >= MAX_DEPTH || value.every(item => holdsNumbers(item, depth + 1));
  return typeof value === 'number' || (typeof value === 'string' && Object.hasOwn(NON_FINITE, value));
}

/** Values nested deeper than this are written by nobody; it also keeps the recursion short. */
const MAX_NESTING = 100;

/** A value of another kind, as it is. */
function plain(value: Value, { name }: Parameter): Value {
  const check = (item: Value, depth: number): void => {
    if (typeof item !== 'object' || item === null) return;
    if (depth > MAX_NESTING) throw new Problem('point-number', { name, found: shorten(value) });
    for (const each of Object.values(item) as Value[]) check(each, depth + 1);
  };
  check(value, 0);
  return value;
}

/** JSON knows neither NaN nor infinity; they are written as strings. */
const NON_FINITE: Readonly<Record<string, number>> = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity };

/** Deeper arrays of numbers nobody differentiates; it also keeps the recursion short. */
const MAX_DEPTH = 8;

function numbersIn(value: Value, name: string, depth = 0): Argument {
  if (typeof value === 'number') return value;
  if (Array.isArray(value) && depth < MAX_DEPTH) return value.map(item => numbersIn(item, name, depth + 1));
  if (typeof value === 'string' && Object.hasOwn(NON_FINITE, value)) return NON_FINITE[value]!;
  throw new Problem('point-number', { name, found: shorten(value) });
}

function shorten(value: unknown): string {
  return shortened(lookAt(() => JSON.stringify(value), '[…')); // too deep to be written
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
  // Several matrices, such as the weights of layers, may differ.
  if (lengths.size > 1 && depth === 2) throw new Problem('point-ragged', { name });
}

/**
 * The point as it is written in the input box, so that it reads back as the same: `5`, `3, 4`, `[1, 2], 3`.
 *
 * @param parameters those of the function; without, it is taken to have as many as there are arguments
 */
export function formatPoint(
  args: readonly Value[],
  parameters: readonly Partial<Parameter>[] = args.map(() => ({})),
): string {
  const written = args.map((value, index) => write(value, parameters[index]?.form?.kind === 'other')).join(', ');
  const [only] = args;
  if (args.length !== 1 || typeof only !== 'object' || only === null || !isArgument(only)) return written;
  const isVector = typeof only[0] === 'number';
  if (!isVector) return only.length === 1 ? `[${written}]` : written; // [[3, 4]] may be a vector in brackets
  return parameters.length === 1 && only.length > 1 ? written.slice(1, -1) : written;
}

/** @param isPlain it is read as it stands: a string is no number there */
function write(value: Value, isPlain: boolean): string {
  if (typeof value === 'number') return writeNumber(value, isPlain);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = isPlain || !isArgument(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(value as ArrayLike<Value>, item => write(item, inner)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${write(item, inner)}`);
  return `{${entries.join(', ')}}`;
}

function writeNumber(value: number, isPlain: boolean): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isFinite(value)) return String(value);
  return isPlain && value === value ? `${value < 0 ? '-' : ''}1e999` : `"${value}"`;
}
