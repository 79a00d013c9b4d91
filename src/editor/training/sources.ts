import * as path from 'node:path';
import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { GENERATORS } from '../../training/config';
import { generatorName } from '../../words/trainingData';
import { isGenerator, type DataSource } from './messages';
import type { DataPlace } from './session';

/** Files that can be trained on, by the ends of their names. */
const EXTENSIONS = ['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'npy', 'npz'];

/** The data files of the workspace that are on offer. Most JSON files are no data but settings: those in a folder of data are. */
export const DATA_FILES = `{${EXTENSIONS.map(end => (end === 'json' ? '**/data/**/*.json' : `**/*.${end}`)).join(',')}}`;
const MAX_FILES = 50;

/** The data sets that come with the extension; those of the workspace take their place. */
const SAMPLES = ['iris.csv', 'digits.csv'];

/** What there is to train on: what can be made, files of the workspace, and the samples. */
export async function findSources(extensionUri: vscode.Uri): Promise<DataSource[]> {
  const found = await vscode.workspace.findFiles(DATA_FILES, '**/node_modules/**', MAX_FILES);
  const files = found.map(uri => fileSource(uri)).sort((a, b) => a.name.localeCompare(b.name));
  const names = found.map(uri => path.posix.basename(uri.path));
  const samples = SAMPLES.filter(name => !names.includes(name)).map(name =>
    fileSource(vscode.Uri.joinPath(extensionUri, 'samples', 'data', name)),
  );
  return [...GENERATORS.map(name => ({ id: name, name: generatorName(name) })), ...files, ...samples];
}

export function fileSource(uri: vscode.Uri): DataSource {
  return { id: uri.toString(), name: locate(uri.toString()).name };
}

/** A file's place relative to its workspace folder; to its own folder where it lies outside. */
export function locate(source: string): DataPlace {
  if (isGenerator(source)) return { name: generatorName(source), folder: '', path: undefined };
  const uri = vscode.Uri.parse(source);
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
  const relative = path.relative(root, uri.fsPath).split(path.sep).join('/');
  return { name: relative, folder: root, path: relative };
}

/** Asks for a file to train on. */
export async function askForFile(): Promise<DataSource | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    filters: { [l10n.t('Data')]: EXTENSIONS },
    ...(folder ? { defaultUri: folder } : {}),
  });
  return chosen?.[0] && fileSource(chosen[0]);
}
