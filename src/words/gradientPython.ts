import { isArgument, type NestedOf, type Value } from '../numerics/argument';
import { pythonValue } from './codeValues';
import { isReproducible } from './gradientCode';
import type { GradientReport } from './gradientReport';

/** A function in Python, with all that it needs but the library. */
export interface PythonFunction {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly lines: readonly string[];
  /** Modules of Python's own that it needs. */
  readonly imports: readonly string[];
  /** Functions and constants that the lines define. */
  readonly defined: readonly string[];
  /** It calls functions whose last digit may be another in JavaScript. */
  readonly isRounded: boolean;
  /** With PyTorch it always gives a tensor that its arguments led to. */
  readonly isTraced: boolean;
}

/**
 * A script that computes the value and the central differences of the book, h = 1e-4, with NumPy and prints them; each
 * with what it gave here.
 *
 * @returns undefined where the function does not give one number, or is given something else than numbers
 */
export function gradientNumpy(report: GradientReport, code: PythonFunction): string | undefined {
  const given = givenIn(report, code, 'np');
  if (!given) return undefined;
  const { names, values, call } = given;
  const arrays = values.map((value, index) => `${names[index]!} = ${arrayOf(value)}`);
  const { changesArguments, parameters, value } = report.gradient;
  const copies = names.map(name => (changesArguments ? `${name}.copy()` : name));
  const printed = parameters.map(({ name, book }) => {
    const index = report.names.indexOf(name);
    const moved = (sign: string) => call(copies.map((each, i) => (i === index ? `${names[i]!} ${sign} h` : each)));
    const difference =
      typeof values[index] === 'number'
        ? `(${moved('+')} - ${moved('-')}) / (2 * h)`
        : `numerical_gradient(lambda: ${call(copies)}, ${names[index]!}).tolist()`;
    return `print(${difference})${resultComment(book ?? null, code)}`;
  });
  const usesArrays = printed.some(line => line.includes('numerical_gradient('));
  return [
    ...[...code.imports].map(module => `import ${module}`),
    'import numpy as np',
    ...['', '', ...code.lines, '', ''],
    ...(usesArrays ? [...NUMERICAL_GRADIENT, '', ''] : []),
    'h = 1e-4',
    ...arrays,
    `print(${call(copies)})${resultComment(value as number, code)}`,
    ...printed,
    '',
  ].join('\n');
}

/**
 * A script that computes the value and the exact gradient with PyTorch and prints them; each with what it gave here.
 *
 * @returns undefined where the function does not give one number, changes its arguments, or is given something else, and
 *   where the exact gradient is not known: what cannot be traced here gives something else there, too
 */
export function gradientTorch(report: GradientReport, code: PythonFunction): string | undefined {
  const given = givenIn(report, code, 'torch');
  const isExact = report.gradient.parameters.every(({ exact = null }) => !hasNull(exact));
  if (!given || !isExact || report.gradient.changesArguments) return undefined;
  const { names, values, call } = given;
  const result = freeName('y', new Set([...names, ...code.defined]));
  const tensors = values.map(
    (value, index) =>
      `${names[index]!} = torch.tensor(${pythonValue(value, 'torch')}, dtype=torch.float64, requires_grad=True)`,
  );
  // Where f gives a constant, no tensor of it leads back to the arguments.
  const zero = names.map(name => `${name}.sum()`).join(' + ');
  const called = code.isTraced ? call(names) : `${call(names)} + 0 * ${names.length > 1 ? `(${zero})` : zero}`;
  return [
    ...code.imports.map(module => `import ${module}`),
    'import torch',
    ...['', '', ...code.lines, '', ''],
    ...tensors,
    `${result} = ${called}`,
    `${result}.backward()`,
    `print(${result}.item())${resultComment(report.gradient.value as number, code)}`,
    ...report.gradient.parameters.map(({ name, exact = null }) => {
      const index = report.names.indexOf(name);
      return `print(${names[index]!}.grad.tolist())${resultComment(exact, code)}`;
    }),
    '',
  ].join('\n');
}

/** The book's gradient: each number is moved and put back. */
const NUMERICAL_GRADIENT = [
  'def numerical_gradient(f, x):',
  '    grad = np.zeros_like(x)',
  '    for i in np.ndindex(x.shape):',
  '        value = x[i]',
  '        x[i] = value + h',
  '        above = f()',
  '        x[i] = value - h',
  '        below = f()',
  '        x[i] = value',
  '        grad[i] = (above - below) / (2 * h)',
  '    return grad',
];

interface Given {
  readonly names: readonly string[];
  readonly values: readonly Value[];
  readonly call: (args: readonly string[]) => string;
}

/** What the function is given, where that is numbers, vectors and matrices only. */
function givenIn(report: GradientReport, code: PythonFunction, library: 'np' | 'torch'): Given | undefined {
  if (!isReproducible(report) || !report.args.every(isRegular)) return undefined;
  const taken = new Set([...code.defined, ...code.imports, library]);
  const names = code.parameters.slice(0, report.args.length).map(name => {
    const free = freeName(name, taken);
    taken.add(free);
    return free;
  });
  return { names, values: report.args, call: args => `${code.name}(${args.join(', ')})` };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  while (taken.has(free)) free += '_';
  return free;
}

function isRegular(value: Value): boolean {
  return isArgument(value) && shapeOf(value) !== undefined;
}

/** The lengths along each axis; undefined where rows differ. */
function shapeOf(value: Value): readonly number[] | undefined {
  if (typeof value === 'number') return [];
  const rows = Array.from(value as ArrayLike<Value>, shapeOf);
  const [first] = rows;
  return first && rows.every(row => String(row) === String(first)) ? [rows.length, ...first] : undefined;
}

function arrayOf(value: Value): string {
  if (typeof value === 'number') return `np.float64(${pythonValue(value, 'np')})`;
  return `np.array(${pythonValue(value, 'np')})`;
}

/** What a line prints; about, where the last digit may be another in Python. */
function resultComment(value: NestedOf<number | null>, { isRounded }: PythonFunction): string {
  return `  # ${isRounded ? '≈ ' : ''}${pythonValue(value, 'np').replaceAll('np.', '')}`;
}

function hasNull(value: NestedOf<number | null>): boolean {
  return Array.isArray(value) ? value.some(hasNull) : value === null;
}
