import * as assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { NablaApi } from '../../src/editor/api';
import { panelTabs } from '../../src/editor/orphanPanels';
import { CURVES_PANEL, SHOW_CURVES, TRAIN } from '../../src/editor/training/ids';
import { TrainClient } from '../../src/processes/train/client';
import type { TrainingSummary } from '../../src/processes/train/protocol';
import { parseConfig } from '../../src/training/config';
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

  it('trains with the fastest kernels of this Node, by one thread and by two alike', async () => {
    const fastest = process.env['NABLA_HOST'] === 'oldest' ? 'simd128' : 'relaxed';
    const [alone, shared] = [await trained(1), await trained(2)];
    assert.deepEqual([alone.summary.kernels, alone.summary.threads], [fastest, 1]);
    assert.deepEqual([shared.summary.kernels, shared.summary.threads], [fastest, Math.min(2, availableParallelism())]);
    assert.ok(alone.losses.length > 100);
    assert.deepEqual(shared.losses, alone.losses);
  });

  it('keeps the engine out of the extension host', () => {
    const loaded = Object.keys(require.cache).filter(file => file.startsWith(extension().extensionPath + path.sep));
    assert.ok(loaded.some(file => file.endsWith('extension.js')));
    assert.ok(!loaded.some(file => file.endsWith('train.js')));
  });
});

/** A training of mini-batches long enough to be shared, by the train process of the extension. */
async function trained(threads: number): Promise<{ summary: TrainingSummary; losses: number[] }> {
  const losses: number[] = [];
  let end: (error?: Error) => void;
  const ended = new Promise<void>((resolve, reject) => (end = error => (error ? reject(error) : resolve())));
  const client = new TrainClient(
    {
      progress(progress) {
        losses.push(...progress.losses);
        if (progress.status === 'finished') end();
      },
      ended: problem => end(problem),
    },
    path.join(extension().extensionPath, 'dist', 'train.js'),
    undefined,
    () => threads,
  );
  const config = parseConfig({
    data: { source: { generator: 'drawnDigits', samples: 300 } },
    model: { layers: [{ units: 300, activation: 'relu' }] },
    training: { batchSize: 100, epochs: 40 },
  });
  try {
    const summary = await client.start(config, '');
    await ended;
    return { summary, losses };
  } finally {
    client.dispose();
  }
}
