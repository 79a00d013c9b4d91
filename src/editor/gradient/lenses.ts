import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { numericFunctions } from '../../source/functions';
import { isScriptLanguage, parseScriptInSlices } from '../../source/script';
import { COMPUTE_GRADIENT } from './ids';
import type { FunctionReference } from './target';

/** The lenses of each document, for the version they were made for. */
const made = new WeakMap<vscode.TextDocument, { version: number; lenses: vscode.CodeLens[] }>();

/** A lens above each function of numbers, found in unfinished text too; undefined where the text changed meanwhile. */
export async function gradientLenses(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<vscode.CodeLens[] | undefined> {
  const { version, languageId } = document;
  const known = made.get(document);
  if (known?.version === version) return known.lenses;
  if (!isScriptLanguage(languageId)) return [];
  const text = document.getText();
  const tree = await parseScriptInSlices(text, languageId, () => token.isCancellationRequested);
  if (!tree) return undefined;
  const uri = document.uri.toString();
  const lenses = numericFunctions(tree, text, languageId).map(({ name, outerStart }) => {
    const reference: FunctionReference = { uri, name, start: outerStart };
    const position = document.positionAt(outerStart);
    return new vscode.CodeLens(new vscode.Range(position, position), {
      title: l10n.t('∇ compute gradient here'),
      command: COMPUTE_GRADIENT,
      arguments: [reference],
    });
  });
  made.set(document, { version, lenses });
  return lenses;
}
