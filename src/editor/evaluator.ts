import { existsSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { DEFAULT_LIMITS, EvaluateClient, MINIMUM_LIMITS, type EvaluationLimits } from '../processes/evaluate/client';
import { languageOfFile } from '../source/script';
import type { ModuleText } from '../source/modules';
import { consoleText } from '../words/consoleText';
import { fileName } from './documents';
import type { Services } from './services';

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

/** The limits as the user set them; a setting that makes no sense counts as unset. */
function evaluationLimits(): EvaluationLimits {
  return {
    timeout: setting('evaluation.timeout', MINIMUM_LIMITS.timeout, DEFAULT_LIMITS.timeout),
    memory: setting('evaluation.memory', MINIMUM_LIMITS.memory, DEFAULT_LIMITS.memory),
  };
}

function setting(name: string, minimum: number, fallback: number): number {
  const value = vscode.workspace.getConfiguration('nabla').get<unknown>(name);
  return typeof value === 'number' && value >= minimum ? value : fallback;
}

/** What tells which file a text is, be it open or closed. */
type Identity = Pick<vscode.TextDocument, 'uri' | 'languageId'>;

/** A document as a module: its text, and what other files that are open hold unsaved. */
export function moduleOf(document: Identity, text: string): ModuleText {
  const unsaved = vscode.workspace.textDocuments.filter(other => other !== document && isUnsavedModule(other));
  return {
    file: moduleFile(document),
    text,
    unsaved: Object.fromEntries(unsaved.map(other => [other.uri.fsPath, other.getText()])),
  };
}

function isUnsavedModule(document: vscode.TextDocument): boolean {
  return document.isDirty && isModule(document);
}

/** Whether others may import what a document holds. */
export function isModule({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'file' && (languageOfFile(uri.fsPath) !== undefined || uri.fsPath.endsWith('.json'));
}

/** Where the module's imports are looked for: an untitled text counts as lying in the workspace. */
export function moduleFile({ uri, languageId }: Identity): string {
  if (uri.scheme === 'file') return uri.fsPath;
  const ending = { typescript: 'ts', typescriptreact: 'tsx', javascriptreact: 'jsx' }[languageId] ?? 'js';
  // A notebook's cell has the path of its notebook.
  if (uri.scheme === 'vscode-notebook-cell' && path.isAbsolute(uri.fsPath)) return `${uri.fsPath}.${ending}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? process.cwd();
  return path.join(folder, `${fileName(uri.toString())}.${ending}`);
}
