import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { EvaluateClient } from '../../processes/evaluate/client';
import { consoleText } from '../../words/consoleText';
import type { Services } from '../services';
import { evaluationLimits } from './settings';

let client: EvaluateClient | undefined;

/** The window's evaluate process, started when it is first asked for something; it ends with the window. */
export function evaluator({ context, log }: Services): EvaluateClient {
  if (client) return client;
  const created = new EvaluateClient({
    limits: evaluationLimits,
    print: event => log.info(`console.${event.level}: ${consoleText(event)}`),
    folder: workspaceFolder,
  });
  const changes = vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('nabla.evaluation')) created.renew();
  });
  const end = () => {
    created.dispose();
    client = undefined;
  };
  context.subscriptions.push(changes, { dispose: end });
  return (client = created);
}

/** Code that reads files by relative paths expects to run in the workspace. */
function workspaceFolder(): string | undefined {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder && existsSync(folder.uri.fsPath) ? folder.uri.fsPath : undefined;
}
