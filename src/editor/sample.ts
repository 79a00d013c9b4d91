import * as vscode from 'vscode';
import type { Services } from './services';

/** Opens a script of the samples in an untitled editor, so that it can be changed at will. */
export async function openSample({ context }: Services, name: string): Promise<vscode.TextEditor> {
  const file = vscode.Uri.joinPath(context.extensionUri, 'samples', name);
  const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}
