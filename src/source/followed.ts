import type { Tree } from '@lezer/common';
import type { ProblemData } from '../numerics/problem';
import { functionSteps, isOffered, type FunctionSite } from './functions';
import { derivativePairSteps, nameOfFunction, type WrittenDerivative } from './pairs';
import type { TextPart } from './places';
import { scriptSteps, type ParsedScript, type ScriptLanguage } from './script';
import type { Steps } from './slices';
import { walk } from './walk';

/** A function, and where its declaration begins. */
export interface FollowedFunction {
  readonly name: string;
  readonly start: number;
}

/** A derivative that a person wrote. */
export interface FollowedDerivative extends FollowedFunction {
  /** Name of its function. */
  readonly of: string;
  /** Where that begins, if it is in the text. */
  readonly functionStart?: number;
  /** What keeps the function from being found or differentiated. */
  readonly problem?: ProblemData;
}

/** A text with the functions in it: those that a person sees, and those that are there. */
export interface FollowedScript extends ParsedScript {
  /** The functions of numbers. */
  readonly functions: readonly FollowedFunction[];
  readonly derivatives: readonly FollowedDerivative[];
  /** All functions of the text as it is. */
  readonly sites: readonly FunctionSite[];
  /** The derivatives of the text as it is. */
  readonly pairs: readonly WrittenDerivative[];
}

/**
 * The functions of numbers of a text that a person is writing, and the derivatives: what an unfinished piece of text
 * swallows stays where it was until the text is whole again.
 *
 * @param previous an earlier state of the text: what has not changed since is not parsed again
 */
export function* followedSteps(
  text: string,
  language: ScriptLanguage,
  previous?: FollowedScript,
): Steps<FollowedScript> {
  const tree = yield* scriptSteps(text, language, previous);
  const sites = yield* functionSteps(tree, text, language);
  const pairs = yield* derivativePairSteps(tree, text, sites);
  const functions = sites.filter(isOffered).map(followedFunction);
  const derivatives = pairs.map(followedDerivative);
  const script = { text, tree, sites, pairs, functions, derivatives };
  const lost = previous && lostSince(previous, script);
  if (!lost || lost.functions.length + lost.derivatives.length === 0 || (yield* isWhole(tree))) return script;
  return {
    ...script,
    functions: inOrder(functions, lost.functions),
    derivatives: inOrder(derivatives, lost.derivatives),
  };
}

/** A function as it is remembered. */
export function followedFunction({ name, outerStart }: FunctionSite): FollowedFunction {
  return { name, start: outerStart };
}

/** Of what has a name the one nearest to where it was. */
export function nearestNamed<Item>(
  items: readonly Item[],
  { name, start }: FollowedFunction,
  declared: (item: Item) => FollowedFunction,
): Item | undefined {
  const distance = (item: Item) => Math.abs(declared(item).start - start);
  const named = items.filter(item => declared(item).name === name);
  return named.sort((a, b) => distance(a) - distance(b))[0];
}

function followedDerivative(pair: WrittenDerivative): FollowedDerivative {
  return {
    ...followedFunction(pair.derivative),
    of: nameOfFunction(pair),
    ...('function' in pair && { functionStart: pair.function.outerStart }),
    ...('problem' in pair && { problem: pair.problem }),
  };
}

type Functions = Pick<FollowedScript, 'text' | 'functions' | 'derivatives'>;

/** What the text held before and does not hold now, where it is now; so is a derivative that has lost its function. */
function lostSince(before: Functions, { text, functions, derivatives }: Functions): Omit<Functions, 'text'> {
  const there = new Set(functions.map(({ name }) => name));
  const paired = new Map(derivatives.map(({ name, problem }) => [name, problem === undefined]));
  const isLost = ({ name, problem }: FollowedDerivative) => !(paired.get(name) ?? false) && problem === undefined;
  return {
    functions: shifted(
      before.functions.filter(({ name }) => !there.has(name)),
      before.text,
      text,
    ),
    derivatives: shifted(before.derivatives.filter(isLost), before.text, text).map(derivative => {
      if (derivative.functionStart === undefined) return derivative;
      const [of] = shifted([{ start: derivative.functionStart }], before.text, text);
      return { ...derivative, functionStart: of?.start ?? derivative.start };
    }),
  };
}

/** So much of a declaration tells it from others. */
const HEAD = 16;

/** Declarations of the text before, where they are now: nothing but one piece of the text has changed. */
function shifted<Declaration extends { readonly start: number }>(
  declarations: readonly Declaration[],
  before: string,
  text: string,
): Declaration[] {
  const moved = text.length - before.length;
  return declarations.flatMap(declaration => {
    const { start } = declaration;
    const head = before.slice(start, start + HEAD);
    const now = [start, start + moved].find(at => at >= 0 && text.startsWith(head, at));
    return now === undefined ? [] : [{ ...declaration, start: now }];
  });
}

/** Those that are there and those that are lost; a lost one takes the place of one of its name. */
function inOrder<Followed extends FollowedFunction>(there: readonly Followed[], lost: readonly Followed[]): Followed[] {
  const names = new Set(lost.map(({ name }) => name));
  return [...there.filter(({ name }) => !names.has(name)), ...lost].sort((a, b) => a.start - b.start);
}

/** Whether nothing is unfinished. */
function* isWhole(tree: Tree): Steps<boolean> {
  let whole = true;
  yield* walk(tree, ({ type }) => (whole &&= !type.isError));
  return whole;
}

const OF_NAMES = /[\p{L}\p{N}_$]/u;

/** Where the name of a function stands in the text, or else where its declaration begins. */
export function nameOf(text: string, { name, start }: FollowedFunction): TextPart {
  const word = name.slice(name.lastIndexOf('.') + 1);
  for (let at = text.indexOf(word, start); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    if (!OF_NAMES.test(text.charAt(at - 1)) && !OF_NAMES.test(text.charAt(end))) return { start: at, end };
  }
  return { start, end: start };
}
