import type { Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { inSlices, type Steps } from './slices';

/** A text in TypeScript or JavaScript; JSX is part of JavaScript here, as in its files. */
export const SCRIPT_LANGUAGES = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'] as const;
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number];

const PARSERS = {
  typescript: parser.configure({ dialect: 'ts' }),
  typescriptreact: parser.configure({ dialect: 'ts jsx' }),
  javascript: parser.configure({ dialect: 'jsx' }),
  javascriptreact: parser.configure({ dialect: 'jsx' }),
} as const;

export function isScriptLanguage(language: string): language is ScriptLanguage {
  return SCRIPT_LANGUAGES.some(each => each === language);
}

/** The language of a file by the end of its name; undefined where it is no script. */
export function languageOfFile(file: string): ScriptLanguage | undefined {
  const ending = /\.([cm]?[jt]s|[jt]sx)$/.exec(file)?.[1];
  if (ending === undefined) return undefined;
  if (ending.endsWith('x')) return ending === 'tsx' ? 'typescriptreact' : 'javascriptreact';
  return ending.endsWith('ts') ? 'typescript' : 'javascript';
}

/** The syntax tree of a script, complete whatever is unfinished in it. */
export function parseScript(text: string, language: ScriptLanguage): Tree {
  return PARSERS[language].parse(text);
}

/**
 * The same, in slices of a few milliseconds between which others run.
 *
 * @returns undefined where `cancelled` became true meanwhile
 */
export function parseScriptInSlices(text: string, language: ScriptLanguage): Promise<Tree>;
export function parseScriptInSlices(
  text: string,
  language: ScriptLanguage,
  cancelled: () => boolean,
): Promise<Tree | undefined>;
export function parseScriptInSlices(
  text: string,
  language: ScriptLanguage,
  cancelled: () => boolean = () => false,
): Promise<Tree | undefined> {
  return inSlices(parseSteps(text, language, cancelled));
}

function* parseSteps(text: string, language: ScriptLanguage, cancelled: () => boolean): Steps<Tree | undefined> {
  const parse = PARSERS[language].startParse(text);
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    yield;
    if (cancelled()) return undefined;
  }
}
