import * as vscode from 'vscode';
import { Problem } from '../numerics/problem';
import { fileName } from './documents';

/**
 * Shows a line of a document and puts the cursor there, where the document is in sight already or else in the first
 * column.
 *
 * @param line from 1
 * @param column from 1
 * @throws Problem `document-gone` where the document was deleted or thrown away
 */
export async function revealLine(uri: string, line: number, column = 1): Promise<void> {
  const position = new vscode.Position(line - 1, column - 1);
  const shownIn = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  try {
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
      viewColumn: shownIn?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(position, position),
    });
  } catch {
    throw new Problem('document-gone', { file: fileName(uri) });
  }
}
