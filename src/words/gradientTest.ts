import type { Value } from '../numerics/argument';
import { typeScriptArgument } from './codeValues';
import { TEST_HELPERS, type TestHelper } from './gradientTestHelpers';

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
export type TestFramework = 'vitest' | 'jest' | 'mocha' | 'node:test';

/** A file of tests as it is. */
export interface TestFile {
  readonly text: string;
  /** Where the comments and directives end that it begins with. */
  readonly headEnd: number;
  /** Where its last import ends. */
  readonly importsEnd?: number;
  readonly imports: readonly ImportedName[];
  /** Imports of several names of a module: where the last of these ends. */
  readonly groups: readonly { readonly module: string; readonly end: number; readonly isEmpty: boolean }[];
  readonly tests: readonly { readonly title: string; readonly from: number; readonly to: number }[];
  /** Its own functions; each begins with the comment above it. */
  readonly functions: readonly {
    readonly name: string;
    readonly parameters: readonly string[];
    readonly from: number;
  }[];
  /** All that it declares and imports. */
  readonly names: ReadonlySet<string>;
}

/** A name that a file imports, and what it is called there. */
export interface ImportedName extends TestImport {
  readonly local: string;
}

/** A file's text, and the line of the test in it, from 1. */
export interface WrittenTest {
  readonly text: string;
  readonly line: number;
}

/** A piece of a file that is replaced. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const NO_FILE: TestFile = {
  ...{ text: '', headEnd: 0, imports: [], groups: [], tests: [], functions: [] },
  names: new Set(),
};

/**
 * The file with the test: what it imports, the test at the end or in place of an earlier one of the same title, and the
 * functions it calls. All else in the file stays as it is; names that it has for something else are left to it.
 *
 * @param file as it is; undefined where there is none
 */
export function withPinnedTest(file: TestFile = NO_FILE, test: PinnedTest): WrittenTest {
  const helpers = TEST_HELPERS.filter(({ name }) => name !== 'numbersIn' || test.written).map(helper => ({
    ...helper,
    local: freeName(helper.name, name => file.names.has(name) && !isOwn(file, helper, name)),
  }));
  const reserved = [...helpers.map(({ local }) => local), ...VARIABLES, ...(isGlobal(test.style) ? GLOBALS : [])];
  const { imports, nameOf } = importsFor(file, test, reserved);
  const [near, derivative, numbersIn = ''] = helpers.map(({ local }) => local) as [string, string, string?];
  const block = testBlock(test, nameOf, { near, derivative, numbersIn });
  const missing = helpers.filter(helper => !isOwn(file, helper, helper.local));
  const place = placeOf(file, test.title, imports.length > 0);
  const edits = [...imports, { ...place, text: `${place.before}${block.join('\n')}${place.after}` }];
  const written = edited(file.text, edits);
  const added = missing.flatMap(helper => ['', ...helper.lines(test.style, helper.local)]);
  const text = `${written}${written.endsWith('\n') ? '' : '\n'}${added.length > 0 ? `${added.join('\n')}\n` : ''}`;
  const above =
    edited(
      file.text.slice(0, place.from),
      imports.filter(({ from }) => from <= place.from),
    ) + place.before;
  return { text: file.text.includes('\r\n') ? text.replace(/\r?\n/g, '\r\n') : text, line: above.split('\n').length };
}

/** What a test declares itself. */
const VARIABLES = ['x', 'written'];
const GLOBALS = ['test', 'it'];

function isGlobal({ framework }: TestStyle): boolean {
  return framework === 'jest' || framework === 'mocha';
}

/** Whether a function of the file is one that an earlier test brought along. */
function isOwn(file: TestFile, { parameters }: TestHelper, local: string): boolean {
  return file.functions.some(({ name, parameters: own }) => name === local && String(own) === String(parameters));
}

function freeName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  while (isTaken(free)) free += '_';
  return free;
}

/** A text with pieces replaced, of which none overlap. */
function edited(text: string, edits: readonly Edit[]): string {
  let [written, end] = ['', 0];
  for (const { from, to, text: piece } of [...edits].sort((a, b) => a.from - b.from)) {
    written += text.slice(end, from) + piece;
    end = to;
  }
  return written + text.slice(end);
}

/** Where the test stands: in place of one of the same title, else before the functions it calls, or at the end. */
function placeOf({ text, tests, functions, importsEnd }: TestFile, title: string, imports: boolean) {
  const same = tests.find(each => oneLine(each.title) === oneLine(title));
  if (same) return { from: same.from, to: same.to, before: '', after: '' };
  const own = functions.filter(({ name, parameters }) =>
    TEST_HELPERS.some(each => name.startsWith(each.name) && String(parameters) === String(each.parameters)),
  );
  // Functions above the imports, or above other tests, are where a person put them.
  const last = Math.max(importsEnd ?? 0, ...tests.map(({ to }) => to));
  const to = Math.min(text.length, ...own.map(({ from }) => from).filter(from => from >= last));
  const from = text.slice(0, to).trimEnd().length;
  const isFirst = from === 0 && !imports;
  return { from, to, before: isFirst ? '' : '\n\n', after: to < text.length ? '\n\n' : '\n' };
}

