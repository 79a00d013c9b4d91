import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { allFunctions, checkDifferentiable, functionAt, shownName, type FunctionSite } from '../../source/functions';
import { isScriptLanguage, parseScript, type ScriptLanguage } from '../../source/script';

/** A function in a document. */
export interface Target {
  readonly document: vscode.TextDocument;
  readonly site: FunctionSite;
}

/** Where a function is looked for: what a CodeLens and a panel remember of it. */
export interface FunctionReference {
  readonly uri: string;
  readonly name: string;
  /** Where it began when it was last seen. */
  readonly start: number;
}

/**
 * The function that a selection of an editor means.
 *
 * @throws Problem `no-script`, `no-function`, and what keeps the function from being differentiated
 */
export function selectedFunction({ document, selection }: vscode.TextEditor): Target {
  const language = languageOf(document);
  const text = document.getText();
  const [from, to] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  return differentiable({ document, site: functionAt(parseScript(text, language), text, language, from, to) });
}

/**
 * The function of a reference as it is now: of those with its name, the one nearest to where it was.
 *
 * @throws Problem `document-gone`, `unknown-function`, and what keeps the function from being differentiated
 */
export async function referredFunction({ uri, name, start }: FunctionReference): Promise<Target> {
  const document = await openDocument(uri);
  const language = languageOf(document);
  const text = document.getText();
  const sites = allFunctions(parseScript(text, language), text, language);
  const distance = (site: FunctionSite) => Math.abs(site.outerStart - start);
  const [site] = sites.filter(each => each.name === name).sort((a, b) => distance(a) - distance(b));
  if (site) return differentiable({ document, site });
  const names = new Set(sites.map(each => each.name).filter(each => each !== ''));
  throw new Problem('unknown-function', { name: shownName(name), names: [...names].join(', ') });
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

function differentiable(target: Target): Target {
  checkDifferentiable(target.site);
  return target;
}
