import * as assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';

describe('the host', () => {
  it('is a VS Code the manifest allows', () => {
    const [major, minor] = vscode.version.split('.').map(Number);
    console.log(`      VS Code ${vscode.version}, Node ${process.version}`);
    assert.equal(major, 1);
    assert.ok((minor ?? 0) >= 99);
  });

  it('has one workspace folder, trusted', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
    assert.equal(vscode.workspace.isTrusted, true);
  });

  it('completes JSON from a schema', async () => {
    const schema = { type: 'object', properties: { hostCheck: { enum: ['yes'] } } };
    const settings = vscode.workspace.getConfiguration('json');
    await settings.update('schemas', [{ fileMatch: ['host-check.json'], schema }], vscode.ConfigurationTarget.Global);
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    const file = path.join(folder, 'host-check.json');
    await fs.writeFile(file, '{\n  \n}\n');
    try {
      assert.ok((await completions(vscode.Uri.file(file), 'hostCheck')).includes('hostCheck'));
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await settings.update('schemas', undefined, vscode.ConfigurationTarget.Global);
      await fs.rm(file);
    }
  });
});

/** Labels offered in the second line, asked until `wanted` is among them: the language server takes a moment to start. */
async function completions(uri: vscode.Uri, wanted: string): Promise<string[]> {
  await vscode.window.showTextDocument(uri);
  for (let attempt = 0; ; attempt++) {
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(1, 2),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    if (labels.includes(wanted) || attempt === 100) {
      return labels;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
