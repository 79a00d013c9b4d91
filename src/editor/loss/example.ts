import * as vscode from 'vscode';
import { openSample } from '../sample';
import type { Services } from '../services';

/** The arrays of the example that are compared, as they are named in it. */
const COMPARED = ['y1', 't'];

/** Opens the book's example in an untitled editor, with a prediction and its target selected. */
export async function openExample(services: Services): Promise<void> {
  const editor = await openSample(services, 'losses.ts');
  editor.selections = COMPARED.map(name => literalOf(editor.document, name));
}

function literalOf(document: vscode.TextDocument, name: string): vscode.Selection {
  const text = document.getText();
  const start = text.indexOf('[', text.indexOf(`const ${name} `));
  return new vscode.Selection(document.positionAt(start), document.positionAt(text.indexOf(']', start) + 1));
}
