import { elementOf, isArgument, type Value } from '../numerics/argument';
import { typeScriptArgument, typeScriptValue } from './codeValues';
import type { GradientReport } from './gradientReport';

/** A gradient that code is to reproduce, and how the function is reached. */
export interface CodeSubject {
  readonly report: GradientReport;
  /** What is called: `f`, `Loss.mse`. */
  readonly callee: string;
  /** What defines it, where it has no name of its own. */
  readonly definition?: string;
  /** TypeScript; else JavaScript. */
  readonly isTyped: boolean;
  /** Of each parameter the typed array that it asks for. */
  readonly arrays: readonly (string | undefined)[];
}

/** Nobody pastes more numbers than this. */
const MAX_NUMBERS = 200;

/** Names that the code itself uses. */
const TAKEN = ['h', 'numericalGradient', 'console', 'value', 'i', 'above', 'below'];

/**
 * Lines of TypeScript or JavaScript that compute the value and the central differences of the book, h = 1e-4, and print
 * them; each with what it gives.
 *
 * @returns undefined where the function does not give one number, or is given too many
 */
export function gradientCode(subject: CodeSubject): string | undefined {
  const { report, callee, definition, isTyped, arrays } = subject;
  const { args, gradient } = report;
  if (!isReproducible(report)) return undefined;
  const own = (name: string) => (callee.split('.')[0] === name ? `${name}_` : name);
  const [h, numericalGradient] = [own('h'), own('numericalGradient')] as const;
  const names = argumentNames(report.names, args.length, [...TAKEN, h, numericalGradient, callee.split('.')[0]!]);
  const call = (given: readonly string[]) => `${callee}(${given.join(', ')})`;
  const given = gradient.changesArguments ? names.map(name => `structuredClone(${name})`) : names;
  const declared = args.map((value, index) => `const ${names[index]!} = ${typeScriptArgument(value, arrays[index])};`);
  const printed = gradient.parameters.map(({ name, book }) => {
    const index = report.names.indexOf(name);
    const moving = names[index]!;
    const moved = (sign: string) => call(given.map((each, i) => (i === index ? `${moving} ${sign} ${h}` : each)));
    const code =
      typeof args[index] === 'number'
        ? `(${moved('+')} - ${moved('-')}) / (2 * ${h})`
        : numericalGradientOf(numericalGradient, args[index]!, moving, `() => ${call(given)}`);
    return `console.log(${code}); // ${typeScriptValue(book as Value)}`;
  });
  return [
    ...(definition === undefined ? [] : [`const ${callee} = ${definition};`, '']),
    `const ${h} = 1e-4;`,
    ...declared,
    `console.log(${call(given)}); // ${typeScriptValue(gradient.value as number)}`,
    ...printed,
    ...(printed.some(line => line.includes(`${numericalGradient}(() =>`))
      ? ['', ...helper(numericalGradient, h, isTyped, arrays)]
      : []),
    '',
  ].join('\n');
}

/** Whether code could give the same numbers: one value, not too many arguments, and the differences are known. */
export function isReproducible({ args, gradient }: GradientReport): boolean {
  const count = args.reduce<number>((sum, value) => sum + numbersIn(value), 0);
  const isKnown = gradient.parameters.every(({ book }) => book !== undefined && book !== null);
  return typeof gradient.value === 'number' && isKnown && count <= MAX_NUMBERS;
}

function numbersIn(value: Value): number {
  if (typeof value !== 'object' || value === null || !isArgument(value)) return 1;
  return Array.from(value as ArrayLike<Value>).reduce<number>((sum, each) => sum + numbersIn(each), 0);
}

/** What arguments are called in code: as the parameters, where these are names that are free. */
function argumentNames(parameters: readonly string[], count: number, taken: readonly string[]): string[] {
  const names: string[] = [];
  for (const parameter of parameters.slice(0, count)) {
    const words = parameter.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? ['x'];
    let name = words.join('_');
    while (names.includes(name) || taken.includes(name)) name += '_';
    names.push(name);
  }
  return names;
}

/** The gradient with respect to an array, row by row where it consists of several. */
function numericalGradientOf(helperName: string, value: Value, name: string, f: string): string {
  if (typeof value !== 'object' || typeof elementOf(value as Value[], 0) === 'number')
    return `${helperName}(${f}, ${name})`;
  const row = `${name}Row`;
  return `${name}.map(${row} => ${numericalGradientOf(helperName, elementOf(value as Value[], 0), row, f)})`;
}

/** The book's gradient: each number is moved and put back. */
function helper(name: string, h: string, isTyped: boolean, arrays: readonly (string | undefined)[]): string[] {
  const types = ['number[]', ...new Set(arrays.filter(each => each !== undefined))].join(' | ');
  const signature = isTyped ? `(f: () => number, x: ${types}): number[]` : '(f, x)';
  return [
    `function ${name}${signature} {`,
    '  return Array.from(x, (value, i) => {',
    `    x[i] = value + ${h};`,
    '    const above = f();',
    `    x[i] = value - ${h};`,
    '    const below = f();',
    '    x[i] = value;',
    `    return (above - below) / (2 * ${h});`,
    '  });',
    '}',
  ];
}
