import type { Value } from '../numerics/argument';
import { typeScriptArgument } from './codeValues';

/** A unit test that holds a function and its derivatives to what they are at a point. */
export interface PinnedTest {
  /** The function as it is called, and the point: what the test is called by. */
  readonly title: string;
  /** What is called: `f`, `Loss.mse`. */
  readonly callee: string;
  readonly args: readonly Value[];
  /** Of each parameter the typed array that it asks for. */
  readonly arrays: readonly (string | undefined)[];
  readonly value: Expected;
  readonly derivatives: readonly PinnedDerivative[];
  /** The derivative that a person wrote of it, with what its numbers must be. */
  readonly written?: { readonly callee: string; readonly numbers: readonly Expected[] };
  readonly imports: readonly TestImport[];
  /** How the file of the test is written. */
  readonly style: TestStyle;
}

/** A number, and how far from it another may be. */
export interface Expected {
  readonly number: number;
  readonly tolerance: number;
}

/** A derivative with respect to one number, by differences over five points. */
export interface PinnedDerivative extends Expected {
  readonly parameter: number;
  /** Where the number stands in its argument. */
  readonly position: readonly number[];
  /** Its value, and the step. */
  readonly at: number;
  readonly step: number;
}

/** What a test needs of a module. */
export interface TestImport {
  readonly name: string;
  readonly isDefault: boolean;
  /** As it is written in the test: `./functions`. */
  readonly module: string;
}

export interface TestStyle {
  readonly framework: TestFramework;
  readonly isTyped: boolean;
  /** Modules are imported; else they are required. */
  readonly isModule: boolean;
}

/** What runs the tests of a project. */
export const TEST_FRAMEWORKS = ['vitest', 'jest', 'mocha', 'node:test'] as const;
export type TestFramework = (typeof TEST_FRAMEWORKS)[number];

/** A file's text, and the line of the test in it, from 1. */
export interface WrittenTest {
  readonly text: string;
  readonly line: number;
}

/**
 * The file with the test: what it imports, the test at the end or in place of an earlier one of the same title, and the
 * functions it calls.
 *
 * @param existing the file as it is; undefined where there is none
 */
export function withPinnedTest(existing: string | undefined, test: PinnedTest): WrittenTest {
  const imported = withImports(existing ?? '', test);
  const block = testBlock(test);
  const [before, after] = aroundTest(imported, test.title);
  const helpers = HELPERS.filter(
    ({ name }) => isMissing(imported, name) && block.some(line => line.includes(name)),
  ).flatMap(({ lines }) => ['', ...lines(test.style)]);
  const text = `${before}${block.join('\n')}\n${after}${helpers.length > 0 ? `${helpers.join('\n')}\n` : ''}`;
  return { text, line: before.split('\n').length };
}

function isMissing(text: string, name: string): boolean {
  return !new RegExp(`\\b(?:function|const) ${name}\\b`).test(text);
}

/** What stands before and after the test of a title; of a new one, before it is all but the functions it calls. */
function aroundTest(text: string, title: string): [before: string, after: string] {
  const word = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const same = new RegExp(`^(?:test|it)\\((['"\`])${word}\\1,[^\\n]*\\n[\\s\\S]*?^\\}\\);?\\n?`, 'm').exec(text);
  if (same) return [text.slice(0, same.index), text.slice(same.index + same[0].length)];
  const helper = /\n*^\/\*\* [^\n]*\n(?:export )?function (?:near|derivative|numbersIn)\b/m.exec(text);
  const end = helper?.index ?? text.length;
  const before = text.slice(0, end).trimEnd();
  return [before === '' ? '' : `${before}\n\n`, text.slice(end).replace(/^\n*(?=.)/s, '\n')];
}

function testBlock({ title, callee, args, arrays, value, derivatives, written, style }: PinnedTest): string[] {
  const call = (name: string, parameter?: number, open?: readonly number[]) => {
    const given = args.map((each, i) => typeScriptArgument(each, arrays[i], i === parameter ? open : undefined));
    return `${name}(${given.join(', ')})`;
  };
  const lines = [
    `near(${call(callee)}, ${numbers(value)});`,
    ...derivatives.map(each => {
      const along = `x => ${call(callee, each.parameter, each.position)}`;
      return `near(derivative(${along}, ${each.at}, ${each.step}), ${numbers(each)});`;
    }),
  ];
  if (written) {
    const [only] = written.numbers;
    const isOne = written.numbers.length === 1;
    const name = isOne ? `numbersIn(${call(written.callee)})[0]` : 'written[$]';
    if (!isOne) lines.push(`const written = numbersIn(${call(written.callee)});`);
    if (isOne && only) lines.push(`near(${name}, ${numbers(only)});`);
    else
      lines.push(
        ...written.numbers.map((each, index) => `near(${name.replace('$', String(index))}, ${numbers(each)});`),
      );
  }
  const word = style.framework === 'mocha' ? 'it' : 'test';
  return [`${word}(${quoted(title)}, () => {`, ...lines.map(line => `  ${line}`), '});'];
}

