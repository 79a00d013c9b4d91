import { createRequire } from 'node:module';
// eslint-disable-next-line @typescript-eslint/no-require-imports
import jitiEntry = require('jiti'); // esbuild takes the CommonJS entry for it: the other one breaks in a CommonJS bundle
import { Problem } from '../numerics/problem';
import type { FunctionSite } from './functions';

/** A function of the user in the text of its module, saved or not. */
export interface FunctionSource {
  /** Path of the module; what it imports is looked for from here. */
  readonly file: string;
  readonly text: string;
  readonly site: Pick<FunctionSite, 'name' | 'start' | 'end' | 'inModule'>;
}

/** The name under which the module gives away the function. */
const EXPORTED = '__nabla';

/**
 * Runs a module with its imports and returns one of its functions, exported or not. Runs the user's code: in a child
 * process only.
 *
 * @throws Problem `syntax-error`, `import-missing`, `module-threw`
 */
export async function loadFunction(source: FunctionSource): Promise<(...args: unknown[]) => unknown> {
  forgetJson();
  const jiti = jitiEntry(source.file, {
    fsCache: false, // it would write into the user's project
    moduleCache: false,
    tsconfigPaths: true,
    interopDefault: true,
    sourceMaps: false,
    debug: false,
    jsx: true,
  });
  const text = `${source.text}\n${exportOf(source)}`;
  try {
    const module: unknown = await jiti.evalModule(text, {
      filename: source.file,
      ext: /\.[cm]?js$/.test(source.file) ? '.js' : /x$/.test(source.file) ? '.tsx' : '.ts',
      async: true,
      forceTranspile: true,
    });
    return (module as Record<string, (...args: unknown[]) => unknown>)[EXPORTED]!;
  } catch (error) {
    throw loadingProblem(error, source);
  }
}

/** The statement that makes the function known outside its module. */
function exportOf({ text, site }: FunctionSource): string {
  const expression = site.inModule ? site.name : withItsName(site.name, text.slice(site.start, site.end));
  if (isCommonJs(text)) return `;module.exports.${EXPORTED} = ${expression};`;
  return site.inModule ? `export { ${site.name} as ${EXPORTED} };` : `export const ${EXPORTED} = ${expression};`;
}

/** A function from elsewhere in the text; it may call itself by its name. */
function withItsName(name: string, code: string): string {
  return name === '' || name === 'default' ? `(${code})` : `(() => { const ${name} = (${code}); return ${name}; })()`;
}

function isCommonJs(text: string): boolean {
  return /\bmodule\.exports\b/.test(text) && !/^\s*(import|export)\b/m.test(text);
}

/** JSON files come from Node's own cache, which would keep what they were before they were edited. */
function forgetJson(): void {
  const { cache } = createRequire(__filename);
  for (const file of Object.keys(cache)) if (file.endsWith('.json')) delete cache[file];
}

function loadingProblem(error: unknown, { file, text }: FunctionSource): Problem {
  if (error instanceof Problem) return error;
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  const words = String(message ?? error);
  const syntax = SYNTAX_ERROR.exec(words);
  if (syntax) {
    const [, what = '', where = file, line = '1', column = '0'] = syntax;
    const last = where === file ? text.split('\n').length : Infinity; // what follows it is ours
    return new Problem('syntax-error', {
      file: where,
      line: Math.min(Number(line), last),
      column: Number(column) + 1,
      message: what.trim(),
    });
  }
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') {
    return new Problem('import-missing', { module: /'([^']+)'/.exec(words)?.[1] ?? words });
  }
  return new Problem('module-threw', { message: errorText(error), ...placeOf(error) });
}

/** How jiti words what its parser says: what, then file, line and column (from 0). */
const SYNTAX_ERROR = /^ParseError: (.*)\n\s*(.*):(\d+):(\d+)\s*$/s;

/** What was thrown, in one line: `TypeError: x is not a function`. */
export function errorText(error: unknown): string {
  try {
    const text = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`;
    return text.split('\n')[0]!.slice(0, 300);
  } catch {
    return typeof error;
  }
}

/** Where the user's code threw: the first frame of the stack that is neither a package's nor ours. */
export function placeOf(error: unknown): { file: string; line: number; column: number } | Record<string, never> {
  const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack : '';
  for (const frame of stack.split('\n')) {
    const match = /(?:\(|at (?:async )?)(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/.exec(
      frame.trim(),
    );
    if (!match || /[\\/]node_modules[\\/]/.test(match[1]!) || match[1] === __filename) continue;
    return { file: match[1]!, line: Number(match[2]), column: Number(match[3]) };
  }
  return {};
}
