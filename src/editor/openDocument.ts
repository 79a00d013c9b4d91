import * as vscode from 'vscode';
import { Problem } from '../numerics/problem';
import { fileName } from './documents';

/** A document that is open; undefined where it is closed. */
export function documentOf(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
}

/**
 * A document, opened where it is closed.
 *
 * @throws Problem `document-gone` where it was deleted or thrown away
 */
export async function openDocument(uri: string): Promise<vscode.TextDocument> {
  const open = documentOf(uri);
  if (open) return open;
  try {
    const closed = vscode.Uri.parse(uri);
    if (closed.scheme !== 'untitled') return await vscode.workspace.openTextDocument(closed);
  } catch {
    // It was deleted, or is no file.
  }
  throw new Problem('document-gone', { file: fileName(uri) }); // an untitled text would be made anew
}
