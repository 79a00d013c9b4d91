import type { Tree } from '@lezer/common';
import { numericFunctionSteps } from './functions';
import { scriptSteps, type ParsedScript, type ScriptLanguage } from './script';
import type { Steps } from './slices';
import { walk } from './walk';

/** A function of numbers, and where its declaration begins. */
export interface FollowedFunction {
  readonly name: string;
  readonly start: number;
}

/** A text with the functions of numbers in it. */
export interface FollowedScript extends ParsedScript {
  readonly functions: readonly FollowedFunction[];
}

/**
 * The functions of numbers of a text that a person is writing: a function that an unfinished piece of text swallows
 * stays where it was until the text is whole again.
 *
 * @param previous an earlier state of the text: what has not changed since is not parsed again
 */
export function* followedSteps(
  text: string,
  language: ScriptLanguage,
  previous?: FollowedScript,
): Steps<FollowedScript> {
  const tree = yield* scriptSteps(text, language, previous);
  const sites = yield* numericFunctionSteps(tree, text, language);
  const functions = sites.map(({ name, outerStart }) => ({ name, start: outerStart }));
  const names = new Set(functions.map(({ name }) => name));
  const lost = previous ? shifted(previous, text).filter(({ name }) => !names.has(name)) : [];
  if (lost.length === 0 || (yield* isWhole(tree))) return { text, tree, functions };
  return { text, tree, functions: [...functions, ...lost].sort((a, b) => a.start - b.start) };
}

/** So much of a declaration tells it from others. */
const HEAD = 16;

/** The functions of the text before, where they are now: nothing but one piece of the text has changed. */
function shifted({ text: before, functions }: FollowedScript, text: string): FollowedFunction[] {
  const moved = text.length - before.length;
  return functions.flatMap(({ name, start }) => {
    const head = before.slice(start, start + HEAD);
    const now = [start, start + moved].find(at => at >= 0 && text.startsWith(head, at));
    return now === undefined ? [] : [{ name, start: now }];
  });
}

/** Whether nothing is unfinished. */
function* isWhole(tree: Tree): Steps<boolean> {
  let whole = true;
  yield* walk(tree, ({ type }) => (whole &&= !type.isError));
  return whole;
}
