import type { Tree } from '@lezer/common';
import type * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { followedFunction, nearestNamed } from '../../source/followed';
import {
  checkDifferentiable,
  expressionSteps,
  functionAtSteps,
  functionSteps,
  shownName,
  unknownFunction,
  type FunctionSite,
} from '../../source/functions';
import { isScriptLanguage, parseScriptInSlices, type ScriptLanguage } from '../../source/script';
import { inSlices, type Steps } from '../../source/slices';
import { openDocument } from '../openDocument';

/** A function in a document, and the text in which it was found: its places are of that text only. */
export interface Target {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly version: number;
  readonly tree: Tree;
  readonly site: FunctionSite;
}

/** Where a function is looked for: what a CodeLens and a panel remember of it. */
export interface FunctionReference {
  readonly uri: string;
  readonly name: string;
  /** Where it began when it was last seen. */
  readonly start: number;
  /** The whole of an expression, which has no other name. */
  readonly expression?: string;
}

/** What is remembered of a function, to find it again. */
export function referenceTo({ document, text, site }: Target): FunctionReference {
  const { name, start, end, outerStart, variables } = site;
  const reference = { uri: document.uri.toString(), name, start: outerStart };
  return variables ? { ...reference, expression: text.slice(start, end) } : reference;
}

/**
 * The function that a selection of an editor means.
 *
 * @throws Problem `no-script`, `no-function`, and what keeps the function from being differentiated
 */
export function selectedFunction({ document, selection }: vscode.TextEditor): Promise<Target> {
  const [from, to] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  return find(document, (tree, text, language) => functionAtSteps(tree, text, language, from, to));
}

/**
 * The function of a reference as it is now: of those with its name, or expressions with its text, the one nearest to
 * where it was.
 *
 * @throws Problem `document-gone`, `unknown-function`, and what keeps the function from being differentiated
 */
export async function referredFunction({ uri, name, start, expression }: FunctionReference): Promise<Target> {
  return find(await openDocument(uri), function* (tree, text, language) {
    if (expression !== undefined) {
      const at = nearest(text, expression, start);
      if (at === undefined) throw new Problem('expression-gone', { expression: name });
      return yield* expressionSteps(tree, text, language, at, at + expression.length);
    }
    const sites = yield* functionSteps(tree, text, language);
    const site = nearestNamed(sites, { name, start }, followedFunction);
    if (site) return site;
    throw unknownFunction(sites, shownName(name));
  });
}

/** Where a piece of a text begins that is nearest to a place. */
function nearest(text: string, piece: string, place: number): number | undefined {
  const [before, after] = [text.lastIndexOf(piece, place), text.indexOf(piece, place)];
  if (before < 0 || after < 0) return before < 0 && after < 0 ? undefined : Math.max(before, after);
  return place - before <= after - place ? before : after;
}

type Finder = (tree: Tree, text: string, language: ScriptLanguage) => Steps<FunctionSite>;

/** Looks for a function in the text as it is now; others run meanwhile. */
async function find(document: vscode.TextDocument, finder: Finder): Promise<Target> {
  const language = languageOf(document);
  const { version } = document;
  const text = document.getText();
  const tree = await parseScriptInSlices(text, language);
  const site = await inSlices(finder(tree, text, language));
  checkDifferentiable(site);
  return { document, text, version, tree, site };
}

/** @throws Problem `no-script` */
function languageOf({ languageId }: vscode.TextDocument): ScriptLanguage {
  if (isScriptLanguage(languageId)) return languageId;
  throw new Problem('no-script', { language: languageId });
}
