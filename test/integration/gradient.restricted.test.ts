import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { COMPUTE_GRADIENT, GRADIENT_PANEL } from '../../src/editor/gradient/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { closeAll, editorWith, lensesOf, warningsWhile } from './helpers';

describe('the gradient in Restricted Mode', () => {
  after(closeAll);

  it('shows its lenses, but runs none of the code and says why', async () => {
    const trace = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'was-run');
    const content = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');\nfunction f(x: number) { return x; }\n`;
    const { document } = await editorWith(content, 'return x');
    assert.deepEqual(
      (await lensesOf(document)).map(({ command }) => command?.command),
      [COMPUTE_GRADIENT],
    );
    const shown = await warningsWhile(() => vscode.commands.executeCommand(COMPUTE_GRADIENT));
    assert.deepEqual(shown, [
      {
        message: 'Nabla runs a function only in a workspace you trust. Trust this workspace to run it.',
        actions: ['Manage Workspace Trust'],
      },
    ]);
    assert.equal(panelTabs(GRADIENT_PANEL).length, 0);
    assert.equal(fs.existsSync(trace), false);
  });
});
