import { readFileSync, realpathSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
// eslint-disable-next-line @typescript-eslint/no-require-imports
import jitiEntry = require('jiti'); // esbuild takes the CommonJS entry for it: the other one breaks in a CommonJS bundle
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

/**
 * Changes the text of a module before it is run; its lines stay where they are. Packages are left as they are. The same
 * text gives the same result, so that it need not be asked for again.
 */
export type Rewrite = (text: string, file: string) => string;

type Jiti = ReturnType<typeof jitiEntry>;
type JitiOptions = NonNullable<Parameters<typeof jitiEntry>[1]>;
type TransformOptions = Parameters<Jiti['transform']>[0];
type Import = Jiti['import'];

/** What every jiti here is told: its own defaults depend on the environment. */
const OPTIONS = {
  fsCache: false, // it would write into the user's project
  moduleCache: false,
  interopDefault: true,
  sourceMaps: false,
  debug: false,
  jsx: true,
} as const;

/**
 * The modules of one run of the user's code. The user's own files are run anew from their texts, whatever kind of module
 * they are; jiti alone would leave JavaScript and JSON to Node, which keeps them as they were when it first saw them.
 * Packages are Node's.
 */
export class Modules {
  private readonly unsaved = new Map<string, string>();
  private readonly json = new Map<string, unknown>();
  /** The modules that have begun to run, by path; jiti fills it. */
  private readonly cache: Jiti['cache'] = {};
  private readonly jiti: Jiti;

  constructor(
    private readonly source: ModuleText,
    private readonly rewrite?: Rewrite,
  ) {
    for (const [file, text] of Object.entries(source.unsaved ?? {}))
      for (const name of [file, lookAt(() => realpathSync(file), file)]) this.unsaved.set(path.normalize(name), text);
    this.jiti = jitiEntry(source.file, {
      ...OPTIONS,
      tsconfigPaths: true,
      transform: options => ({ code: connected(this.transform(options)) }),
      [CONNECT]: (jiti: Jiti) => this.connect(jiti),
    } as JitiOptions);
  }

  /** Runs the module with a statement at its end, and gives what it exports. */
  run(statement: string): unknown {
    const { file, text } = this.source;
    return this.jiti.evalModule(`${text}\n${statement}`, {
      filename: file,
      ext: isTypeScript(file) ? '.ts' : '.js',
      async: true,
      forceTranspile: true,
      cache: this.cache,
    });
  }

  /** What a module of the user requires and imports instead of what jiti gives it. */
  private connect(jiti: Jiti): { require: Jiti; jitiImport: Import } {
    const load = <Loaded>(resolve: () => unknown, otherwise: () => Loaded, async: boolean): Loaded => {
      const file = lookAt(() => pathOf(resolve()), '');
      if (!isOwn(file) || this.cache[file]) return otherwise();
      if (file.endsWith('.json')) return this.jsonOf(file) as Loaded;
      const options = { filename: file, async, forceTranspile: true, cache: this.cache };
      return jiti.evalModule(this.textOf(file), options) as Loaded;
    };
    const require = (id: string) =>
      load<unknown>(
        () => jiti.resolve(id),
        () => jiti(id),
        false,
      );
    const jitiImport: Import = async (id, options) =>
      load(
        () => jiti.esmResolve(id),
        () => jiti.import(id, options),
        true,
      );
    return { require: Object.assign(require, jiti), jitiImport };
  }

  private textOf(file: string): string {
    return (this.unsaved.get(path.normalize(file)) ?? readFileSync(file, 'utf8')).replace(/^\uFEFF/, '');
  }

  /** @throws SyntaxError that names the file */
  private jsonOf(file: string): unknown {
    if (!this.json.has(file)) {
      const value = parseJson(this.textOf(file), file);
      const hasDefault = typeof value === 'object' && value !== null && !('default' in value);
      this.json.set(file, hasDefault ? Object.defineProperty(value, 'default', { value }) : value);
    }
    return this.json.get(file);
  }

  private transform(options: TransformOptions): string {
    const { filename: file = '', source } = options;
    const rewrite = isOwn(file) ? this.rewrite : undefined;
    return remembered(options, rewrite, () => javaScriptOf({ ...options, source: rewrite?.(source, file) ?? source }));
  }
}

/** CommonJS stays as it is: made of a module, it would be in strict mode. */
function javaScriptOf(options: TransformOptions): string {
  return !options.ts && isCommonJs(options.source) ? options.source : plain().transform(options);
}

function isCommonJs(source: string): boolean {
  if (/\b(import|export|await)\b/.test(source)) return false;
  return lookAt(() => Boolean(new Script(`(function () {${source.replace(/^#!/, '//')}\n})`)), false); // no JSX
}

/** Loads what turns TypeScript into JavaScript, which takes a while, before it is needed. */
export function warmUp(): void {
  plain().transform({ source: 'export const ready: boolean = true;', ts: true, async: true });
}

/** The JavaScript of a text; where it cannot be parsed, `exports.__JITI_ERROR__ = {…}`. */
export function plainJavaScript(text: string, file: string): string {
  return plain().transform({ source: text, filename: file, ts: isTypeScript(file), jsx: true, async: true });
}

function isTypeScript(file: string): boolean {
  return languageOfFile(file)?.startsWith('typescript') ?? true; // a text without a file
}

let transformer: Jiti | undefined;

/** Turns TypeScript into JavaScript, and nothing else. */
function plain(): Jiti {
  return (transformer ??= jitiEntry(__filename, OPTIONS));
}

/** Under this name the modules reach `Modules.connect`, through the options that jiti hands on to each of them. */
const CONNECT = 'nablaConnect';

/** The code of a module whose `require` and `import` are ours; the first line stays the first. */
function connected(code: string): string {
  if (code.startsWith('exports.__JITI_ERROR__')) return code;
  const directive = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*(?:"use strict"|'use strict');?/.exec(code)?.[0] ?? '';
  const rest = code.slice(directive.length);
  const connect = `({ require, jitiImport } = require.options.${CONNECT}(require));`;
  return `${directive}${connect}${rest.startsWith('#!') ? '//' : ''}${rest}`;
}

/** The user's own scripts and JSON files. */
function isOwn(file: string): boolean {
  const isKnown = languageOfFile(file) !== undefined || file.endsWith('.json');
  return isKnown && path.isAbsolute(file) && !/[\\/]node_modules[\\/]/.test(file);
}

/** Of a path or the URL of a file. */
function pathOf(resolved: unknown): string {
  const place = String(resolved);
  return place.startsWith('file:') ? fileURLToPath(place) : place;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`${path.basename(file)}: ${(error as Error).message}`, { cause: error });
  }
}

/** JavaScript by the file and the kind of module that it was made for, with the text that it was made of. */
type Memo = Map<string, { readonly source: string; readonly code: string }>;

/** So many files are remembered. */
const MAX_REMEMBERED = 300;

const memo: Memo = new Map();
const memos = new WeakMap<Rewrite, Memo>();

/** What a text became when it was last transformed, if it is still the same. */
function remembered(
  { filename, source, ts, async }: TransformOptions,
  rewrite: Rewrite | undefined,
  make: () => string,
) {
  const known = rewrite ? (memos.get(rewrite) ?? new Map<string, never>()) : memo;
  if (rewrite) memos.set(rewrite, known);
  const key = `${ts} ${async} ${filename}`;
  const last = known.get(key);
  if (last?.source === source) return last.code;
  const code = make();
  known.delete(key); // the newest comes last
  known.set(key, { source, code });
  if (known.size > MAX_REMEMBERED) known.delete(known.keys().next().value!);
  return code;
}
