import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EVALUATE_LOSS, LOSS_PANEL } from '../../src/editor/loss/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { until } from './helpers';

describe('Nabla in Restricted Mode', () => {
  it('evaluates the losses of literals', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const content = 'const y = [0.2, 0.8];\nconst t = [0, 1];\n';
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 2, 0);
    await vscode.commands.executeCommand(EVALUATE_LOSS);
    await until('the panel is open', () => panelTabs(LOSS_PANEL).length === 1);
  });
});
