import * as vscode from 'vscode';
import { followedSteps, type FollowedScript } from '../../source/followed';
import { languageOfFile } from '../../source/script';
import { inSlices } from '../../source/slices';
import { documentOf } from '../openDocument';

/** Larger files are made by programs. */
const MAX_BYTES = 1_000_000;

/** A text as it was checked. */
export interface CheckedText {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** Whether what runs with it may come from other files, too. */
  readonly imports: boolean;
}

export function checkedText(uri: vscode.Uri, text: string): CheckedText {
  return { uri, text, imports: /\b(?:import|require)\b/.test(text) };
}

/** Tells which of the texts that were checked are not the same any more, or not run the same. */
export type Outdated = (checked: CheckedText) => boolean;

/** What an editor holds, or else what is saved; undefined where the text is gone, or too large to be read. */
export async function currentText(uri: vscode.Uri): Promise<string | undefined> {
  return documentOf(uri.toString())?.getText() ?? fileText(uri);
}

/** The functions and derivatives of a file as it is saved; undefined where it is gone, too large, or no script. */
export async function fileScript(uri: vscode.Uri, signal?: AbortSignal): Promise<FollowedScript | undefined> {
  const language = languageOfFile(uri.path);
  const text = language && (await fileText(uri));
  return text === undefined ? undefined : inSlices(followedSteps(text, language!), signal);
}

async function fileText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
