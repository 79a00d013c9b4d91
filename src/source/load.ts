import { createRequire } from 'node:module';
import * as path from 'node:path';
// eslint-disable-next-line @typescript-eslint/no-require-imports
import jitiEntry = require('jiti'); // esbuild takes the CommonJS entry for it: the other one breaks in a CommonJS bundle
import { Problem } from '../numerics/problem';
import type { FunctionSite } from './functionSite';
import type { UserFunction } from './call';
import { lookAt } from './lookAt';
import { languageOfFile } from './script';

/** A module of the user: its text is run, saved or not. */
export interface ModuleText {
  /** Path of the module; what it imports is looked for from here. */
  readonly file: string;
  readonly text: string;
  /** What other files are to be taken as: their text in the editor, which is not saved yet. By path. */
  readonly unsaved?: Readonly<Record<string, string>>;
}

/** Changes the text of a module before it is run; its lines stay where they are. Packages are left as they are. */
export type Rewrite = (text: string, file: string) => string;

/** A function of the user in the text of its module. */
export interface FunctionSource extends ModuleText {
  readonly site: Pick<FunctionSite, 'name' | 'start' | 'end' | 'inModule' | 'variables'>;
}

/** The name under which the module gives away what is wanted of it. */
const EXPORTED = '__nabla';

/**
 * Runs a module with its imports and returns one of its functions, exported or not. Runs the user's code: in a child
 * process only.
 *
 * @throws Problem `syntax-error`, `import-missing`, `module-threw`
 */
export async function loadFunction(source: FunctionSource, rewrite?: Rewrite): Promise<UserFunction> {
  return (await run(source, exportOf(source.text, expressionOf(source)), rewrite)) as UserFunction;
}

/** What, written at the module's end, is the function. */
function expressionOf({ text, site }: FunctionSource): string {
  const { name, start, end, inModule, variables } = site;
  const code = text.slice(start, end);
  if (variables) return `(${variables.join(', ')}) => (\n${code}\n)`; // the code may end in a comment
  if (!inModule) return withItsName(name, code);
  return name.includes('.') ? `(...args) => ${name}(...args)` : name; // a method knows its class by `this`
}

/** A part of a module's text: offsets, end exclusive. */
interface Expression {
  readonly start: number;
  readonly end: number;
}

/**
 * Runs a module with its imports and returns, for each expression, what evaluates it as if it stood at the module's
 * end: names of the module are known, exported or not, those of functions in it are not. Runs the user's code: in a
 * child process only.
 *
 * @throws Problem `syntax-error`, `import-missing`, `module-threw`
 */
export async function loadExpressions(
  source: ModuleText,
  expressions: readonly Expression[],
): Promise<(() => Promise<unknown>)[]> {
  // On lines of their own: the expression may end in a comment.
  const functions = expressions.map(({ start, end }) => `async () => (\n${source.text.slice(start, end)}\n)`);
  return (await run(source, exportOf(source.text, `[${functions.join(', ')}]`))) as (() => Promise<unknown>)[];
}

/** Runs a module and returns what `statement`, put at its end, gives away. */
async function run(source: ModuleText, statement: string, rewrite?: Rewrite): Promise<unknown> {
  forgetJson();
  const jiti = jitiEntry(source.file, {
    fsCache: false, // it would write into the user's project
    moduleCache: false,
    tsconfigPaths: true,
    interopDefault: true,
    sourceMaps: false,
    debug: false,
    jsx: true,
    ...transforming(source, rewrite),
  });
  try {
    const module: unknown = await jiti.evalModule(`${source.text}\n${statement}`, {
      filename: source.file,
      ext: isTypeScript(source.file) ? '.ts' : '.js',
      async: true,
      forceTranspile: true,
    });
    return (module as Record<string, unknown>)[EXPORTED];
  } catch (error) {
    throw loadingProblem(error, source, jiti);
  }
}

/** How jiti turns modules into JavaScript where texts are not those of the files, or rewritten. */
function transforming({ unsaved = {} }: ModuleText, rewrite: Rewrite | undefined) {
  if (!rewrite && Object.keys(unsaved).length === 0) return {};
  const plain = jitiEntry(__filename, { fsCache: false, moduleCache: false });
  const transform: NonNullable<JitiOptions['transform']> = options => {
    const { filename: file = '', source } = options;
    const text = Object.hasOwn(unsaved, file) ? unsaved[file]! : source;
    return { code: plain.transform({ ...options, source: rewrite ? rewrite(text, file) : text }) };
  };
  return { transform };
}

