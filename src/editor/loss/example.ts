import * as vscode from 'vscode';
import type { Services } from '../services';

/** The arrays of the example that are compared, as they are named in it. */
const COMPARED = ['y1', 't'];

/** Opens the book's example in an untitled editor, with a prediction and its target selected. */
export async function openExample({ context }: Services): Promise<void> {
  const file = vscode.Uri.joinPath(context.extensionUri, 'samples', 'losses.ts');
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
  const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
  editor.selections = COMPARED.map(name => literalOf(document, name));
}

function literalOf(document: vscode.TextDocument, name: string): vscode.Selection {
  const text = document.getText();
  const start = text.indexOf('[', text.indexOf(`const ${name} `));
  return new vscode.Selection(document.positionAt(start), document.positionAt(text.indexOf(']', start) + 1));
}
