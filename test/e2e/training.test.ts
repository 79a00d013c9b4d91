import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Frame } from 'playwright-core';
import { childrenOf } from '../host/processes';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { openWorkbench, sampleWorkspace } from './lossJourney';
import {
  choose,
  curvesPage,
  curvesTab,
  epochRows,
  fill,
  openTrainView,
  press,
  testScore,
  trainPage,
  untilProgress,
  untilStatusBar,
} from './trainingJourney';

const RAGGED = 'a,b,kind\n1,2,x\n3,y\n';

/** How many steps the curves say were done. */
async function stepsDone(frame: Frame): Promise<number> {
  const text = await frame.locator('#progress').innerText();
  return Number(/step ([\d,]+)/.exec(text)![1]!.replaceAll(',', ''));
}

describe('training a network', () => {
  let workbench: Workbench;
  let workspace: string;
  let view: Frame;

  before(async () => {
    workspace = sampleWorkspace({ 'ragged.csv': RAGGED });
    workbench = await openWorkbench({ workspace });
    await workbench.runCommand('Nabla: Train…');
    view = await trainPage(workbench);
  });

  after(() => workbench.dispose());

  it('is ready to start without anything filled in', async () => {
    await untilProgress(view, 'Ready to train.');
    await view.locator('#data-summary', { hasText: '300 samples · 2 features · 2 classes' }).waitFor();
    assert.equal(await view.locator('#model-summary').innerText(), '2 → 16 → 16 → 2 · 354 parameters');
    assert.equal(await curvesTab(workbench).count(), 0);
    assert.equal(await workbench.statusBar('nabla.training'), undefined);
  });

  it('learns the spiral when Start is pressed untouched, and draws its curves beside', async () => {
    await press(view, 'Start');
    const curves = await curvesPage(workbench);
    await untilProgress(view, 'Finished · epoch 100/100 · step 2,400');
    await untilProgress(curves, 'Finished');
    assert.equal(await curves.locator('h1').innerText(), 'Spiral · 16 tanh → 16 tanh · Adam 0.01');
    await untilStatusBar(workbench, /epoch 100\/100 · loss 0\.\d+/);
    const rows = await epochRows(workbench);
    assert.equal(rows.length, 100);
    assert.deepEqual([rows[0]![0], rows.at(-1)![0]], ['1', '100']);
    assert.ok((await testScore(workbench)) >= 0.95, `test accuracy ${await testScore(workbench)}`);
    const steps = await workbench.readTable(curves, '#steps');
    assert.ok(steps.length > 100 && steps.length <= 2001, `${steps.length} rows`);
  });

  it('does something else with another seed, and the same again with the same', async () => {
    /** Trains with a seed; a training is over so soon that only other numbers tell it from the one before. */
    const rowsWithSeed = async (seed: string, before: string[][]): Promise<string[][]> => {
      await fill(view, 'Seed', seed);
      await press(view, 'Start');
      return until('other numbers', async () => {
        const rows = await epochRows(workbench);
        return rows.length === 100 && JSON.stringify(rows) !== JSON.stringify(before) ? rows : undefined;
      });
    };
    const first = await epochRows(workbench);
    const other = await rowsWithSeed('2', first);
    assert.deepEqual(await rowsWithSeed('1', other), first);
    await untilProgress(view, 'Finished');
  });

  it('shows points of the curves to the keyboard', async () => {
    const rows = await epochRows(workbench);
    const curves = await curvesPage(workbench);
    await curves.locator('.data').first().press('t');
    const accuracy = curves.locator('.chart').nth(1);
    await accuracy.focus();
    await accuracy.press('End');
    await accuracy.press('ArrowDown');
    const said = (epoch: number, row: string[]) =>
      curves
        .getByRole('status')
        .filter({ hasText: `Test, Epoch ${epoch}: ${row.at(-1)}` })
        .waitFor();
    await said(100, rows[99]!);
    await accuracy.press('ArrowLeft');
    await said(99, rows[98]!);
  });

  it('pauses, goes on and stops, from the curves as from the view', async () => {
    await fill(view, 'Epochs', '100000');
    await press(view, 'Start');
    const curves = await curvesPage(workbench);
    await untilProgress(curves, 'left');
    await press(curves, 'Pause');
    await untilProgress(curves, 'Paused');
    await untilProgress(view, 'Paused');
    const paused = await stepsDone(curves);
    await workbench.page.waitForTimeout(700);
    assert.equal(await stepsDone(curves), paused);
    await workbench.picture('training-paused');
    await press(view, 'Resume');
    await untilProgress(curves, 'steps/s');
    await press(view, 'Stop');
    await untilProgress(curves, 'Stopped');
    assert.ok((await stepsDone(curves)) > paused);
    assert.ok(await view.getByRole('button', { name: 'Start', exact: true }).isEnabled());
  });

  it('takes another learning rate while it runs', async () => {
    await press(view, 'Start');
    await untilProgress(view, 'steps/s');
    assert.ok(await view.getByLabel('Epochs', { exact: true }).isDisabled());
    await view.getByText('What is locked applies to the next run.').waitFor();
    const rate = view.getByLabel('Learning rate', { exact: true });
    await rate.fill('0.002');
    await view.getByText('0.01 is in use. Enter applies yours.').waitFor();
    await rate.press('Enter');
    await view.getByText('is in use').waitFor({ state: 'hidden' });
    await press(view, 'Stop');
    await untilProgress(view, 'Stopped');
    await fill(view, 'Learning rate', '0.01');
    await fill(view, 'Epochs', '100');
  });

  it('says under a field what is wrong with it, and starts only when nothing is', async () => {
    const start = view.getByRole('button', { name: 'Start', exact: true });
    const cases: [field: string, wrong: string, sentence: string, right: string][] = [
      ['Learning rate', 'fast', '"fast" is not a number. Enter one such as 0.01 or 1e-3.', '0.01'],
      ['Learning rate', '0', '0 is too small; it must be above 0.', '0.01'],
      ['Epochs', '2.5', '2.5 is not a whole number.', '100'],
      ['Test share, %', '95', '95 is too large; the most is 90.', '20'],
      ['Layer 2', '0', '0 is too small; the least is 1.', '16'],
      ['Batch size', '', 'Enter a number.', '10'],
    ];
    for (const [field, wrong, sentence, right] of cases) {
      await fill(view, field, wrong);
      await view.getByRole('alert').filter({ hasText: sentence }).waitFor();
      await untilProgress(view, 'Correct what is marked below, then start.');
      assert.ok(await start.isDisabled());
      await fill(view, field, right);
      await view.getByRole('alert').waitFor({ state: 'hidden' });
    }
    assert.ok(await start.isEnabled());
  });

  it('learns handwritten digits', async () => {
    await choose(view, 'Data set', 'data/digits.csv');
    await view.locator('#data-summary', { hasText: '1,797 samples · 64 features · 10 classes' }).waitFor();
    assert.equal(await view.getByLabel('Label', { exact: true }).inputValue(), 'digit');
    await fill(view, 'Epochs', '10');
    await press(view, 'Start');
    await untilProgress(view, 'Finished · epoch 10/10');
    await untilProgress(await curvesPage(workbench), 'Finished');
    assert.match(await (await curvesPage(workbench)).locator('h1').innerText(), /^data\/digits\.csv/);
    const accuracy = await testScore(workbench);
    assert.ok(accuracy >= 0.93, `test accuracy ${accuracy}`);
  });

  it('learns another column where the last one is none to learn', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i},${i % 2},name ${i}\n`);
    fs.writeFileSync(path.join(workspace, 'names.csv'), `x,kind,name\n${rows.join('')}`);
    await choose(view, 'Data set', 'names.csv');
    await view.getByRole('alert').filter({ hasText: 'Choose another label column: x, kind, name.' }).waitFor();
    await fill(view, 'Label', 'kin');
    await view.getByRole('alert').filter({ hasText: 'names.csv has no column kin.' }).waitFor();
    await fill(view, 'Label', 'kind');
    await view.getByRole('alert').filter({ hasText: 'leave the column out with data.ignore' }).waitFor();
    await fill(view, 'Leave out', 'name');
    await view.locator('#data-summary', { hasText: '60 samples · 1 feature · 2 classes' }).waitFor();
    await view.getByRole('alert').waitFor({ state: 'hidden' });
    assert.equal(await view.getByLabel('Label', { exact: true }).inputValue(), 'kind');
  });

  it('says what is wrong with a file, and reads it again when it was corrected', async () => {
    await choose(view, 'Data set', 'ragged.csv');
    await view
      .getByRole('alert')
      .filter({ hasText: /ragged\.csv, line 3: 2 cells, but there are 3 columns/ })
      .waitFor();
    assert.ok(await view.getByRole('button', { name: 'Start', exact: true }).isDisabled());
    await workbench.picture('training-ragged');
    fs.writeFileSync(path.join(workspace, 'ragged.csv'), 'a,b,kind\n1,2,x\n3,4,y\n5,6,x\n7,8,y\n');
    await view
      .getByRole('button', { name: 'Read again' })
      .click({ timeout: 2_000 })
      .catch(() => undefined); // it may have been by itself
    await view.locator('#data-summary', { hasText: '4 samples · 2 features · 2 classes' }).waitFor();
    assert.ok(await view.getByRole('button', { name: 'Start', exact: true }).isEnabled());
    await choose(view, 'Data set', 'Spiral');
  });

  it('learns numbers, and counts R² of them', async () => {
    await choose(view, 'Data set', 'Sine');
    await view.locator('#data-summary', { hasText: '200 samples · 1 feature · regression' }).waitFor();
    assert.equal(await view.locator('#model-summary').innerText(), '1 → 16 → 16 → 1 · 321 parameters');
    await fill(view, 'Epochs', '30');
    await press(view, 'Start');
    const curves = await curvesPage(workbench);
    await untilProgress(view, 'Finished · epoch 30/30');
    await curves.locator('h1', { hasText: 'Sine' }).waitFor();
    await curves.locator('#epochs', { hasText: 'Test R²' }).waitFor();
    assert.equal((await epochRows(workbench)).length, 30);
    const score = await testScore(workbench);
    assert.ok(score >= 0.9 && score <= 1, `test R² ${score}`);
    assert.match(await view.locator('.minis').innerText(), /R²/);
  });

  it('trains whatever can be made, with every optimizer', async () => {
    const optimizers = ['SGD', 'Momentum', 'Nesterov', 'AdaGrad', 'RMSProp', 'Adam'];
    const generators = ['Spiral', 'Moons', 'Circles', 'XOR', 'Blobs', 'Sine', 'Plane', 'Drawn digits'];
    await fill(view, 'Epochs', '2');
    for (const [index, generator] of generators.entries()) {
      const optimizer = optimizers[index % optimizers.length]!;
      await choose(view, 'Data set', generator);
      await choose(view, 'Optimizer', optimizer);
      await press(view, 'Start');
      const curves = await curvesPage(workbench);
      await curves.locator('h1', { hasText: generator }).waitFor();
      await untilProgress(curves, 'Finished · epoch 2/2');
      assert.match(await curves.locator('h1').innerText(), new RegExp(`${optimizer} 0.01$`));
    }
    await choose(view, 'Data set', 'Spiral');
  });

  it('tells how far large data are, and stops reading them', async () => {
    const line = `${'0.123456,'.repeat(8)}`;
    const lines = Array.from({ length: 800_000 }, (_, i) => `${line}${i % 3}\n`); // 60 MB
    fs.writeFileSync(path.join(workspace, 'large.csv'), `a,b,c,d,e,f,g,h,k\n${lines.join('')}`);
    await choose(view, 'Data set', 'large.csv');
    await view.locator('#data-summary', { hasText: /Reading the data… \d+ %/ }).waitFor();
    await press(view, 'Start');
    await untilProgress(view, /Reading the data… \d+ %/);
    await press(view, 'Stop');
    await untilProgress(view, 'Stopped · epoch 1/2 · step 0');
    await choose(view, 'Data set', 'Spiral');
    await view.locator('#data-summary', { hasText: '300 samples' }).waitFor();
  });

  it('waits where a training diverges, and goes on with a lower rate', async () => {
    const useActivation = async (name: string) => {
      for (const layer of [1, 2]) await choose(view, `Activation of layer ${layer}`, name);
    };
    await fill(view, 'Epochs', '100');
    await useActivation('ReLU'); // whose outputs have no bound
    await choose(view, 'Optimizer', 'SGD');
    await fill(view, 'Learning rate', '100000');
    await press(view, 'Start');
    await untilProgress(view, 'Paused');
    const diverged = view.getByRole('alert').filter({ hasText: /The training diverged: at step \d+.*It waits: / });
    await diverged.waitFor();
    await untilStatusBar(workbench, /diverged at step \d+/);
    await workbench.picture('training-diverged');
    await fill(view, 'Learning rate', '0.001');
    await press(view, 'Resume');
    await untilProgress(view, 'Finished · epoch 100/100');
    await diverged.waitFor({ state: 'hidden' });
    await fill(view, 'Learning rate', '0.01');
    await choose(view, 'Optimizer', 'Adam');
    await useActivation('tanh');
  });

  it('keeps the curves when the train process is killed, and starts again', async () => {
    await fill(view, 'Epochs', '100000');
    await press(view, 'Start');
    await untilProgress(view, 'steps/s');
    const pids = workbench.server.extensionHostPids().flatMap(host => childrenOf(host, 'train.js'));
    assert.equal(pids.length, 1);
    process.kill(pids[0]!, 'SIGKILL');
    const curves = await curvesPage(workbench);
    const sentence = 'The process that trains has ended (SIGKILL). What was drawn is kept; start again.';
    await curves.getByRole('alert').filter({ hasText: sentence }).waitFor();
    await untilProgress(view, 'Failed');
    assert.ok((await stepsDone(curves)) > 0);
    await workbench.picture('training-killed');
    await fill(view, 'Epochs', '10');
    await press(view, 'Start');
    await untilProgress(view, 'Finished');
    await curves.getByRole('alert').waitFor({ state: 'hidden' });
  });

  it('keeps the form while the view is hidden and over a reload of the window', async () => {
    await fill(view, 'Seed', '7');
    await workbench.openSideView('Explorer');
    view = await openTrainView(workbench);
    assert.equal(await view.getByLabel('Seed', { exact: true }).inputValue(), '7');
    await workbench.reload();
    view = await openTrainView(workbench);
    assert.equal(await view.getByLabel('Seed', { exact: true }).inputValue(), '7');
    const empty = await workbench.webview('.empty');
    await empty.getByText('The curves of the training before the window was reloaded were not kept.').waitFor();
    await workbench.picture('training-not-kept');
    await empty.getByRole('button', { name: 'Start', exact: true }).click();
    await untilProgress(await curvesPage(workbench), 'Finished');
    assert.equal(await curvesTab(workbench).count(), 1);
  });

  it('breaks no content security policy', () => {
    const violations = workbench.consoleErrors.filter(text => /Content Security Policy/i.test(text));
    assert.deepEqual(violations, []);
  });
});
