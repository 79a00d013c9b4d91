/**
 * A small extension installed beside ours in driven windows. It does what keys and mouse cannot do exactly, such as
 * selecting places out of sight, and nothing unless asked. Requests and replies are files in the folder named by
 * NABLA_DRIVER: no port, and nothing to reconnect after a reload.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** 1-based lines and columns, as people and the status bar count. */
export interface DriverRange {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

export type DriverRequest =
  | { kind: 'read' }
  | { kind: 'select'; ranges: readonly DriverRange[] }
  | { kind: 'configure'; settings: Readonly<Record<string, unknown>> };

export interface DriverReply {
  text?: string;
  error?: string;
}

/** Looks for requests until the host ends. */
export function activate(context: vscode.ExtensionContext): void {
  const folder = process.env['NABLA_DRIVER'];
  if (folder === undefined) {
    return;
  }
  const timer = setInterval(() => {
    for (const name of fs.readdirSync(folder).filter(file => file.endsWith('.request'))) {
      const file = path.join(folder, name);
      const request = JSON.parse(fs.readFileSync(file, 'utf8')) as DriverRequest;
      fs.rmSync(file);
      void answer(request).then(reply => {
        fs.writeFileSync(`${file}.draft`, JSON.stringify(reply));
        fs.renameSync(`${file}.draft`, file.replace(/request$/, 'reply'));
      });
    }
  }, 20);
  context.subscriptions.push({ dispose: () => clearInterval(timer) });
}

async function answer(request: DriverRequest): Promise<DriverReply> {
  try {
    return await act(request);
  } catch (error) {
    return { error: String(error) };
  }
}

async function act(request: DriverRequest): Promise<DriverReply> {
  if (request.kind === 'configure') {
    for (const [name, value] of Object.entries(request.settings)) {
      await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
    }
    return {};
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return { error: 'No text editor is active.' };
  }
  if (request.kind === 'select') {
    editor.selections = request.ranges.map(
      range => new vscode.Selection(range.startLine - 1, range.startColumn - 1, range.endLine - 1, range.endColumn - 1),
    );
    editor.revealRange(editor.selection);
  }
  return { text: editor.document.getText() };
}