function numbers({ number, tolerance }: Expected): string {
  return `${Object.is(number, -0) ? 0 : number}, ${tolerance}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\s+/g, ' ')}'`;
}

/** The file with all that the test imports, each module once. */
function withImports(text: string, { imports, style }: PinnedTest): string {
  const needed = [...frameworkImport(style), ...imports];
  return needed.reduce((all, each) => (style.isModule ? imported(all, each) : required(all, each)), text);
}

function frameworkImport({ framework }: TestStyle): TestImport[] {
  if (framework !== 'vitest' && framework !== 'node:test') return []; // theirs are global
  return [{ name: 'test', isDefault: false, module: framework }];
}

function imported(text: string, { name, isDefault, module }: TestImport): string {
  const from = `from ['"]${module.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"]`;
  if (isDefault) {
    const known = new RegExp(`^import ${name}\\b[^\\n]*${from}`, 'm').test(text);
    return known ? text : atTop(text, `import ${name} from '${module}';`, /^import [^\n]*\n/gm);
  }
  const line = new RegExp(`^import \\{([^}]*)\\} ${from}`, 'm').exec(text);
  return extended(text, line, name) ?? atTop(text, `import { ${name} } from '${module}';`, /^import [^\n]*\n/gm);
}

function required(text: string, { name, isDefault, module }: TestImport): string {
  const from = `= require\\(['"]${module.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"]\\)`;
  const lines = /^const [^\n]*= require\([^\n]*\n/gm;
  if (isDefault) {
    const known = new RegExp(`^const ${name} ${from}`, 'm').test(text);
    return known ? text : atTop(text, `const ${name} = require('${module}');`, lines);
  }
  const line = new RegExp(`^const \\{([^}]*)\\} ${from}`, 'm').exec(text);
  return extended(text, line, name) ?? atTop(text, `const { ${name} } = require('${module}');`, lines);
}

/** The text with a further name in a line that takes some of the same module. */
function extended(text: string, line: RegExpExecArray | null, name: string): string | undefined {
  if (!line) return undefined;
  const names = line[1]!.split(',').map(each => each.trim());
  if (names.includes(name)) return text;
  const list = [...names.filter(each => each !== ''), name].join(', ');
  const whole = line[0].replace(`{${line[1]!}}`, `{ ${list} }`);
  return text.slice(0, line.index) + whole + text.slice(line.index + line[0].length);
}

/** The text with a line after the last of its kind, or as its first. */
function atTop(text: string, line: string, kind: RegExp): string {
  const last = [...text.matchAll(kind)].at(-1);
  const end = last ? last.index + last[0].length : 0;
  const rest = text.slice(end);
  return `${text.slice(0, end)}${line}\n${last || rest === '' ? '' : '\n'}${rest}`;
}

/** Functions that the tests call, at the end of the file. */
const HELPERS: readonly { readonly name: string; readonly lines: (style: TestStyle) => readonly string[] }[] = [
  {
    name: 'near',
    lines: ({ isTyped }) => [
      '/** Fails where a number is not the one expected, give or take. */',
      isTyped
        ? 'function near(actual: number | undefined, expected: number, tolerance: number): void {'
        : 'function near(actual, expected, tolerance) {',
      isTyped
        ? '  if (actual === undefined || !(Math.abs(actual - expected) <= tolerance))'
        : '  if (!(Math.abs(actual - expected) <= tolerance))',
      '    throw new Error(`${actual} instead of ${expected} ± ${tolerance}`);',
      '}',
    ],
  },
  {
    name: 'derivative',
    lines: ({ isTyped }) => [
      '/** The derivative of f at x by differences over five points. */',
      isTyped
        ? 'function derivative(f: (x: number) => number, x: number, h: number): number {'
        : 'function derivative(f, x, h) {',
      '  return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);',
      '}',
    ],
  },
  {
    name: 'numbersIn',
    lines: ({ isTyped }) => [
      '/** The numbers of a derivative, one after the other. */',
      isTyped ? 'function numbersIn(value: unknown): number[] {' : 'function numbersIn(value) {',
      `  return typeof value === 'number' ? [value] : Object.values(value${isTyped ? ' as object' : ''}).flatMap(numbersIn);`,
      '}',
    ],
  },
];
