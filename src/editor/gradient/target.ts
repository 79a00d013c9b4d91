import type { Tree } from '@lezer/common';
import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { allFunctions, checkDifferentiable, functionAt, shownName, type FunctionSite } from '../../source/functions';
import { isScriptLanguage, parseScriptInSlices, type ScriptLanguage } from '../../source/script';

/** A function in a document, and the text in which it was found: its places are of that text only. */
export interface Target {
  readonly document: vscode.TextDocument;
  readonly text: string;
  readonly version: number;
  readonly site: FunctionSite;
}

/** Where a function is looked for: what a CodeLens and a panel remember of it. */
export interface FunctionReference {
  readonly uri: string;
  readonly name: string;
  /** Where it began when it was last seen. */
  readonly start: number;
}

/** What is remembered of a function, to find it again. */
export function referenceTo({ document, site }: Target): FunctionReference {
  return { uri: document.uri.toString(), name: site.name, start: site.outerStart };
}

/**
 * The function that a selection of an editor means.
 *
 * @throws Problem `no-script`, `no-function`, and what keeps the function from being differentiated
 */
export function selectedFunction({ document, selection }: vscode.TextEditor): Promise<Target> {
  const [from, to] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  return find(document, (tree, text, language) => functionAt(tree, text, language, from, to));
}

/**
 * The function of a reference as it is now: of those with its name, the one nearest to where it was.
 *
 * @throws Problem `document-gone`, `unknown-function`, and what keeps the function from being differentiated
 */
export async function referredFunction({ uri, name, start }: FunctionReference): Promise<Target> {
  return find(await openDocument(uri), (tree, text, language) => {
    const sites = allFunctions(tree, text, language);
    const distance = (site: FunctionSite) => Math.abs(site.outerStart - start);
    const [site] = sites.filter(each => each.name === name).sort((a, b) => distance(a) - distance(b));
    if (site) return site;
    const names = new Set(sites.map(each => each.name).filter(each => each !== ''));
    throw new Problem('unknown-function', { name: shownName(name), names: [...names].join(', ') });
  });
}

type Finder = (tree: Tree, text: string, language: ScriptLanguage) => FunctionSite;

/** Looks for a function in the text as it is now; others run while it is parsed. */
async function find(document: vscode.TextDocument, finder: Finder): Promise<Target> {
  const language = languageOf(document);
  const { version } = document;
  const text = document.getText();
  const tree = await parseScriptInSlices(text, language);
  const site = finder(tree, text, language);
  checkDifferentiable(site);
  return { document, text, version, site };
}

async function openDocument(uri: string): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    throw new Problem('document-gone', { file: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)) });
  }
}

/** @throws Problem `no-script` */
function languageOf({ languageId }: vscode.TextDocument): ScriptLanguage {
  if (isScriptLanguage(languageId)) return languageId;
  throw new Problem('no-script', { language: languageId });
}
