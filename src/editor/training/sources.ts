import * as path from 'node:path';
import * as vscode from 'vscode';
import { spiralName } from '../../words/trainingRun';
import { SPIRAL, type DataSource } from './messages';
import type { DataPlace } from './session';

/** The data files of the workspace that are on offer. */
export const DATA_FILES = '**/*.csv';
const MAX_FILES = 50;

/** The data sets that come with the extension; those of the workspace take their place. */
const SAMPLES = ['iris.csv', 'digits.csv'];

/** What there is to train on: the generator, CSV files of the workspace, and the samples. */
export async function findSources(extensionUri: vscode.Uri): Promise<DataSource[]> {
  const found = await vscode.workspace.findFiles(DATA_FILES, '**/node_modules/**', MAX_FILES);
  const files = found.map(uri => fileSource(uri)).sort((a, b) => a.name.localeCompare(b.name));
  const names = found.map(uri => path.posix.basename(uri.path));
  const samples = SAMPLES.filter(name => !names.includes(name)).map(name =>
    fileSource(vscode.Uri.joinPath(extensionUri, 'samples', 'data', name)),
  );
  return [{ id: SPIRAL, name: spiralName() }, ...files, ...samples];
}

export function fileSource(uri: vscode.Uri): DataSource {
  return { id: uri.toString(), name: locate(uri.toString()).name };
}

/** A file's place relative to its workspace folder; to its own folder where it lies outside. */
export function locate(source: string): DataPlace {
  if (source === SPIRAL) return { name: spiralName(), folder: '', path: undefined };
  const uri = vscode.Uri.parse(source);
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
  const relative = path.relative(root, uri.fsPath).split(path.sep).join('/');
  return { name: relative, folder: root, path: relative };
}

/** Asks for a file to train on. */
export async function askForFile(): Promise<DataSource | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    filters: { CSV: ['csv'] },
    ...(folder ? { defaultUri: folder } : {}),
  });
  return chosen?.[0] && fileSource(chosen[0]);
}
