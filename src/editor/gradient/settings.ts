import * as vscode from 'vscode';

export function inlineResultsEnabled(): boolean {
  return vscode.workspace.getConfiguration('nabla').get<boolean>('inlineResults.enabled', true);
}
