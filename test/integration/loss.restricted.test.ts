import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LOSS_PANEL } from '../../src/editor/loss/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { closeAll, until } from './helpers';
import { choosing, editorWith, evaluateLoss, evaluatesLoss } from './lossPanels';

describe('Nabla in Restricted Mode', () => {
  beforeEach(closeAll);
  after(closeAll);

  it('evaluates the losses of literals', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    await editorWith('«const y = [0.2, 0.8];\nconst t = [0, 1];\n»');
    await evaluatesLoss();
    await until('the panel is open', () => panelTabs(LOSS_PANEL).length === 1);
  });

  it('offers the other literals of the file', async () => {
    await editorWith('const y = «[0.2, 0.8]»;\nconst t = [0, 1];\n');
    await choosing(/^t$/, evaluatesLoss);
    await until('the panel is open', () => panelTabs(LOSS_PANEL).length === 1);
  });

  it('runs no expression and says why', async () => {
    const trace = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'loss-was-run');
    const write = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');\n`;
    await editorWith(`${write}const f = () => [1, 2];\n«const y = f();\nconst t = [0, 1];»\n`);
    assert.deepEqual(await evaluateLoss(), [
      {
        message:
          'y in line 3 has to be run to have a value, and Nabla runs code only in a workspace you trust. Trust this workspace, or select arrays of plain numbers.',
        actions: ['Manage Workspace Trust'],
      },
    ]);
    assert.equal(panelTabs(LOSS_PANEL).length, 0);
    assert.equal(fs.existsSync(trace), false);
  });
});
