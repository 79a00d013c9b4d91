import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { NablaApi } from '../../src/editor/api';
import { panelTabs } from '../../src/editor/orphanPanels';
import { CURVES_PANEL, SHOW_CURVES, TRAIN } from '../../src/editor/training/ids';
import { until } from './helpers';

const extension = () => vscode.extensions.getExtension<NablaApi>('nabla.nabla')!;

async function closeCurves(): Promise<void> {
  await vscode.window.tabGroups.close(panelTabs(CURVES_PANEL));
  await until('the curves are closed', () => panelTabs(CURVES_PANEL).length === 0);
}

describe('training', () => {
  beforeEach(closeCurves);
  after(closeCurves);

  it('opens its view by command and starts nothing', async () => {
    await vscode.commands.executeCommand(TRAIN);
    assert.equal(panelTabs(CURVES_PANEL).length, 0);
  });

  it('learns the spiral untouched, opens its curves and leaves the keyboard where it was', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'text' });
    const { viewColumn } = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const api = await extension().activate();
    const training = api.train();
    await assert.rejects(api.train(), { code: 'cannot-start' });
    await until('the curves are open', () => panelTabs(CURVES_PANEL).length === 1);
    assert.notEqual(panelTabs(CURVES_PANEL)[0]!.group.viewColumn, viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    const { status, step, epochs } = await training;
    assert.deepEqual([status, step, epochs.length], ['finished', 2400, 100]);
    assert.ok(epochs.at(-1)!.test.score! >= 0.95);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('does the same again, number for number', async () => {
    const api = await extension().activate();
    assert.deepEqual(await api.train(), await api.train());
    await until('the curves are open once', () => panelTabs(CURVES_PANEL).length === 1);
  });

  it('shows its curves by command, in one panel', async () => {
    await vscode.commands.executeCommand(SHOW_CURVES);
    await vscode.commands.executeCommand(SHOW_CURVES);
    await until('the curves are open', () => panelTabs(CURVES_PANEL).length === 1);
  });

  it('keeps the engine out of the extension host', () => {
    const loaded = Object.keys(require.cache).filter(file => file.startsWith(extension().extensionPath + path.sep));
    assert.ok(loaded.some(file => file.endsWith('extension.js')));
    assert.ok(!loaded.some(file => file.endsWith('train.js')));
  });
});