/** The imports that are missing, and what the imported functions are called. */
function importsFor(file: TestFile, { imports, style }: PinnedTest, reserved: readonly string[]) {
  const taken = new Set([...file.names, ...reserved]);
  const locals = new Map<string, string>();
  const missing: ImportedName[] = [];
  for (const each of [...frameworkImport(style), ...imports]) {
    const { name, isDefault, module } = each;
    const known = file.imports.find(
      other =>
        other.module === module &&
        other.isDefault === isDefault &&
        (isDefault || other.name === name) &&
        !reserved.includes(other.local),
    );
    const local = known?.local ?? freeName(name, other => taken.has(other));
    taken.add(local);
    locals.set(name, local);
    if (!known) missing.push({ ...each, local });
  }
  return { imports: importEdits(file, missing, style), nameOf: (name: string) => locals.get(name) ?? name };
}

function importEdits(file: TestFile, missing: readonly ImportedName[], { isModule }: TestStyle): Edit[] {
  const edits: Edit[] = [];
  const lines: string[] = [];
  const specifier = ({ name, local }: ImportedName) =>
    name === local ? name : `${name}${isModule ? ' as' : ':'} ${local}`;
  const line = (what: string, module: string) =>
    isModule ? `import ${what} from '${module}';` : `const ${what} = require('${module}');`;
  for (const module of new Set(missing.map(each => each.module))) {
    const wanted = missing.filter(each => each.module === module);
    lines.push(...wanted.filter(({ isDefault }) => isDefault).map(({ local }) => line(local, module)));
    const named = wanted.filter(({ isDefault }) => !isDefault).map(specifier);
    const group = file.groups.find(each => each.module === module);
    if (named.length === 0) continue;
    if (group) {
      const text = group.isEmpty ? ` ${named.join(', ')} ` : `, ${named.join(', ')}`;
      edits.push({ from: group.end, to: group.end, text });
    } else lines.push(line(`{ ${named.join(', ')} }`, module));
  }
  return lines.length > 0 ? [...edits, newImports(file, lines.join('\n'))] : edits;
}

/** New imports, below those that are there, or below what a file begins with. */
function newImports({ text, importsEnd, headEnd }: TestFile, lines: string): Edit {
  if (importsEnd !== undefined) {
    const comment = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(importsEnd))?.[0].length ?? 0;
    return { from: importsEnd + comment, to: importsEnd + comment, text: `\n${lines}` };
  }
  const isAlone = /^\s*$|^\r?\n\s*\n/.test(text.slice(headEnd));
  const before = headEnd > 0 ? '\n\n' : '';
  return { from: headEnd, to: headEnd, text: `${before}${lines}${isAlone ? '' : headEnd > 0 ? '\n' : '\n\n'}` };
}

function testBlock(
  { title, callee, args, arrays, value, derivatives, written, style }: PinnedTest,
  nameOf: (name: string) => string,
  { near, derivative, numbersIn }: Readonly<Record<'near' | 'derivative' | 'numbersIn', string>>,
): string[] {
  const call = (name: string, parameter?: number, open?: readonly number[]) => {
    const given = args.map((each, i) => typeScriptArgument(each, arrays[i], i === parameter ? open : undefined));
    const [owner = '', ...members] = name.split('.');
    return `${[nameOf(owner), ...members].join('.')}(${given.join(', ')})`;
  };
  const lines = [
    `${near}(${call(callee)}, ${numbers(value)});`,
    ...derivatives.map(each => {
      const along = `x => ${call(callee, each.parameter, each.position)}`;
      return `${near}(${derivative}(${along}, ${each.at}, ${each.step}), ${numbers(each)});`;
    }),
  ];
  if (written?.numbers.length === 1)
    lines.push(`${near}(${numbersIn}(${call(written.callee)})[0], ${numbers(written.numbers[0]!)});`);
  else if (written) {
    lines.push(`const written = ${numbersIn}(${call(written.callee)});`);
    lines.push(...written.numbers.map((each, index) => `${near}(written[${index}], ${numbers(each)});`));
  }
  const word = style.framework === 'mocha' ? 'it' : nameOf('test');
  return [`${word}(${quoted(title)}, () => {`, ...lines.map(line => `  ${line}`), '});'];
}

function numbers({ number, tolerance }: Expected): string {
  return `${Object.is(number, -0) ? 0 : number}, ${tolerance}`;
}

function quoted(text: string): string {
  return `'${oneLine(text).replace(/[\\']/g, '\\$&')}'`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function frameworkImport({ framework }: TestStyle): TestImport[] {
  if (framework !== 'vitest' && framework !== 'node:test') return []; // theirs are global
  return [{ name: 'test', isDefault: false, module: framework }];
}