type JitiOptions = NonNullable<Parameters<typeof jitiEntry>[1]>;

/** The statement that makes the value of an expression known outside its module. */
function exportOf(text: string, expression: string): string {
  return isCommonJs(text)
    ? `;module.exports.${EXPORTED} = ${expression};`
    : `export const ${EXPORTED} = ${expression};`;
}

/** A function from elsewhere in the text; it may call itself by its name. */
function withItsName(name: string, code: string): string {
  const isName = name !== '' && name !== 'default' && !name.includes('.');
  return isName ? `(() => { const ${name} = (${code}); return ${name}; })()` : `(${code})`;
}

function isTypeScript(file: string): boolean {
  return languageOfFile(file)?.startsWith('typescript') ?? true; // a text without a file
}

function isCommonJs(text: string): boolean {
  return (
    /(^|[;}])\s*export\s*=/m.test(text) || (/\bmodule\.exports\b/.test(text) && !/^\s*(import|export)\b/m.test(text))
  );
}

/** JSON files come from Node's own cache, which would keep what they were before they were edited. */
function forgetJson(): void {
  const { cache } = createRequire(__filename);
  for (const file of Object.keys(cache)) if (file.endsWith('.json')) delete cache[file];
}

function loadingProblem(error: unknown, source: ModuleText, jiti: Jiti): Problem {
  if (lookAt(() => error instanceof Problem, false)) return error as Problem;
  const { code, words } = lookAt(
    () => {
      const { code, message } = Object(error) as { code?: unknown; message?: unknown };
      return { code, words: String(message ?? error) };
    },
    { code: undefined, words: '' },
  );
  const syntax = SYNTAX_ERROR.exec(words);
  if (syntax) {
    const [, message = '', filename = source.file, line, column] = syntax;
    return syntaxProblem({ message, filename, line: Number(line), column: Number(column) }, source, jiti);
  }
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    return new Problem('import-missing', { module: /'([^']+)'/.exec(words)?.[1] ?? words });
  }
  return new Problem('module-threw', { message: errorText(error), ...placeOf(error) });
}

type Jiti = ReturnType<typeof jitiEntry>;

/** What jiti's parser says, with its line, and its column from 0. */
interface SyntaxError {
  readonly message: string;
  readonly filename: string;
  readonly line: number;
  readonly column: number;
}

/** How jiti words it: what, then file, line and column. */
const SYNTAX_ERROR = /^ParseError: (.*)\n\s*(.*):(\d+):(\d+)\s*$/s;

function syntaxProblem(error: SyntaxError, { file, text }: ModuleText, jiti: Jiti): Problem {
  const isOurs = error.filename === file && error.line > text.split('\n').length; // what follows the text
  const { message, filename, line, column } = (isOurs && syntaxErrorOf(text, file, jiti)) || error;
  return new Problem('syntax-error', { file: filename, line, column: column + 1, message: message.trim() });
}

/** The error of a text alone, which is not run. */
function syntaxErrorOf(text: string, file: string, jiti: Jiti): SyntaxError | undefined {
  const code = jiti.transform({ source: text, filename: file, ts: isTypeScript(file), jsx: true, async: true });
  const error = /^exports\.__JITI_ERROR__ = (.*)$/s.exec(code)?.[1];
  return error === undefined ? undefined : (JSON.parse(error) as SyntaxError);
}

/** What was thrown, in one line: `TypeError: x is not a function`. */
export function errorText(error: unknown): string {
  return lookAt(
    () => {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`;
      return text.split('\n')[0]!.slice(0, 300);
    },
    typeof error,
  );
}

/** A line of a stack: `at f (file:///a.ts:3:7)`. */
const FRAME = /(?:\(|at (?:async )?)(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;

/** Where our own code is; bundled, it is one file. */
const OUR_FOLDERS = [__dirname, path.resolve(__dirname, '../numerics')];

function isOurs(file: string): boolean {
  return OUR_FOLDERS.some(folder => file.startsWith(folder + path.sep));
}

/** Where the user's code threw: the first frame of the stack that is neither a package's nor ours. */
export function placeOf(error: unknown): { file: string; line: number; column: number } | Record<string, never> {
  const stack = lookAt(() => (error instanceof Error ? String(error.stack) : ''), '');
  for (const frame of stack.split('\n')) {
    const [, file, line, column] = FRAME.exec(frame.trim()) ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file) || isOurs(file)) continue;
    const isFirst = line === '1'; // before it, jiti puts code of its own
    return { file, line: Number(line), column: isFirst ? 1 : Number(column) };
  }
  return {};
}
