import type * as vscode from 'vscode';

/** What every feature is given on activation. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
}
