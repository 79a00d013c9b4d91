import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { Finding } from './findings';

/** Puts the parentheses where a derivative divides by 2 and then multiplies by h. */
export function quickFix(uri: vscode.Uri, { diagnostic, fix }: Required<Finding>): vscode.CodeAction {
  const title = l10n.t('Write {0} instead of {1}', fix.meant, fix.written);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(uri, fix.range, fix.meant);
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return action;
}
