import type { FunctionSite } from './functionSite';
import type { UserFunction } from './call';
import { loadingProblem } from './loadingProblem';
import { lookAt } from './lookAt';
import { Modules, type ModuleText, type Rewrite } from './modules';
import { placesOf } from './thrown';

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
  const [f] = await loadFunctions(source, [source.site], rewrite);
  return f!;
}

/**
 * Several functions of one run of a module, so that they see the same state of it.
 *
 * @throws Problem as `loadFunction`
 */
export async function loadFunctions(
  source: ModuleText,
  sites: readonly FunctionSource['site'][],
  rewrite?: Rewrite,
): Promise<UserFunction[]> {
  const { file, text } = source;
  const functions = sites.map(site => expressionOf(text, site));
  let line = linesOf(text) + 2; // the statement begins on the line before
  const copies = sites.map(({ inModule, start }, index) => {
    const from = line;
    line += linesOf(functions[index]!);
    return { from, to: line, original: inModule ? undefined : linesOf(text.slice(0, start)) };
  });
  placesOf(file, copies);
  return (await run(source, exportOf(text, `[\n${functions.join(',\n')}\n]`), rewrite)) as UserFunction[];
}

/** What, written at the module's end, is the function. */
function expressionOf(text: string, { name, start, end, inModule, variables }: FunctionSource['site']): string {
  const code = text.slice(start, end);
  if (variables) return `(${variables.join(', ')}) => (${code}\n)`; // the code may end in a comment
  if (!inModule) return withItsName(name, code);
  return name.includes('.') ? `(...args) => ${name}(...args)` : name; // a method knows its class by `this`
}

function linesOf(text: string): number {
  return text.split('\n').length;
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
  placesOf(source.file, []);
  // On lines of their own: the expression may end in a comment.
  const functions = expressions.map(({ start, end }) => `async () => (\n${source.text.slice(start, end)}\n)`);
  return (await run(source, exportOf(source.text, `[${functions.join(', ')}]`))) as (() => Promise<unknown>)[];
}

/**
 * Runs a module with its imports and returns what it exports; of one that exports nothing but an object as its default,
 * or by `module.exports`, that object. Runs the user's code: in a child process only.
 *
 * @throws Problem `syntax-error`, `import-missing`, `module-threw`
 */
export async function loadExports(source: ModuleText, rewrite?: Rewrite): Promise<Readonly<Record<string, unknown>>> {
  placesOf(source.file, []);
  const exported = Object(await runModule(source, '', rewrite)) as Record<string, unknown>;
  return lookAt(() => {
    const names = Object.keys(exported);
    const isDefault = names.length === 1 && names[0] === 'default' && typeof exported['default'] === 'object';
    return isDefault ? (Object(exported['default']) as Record<string, unknown>) : exported;
  }, exported);
}

/** Runs a module and returns what `statement`, put at its end, gives away. */
async function run(source: ModuleText, statement: string, rewrite?: Rewrite): Promise<unknown> {
  return ((await runModule(source, statement, rewrite)) as Record<string, unknown>)[EXPORTED];
}

/** Runs a module with a statement at its end and returns what it exports. */
async function runModule(source: ModuleText, statement: string, rewrite?: Rewrite): Promise<unknown> {
  try {
    return await new Modules(source, rewrite).run(statement);
  } catch (error) {
    throw loadingProblem(error, source);
  }
}

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

function isCommonJs(text: string): boolean {
  return (
    /(^|[;}])\s*export\s*=/m.test(text) || (/\bmodule\.exports\b/.test(text) && !/^\s*(import|export)\b/m.test(text))
  );
}
