import { TreeFragment, type ChangedRange, type Tree } from '@lezer/common';
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

/** A text with its syntax tree. */
export interface ParsedScript {
  readonly text: string;
  readonly tree: Tree;
}

/**
 * The same, in slices of a few milliseconds between which others run.
 *
 * @throws the signal's reason where it was aborted
 */
export function parseScriptInSlices(text: string, language: ScriptLanguage, signal?: AbortSignal): Promise<Tree> {
  return inSlices(scriptSteps(text, language), signal);
}

/** A text is parsed part by part, as the end of a parse, which makes the tree, is a step that nothing interrupts. */
const PART = 50_000;

/**
 * The same, in steps.
 *
 * @param previous an earlier state of the text: what has not changed since is not parsed again
 */
export function* scriptSteps(text: string, language: ScriptLanguage, previous?: ParsedScript): Steps<Tree> {
  let fragments = previous ? unchanged(previous, text) : [];
  for (let end = PART; ; end += PART) {
    const parse = PARSERS[language].startParse(text, fragments);
    const isLast = end >= text.length;
    if (!isLast) parse.stopAt(end);
    let tree = parse.advance();
    for (; !tree; tree = parse.advance()) yield;
    if (isLast) return tree;
    fragments = TreeFragment.addTree(tree, fragments, true);
  }
}

/** The parts of a tree that hold for the text as it is now: those before and after what was changed. */
function unchanged({ text: before, tree }: ParsedScript, text: string): readonly TreeFragment[] {
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [changeBetween(before, text)]);
}

/** The part of a text that was replaced, and the part of the other that took its place. */
export function changeBetween(before: string, text: string): ChangedRange {
  const shorter = Math.min(before.length, text.length);
  const from = sameLength(shorter, (start, end) => before.slice(start, end) === text.slice(start, end));
  const after = sameLength(shorter - from, (start, end) => endOf(before, start, end) === endOf(text, start, end));
  return { fromA: from, toA: before.length - after, fromB: from, toB: text.length - after };
}

/** The part of a text that is so far from its end. */
function endOf(text: string, start: number, end: number): string {
  return text.slice(text.length - end, text.length - start);
}

/** How much is the same, at most `limit`: long pieces are compared first, which costs next to nothing. */
function sameLength(limit: number, same: (start: number, end: number) => boolean): number {
  let length = 0;
  for (const piece of [4096, 64, 1]) while (length + piece <= limit && same(length, length + piece)) length += piece;
  return length;
}
