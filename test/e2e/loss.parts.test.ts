import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Frame } from 'playwright-core';
import { themes } from '../host/settings';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { accessibilityFaults, expectFits } from './looks';
import {
  EVALUATE,
  evaluate,
  evaluateAll,
  lossPage,
  lossTab,
  lossValues,
  openWorkbench,
  sampleWorkspace,
  T,
  toggleTable,
  Y1,
  Y2,
} from './lossJourney';
import { saveAs } from './saveDialog';

/** Four samples of three classes; the third is taken for class 1. */
const PROBABILITIES = [
  [0.7, 0.2, 0.1],
  [0.1, 0.8, 0.1],
  [0.2, 0.5, 0.3],
  [0.3, 0.4, 0.3],
];
const BATCH = JSON.stringify({
  probabilities: PROBABILITIES,
  truth: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
});
const LABELS = JSON.stringify({ output: PROBABILITIES, label: [0, 1, 2, 1] });

/** What the samples add to the cross-entropy, a quarter of −log(p + δ) each. */
const SHARES = [0.7, 0.8, 0.3, 0.4].map(p => -Math.log(p + 1e-7) / 4);

describe('the parts of the Loss page', () => {
  let workbench: Workbench;
  let workspace: string;

  before(async () => {
    workspace = sampleWorkspace({ 'batch.json': BATCH, 'labels.json': LABELS });
    workbench = await openWorkbench({ workspace });
    await workbench.runCommand('View: Close Primary Side Bar');
  });

  after(() => workbench.dispose());

  async function choose(frame: Frame, name: string): Promise<void> {
    await frame.locator('#losses, #metrics').getByRole('button', { name, exact: true }).click();
    await frame.locator('.chosen h2', { hasText: name }).waitFor();
  }

  /** Rows of a table of the page, once there is one; its charts are tables meanwhile. */
  async function dataOf(frame: Frame, table: string): Promise<string[][]> {
    await toggleTable(frame);
    await frame.locator(table).waitFor();
    const rows = await workbench.readTable(frame, table);
    await toggleTable(frame);
    await frame.locator('.plot > .chart').waitFor();
    return rows;
  }

  describe('several predictions of one target', () => {
    let frame: Frame;

    before(async () => {
      frame = await evaluate(workbench, [T, Y1, Y2], 'y1 against t');
    });

    it('are ranked, and one sentence says which is closer', async () => {
      await frame.getByText('y1 is closer to t by every loss.').waitFor();
      const [head, ...rows] = await workbench.readTable(frame, '#ranking');
      assert.deepEqual(head!.slice(0, 3), ['Place', 'Prediction', 'Half sum of squares']);
      assert.deepEqual(
        rows.map(row => row.slice(0, 3)),
        [
          ['1', 'y1', '0.0975'],
          ['2', 'y2', '0.5975'],
        ],
      );
      assert.deepEqual(await accessibilityFaults(frame), []);
      await frame.locator('.compared').scrollIntoViewIfNeeded();
      await workbench.picture('loss-ranking');
    });

    it('are ordered by the measure that is chosen', async () => {
      await frame.locator('#ranking').getByRole('button', { name: 'Cross-entropy' }).click();
      await frame.locator('.full', { hasText: '0.510825457099338' }).waitFor();
      assert.equal(await frame.locator('#ranking [aria-pressed="true"]').first().innerText(), 'Cross-entropy');
    });

    it('are shown one at a time', async () => {
      await frame.locator('#ranking').getByRole('button', { name: 'y2' }).click();
      frame = await lossPage(workbench, 'y2 against t');
      assert.equal(await frame.locator('.full').innerText(), '2.302584092994546');
      await frame.locator('#ranking tr.is-chosen', { hasText: 'y2' }).waitFor();
    });
  });

  describe('a batch', () => {
    let frame: Frame;

    before(async () => {
      frame = await evaluateAll(workbench, 'batch.json', 'probabilities against truth');
      await choose(frame, 'Cross-entropy');
    });

    it('is shown sample by sample', async () => {
      const stepper = frame.locator('.plot').getByRole('group', { name: 'Sample' });
      await stepper.getByRole('button', { name: 'Next' }).click();
      await frame.getByRole('status').filter({ hasText: 'Sample 1' }).waitFor();
      const main = frame.locator('.plot > .chart');
      await main.press('Home');
      await main.press('ArrowRight');
      await frame.getByRole('status').filter({ hasText: 'probabilities 1: 0.8.' }).waitFor();
      await stepper.getByRole('spinbutton').fill('3');
      await stepper.getByRole('spinbutton').press('Enter');
      await frame.getByRole('status').filter({ hasText: 'Sample 3' }).waitFor();
      await main.press('Home');
      await frame.getByRole('status').filter({ hasText: 'probabilities 0: 0.3.' }).waitFor();
      assert.equal(await stepper.getByRole('button', { name: 'Next' }).isDisabled(), true);
    });

    it('shows what each sample adds to the loss, and goes to it', async () => {
      const [, ...rows] = await dataOf(frame, '#samples');
      rows.forEach(([sample, share], index) => {
        assert.equal(sample, String(index));
        assert.ok(Math.abs(Number(share) - SHARES[index]!) < 1e-15);
      });
      const shares = frame.locator('.small .chart').first();
      for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'Enter']) await shares.press(key);
      await frame.getByRole('status').filter({ hasText: 'Sample 2' }).waitFor();
      assert.equal(await frame.locator('.plot').getByRole('spinbutton').inputValue(), '2');
    });

    it('has metrics, which can be chosen while the charts stay with the loss', async () => {
      const [, ...rows] = await workbench.readTable(frame, '#metrics');
      assert.deepEqual([rows[0]![0], rows[0]!.at(-1)], ['Accuracy', '0.75']);
      await choose(frame, 'Accuracy');
      assert.equal(await frame.locator('.value').innerText(), '0.75');
      assert.equal((await dataOf(frame, '#data'))[0]![3], 'Term of Cross-entropy');
      await choose(frame, 'Cross-entropy');
    });

    it('has a confusion matrix with the scores of its classes', async () => {
      assert.deepEqual(await workbench.readTable(frame, '#confusion'), [
        ['Truth', '0', '1', '2'],
        ['0', '1', '0', '0'],
        ['1', '0', '2', '0'],
        ['2', '0', '1', '0'],
      ]);
      assert.deepEqual(await workbench.readTable(frame, '#classes'), [
        ['Class', 'Precision', 'Recall', 'F1 score', 'Support'],
        ['0', '1', '1', '1', '1'],
        ['1', '0.6667', '1', '0.8', '2'],
        ['2', '0', '0', '0', '1'],
      ]);
    });

    it('tells why accuracy is not what is trained by', async () => {
      await frame.getByText('Why not accuracy?').click();
      await frame.locator('.why .chart').waitFor();
      const stepper = frame.locator('.why').getByRole('group', { name: 'Sample' });
      await stepper.getByRole('spinbutton').fill('2');
      await stepper.getByRole('spinbutton').press('Enter');
      await frame.locator('.why .chart[aria-label*="sample 2"]').waitFor();
      await frame.locator('.why .chart').scrollIntoViewIfNeeded();
      await workbench.picture('loss-why-not-accuracy');
      const [head, ...rows] = await dataOf(frame, '#sweep');
      assert.deepEqual(head, ['Probability', 'Cross-entropy', 'Accuracy']);
      const numbers = rows.map(row => row.map(Number));
      assert.deepEqual([...new Set(numbers.map(([, , accuracy]) => accuracy))], [0.75, 1]); // flat, then one step
      // The others share 1 − p as 2 : 5, so that class 2 wins above p = 5 / 12.
      assert.ok(Math.abs(numbers.find(([, , accuracy]) => accuracy === 1)![0]! - 5 / 12) < 1e-6);
      numbers.slice(1).forEach(([, loss], index) => assert.ok(loss! < numbers[index]![1]!)); // the loss falls all the way
    });

    it('stays as it was set while its tab is hidden', async () => {
      await lossTab(workbench).click();
      await workbench.openFile('labels.json'); // opens in the panel's group and hides it
      await lossTab(workbench).click();
      frame = await lossPage(workbench, 'probabilities against truth');
      await frame.locator('.why[open] .chart').waitFor();
      assert.equal(await frame.locator('.plot').getByRole('spinbutton').inputValue(), '2');
      assert.equal(await frame.locator('.chosen h2').innerText(), 'Cross-entropy');
    });

    for (const theme of themes) {
      it(`is accessible in the theme ${theme}`, async () => {
        await workbench.setTheme(theme);
        await workbench.page.waitForTimeout(200); // the theme reaches the page a moment later
        assert.deepEqual(await accessibilityFaults(frame), []);
        await frame.locator('.confusion').scrollIntoViewIfNeeded();
        await workbench.picture(theme === 'dark' ? 'loss-confusion' : `loss-confusion-${theme}`);
      });
    }

    for (const width of [280, 600]) {
      it(`fits ${width} px`, () =>
        expectFits(workbench, width, { tab: lossTab(workbench), page: () => lossPage(workbench), name: 'loss-batch' }));
    }

    it('is read the same with class labels as its target', async () => {
      frame = await evaluateAll(workbench, 'labels.json', 'output against label');
      const values = await lossValues(workbench, frame);
      const expected = SHARES.reduce((sum, share) => sum + share, 0);
      assert.ok(Math.abs(Number(values['Cross-entropy']) - expected) < 1e-15);
      await choose(frame, 'Cross-entropy');
      const rows = await dataOf(frame, '#data');
      assert.deepEqual(
        rows.slice(7, 10).map(row => row.slice(0, 3)),
        [
          ['[2][0]', '0.2', '0'],
          ['[2][1]', '0.5', '0'],
          ['[2][2]', '0.3', '1'],
        ],
      );
    });
  });

  describe('the longest formula', () => {
    for (const width of [280, 600, 800]) {
      it(`fits ${width} px`, async () => {
        await workbench.openFile('metrics.ts');
        await workbench.selectTexts(['[0.9, 0.6, 0.45, 0.2, 0.55, 0.1]', '[1, 1, 1, 0, 0, 0]']);
        await workbench.runCommand(EVALUATE);
        await choose(await lossPage(workbench, 'predicted against actual'), 'Binary cross-entropy');
        const page = () => lossPage(workbench, 'predicted against actual');
        await expectFits(workbench, width, { tab: lossTab(workbench), page, name: 'loss-binary' });
      });
    }
  });

  describe('a prediction', () => {
    it('follows edits of the arrays, and says while they cannot be read that it shows them as they were', async () => {
      let frame = await evaluate(workbench, [Y1, T], 'y1 against t');
      await choose(frame, 'Half sum of squares');
      await workbench.openFile('losses.ts');
      await workbench.replaceText('0.6', '0.8');
      frame = await lossPage(workbench, 'y1 against t');
      await frame.locator('.value', { hasText: '0.0375' }).waitFor(); // ½ (3 · 0.1² + 2 · 0.05² + 0.2²)
      await workbench.replaceText('0.8', 'oops');
      await frame.locator('.stale', { hasText: 'The page shows the arrays as they were before.' }).waitFor();
      assert.equal(await frame.locator('.value').innerText(), '0.0375');
      await workbench.picture('loss-stale');
      await workbench.replaceText('oops', '0.6');
      await frame.locator('.value', { hasText: '0.0975' }).waitFor();
      assert.equal(await frame.locator('.stale').count(), 0);
      const toggle = frame.getByRole('switch', { name: 'Follow edits of the arrays' });
      assert.equal(await toggle.getAttribute('aria-checked'), 'true');
      await toggle.click();
      await until(
        'the toggle to be off',
        async () => (await toggle.getAttribute('aria-checked')) === 'false' || undefined,
      );
    });

    it('looks at one array alone when no other is chosen', async () => {
      await workbench.openFile('losses.ts');
      await workbench.selectTexts([Y2]);
      await workbench.runCommand(EVALUATE);
      await workbench.choose('y2 alone');
      const frame = await workbench.webview('body[data-ready="1"] .chosen h2:has-text("Entropy")');
      assert.deepEqual(await frame.locator('.small h2').allInnerTexts(), [
        'Information content',
        'Share of the entropy',
      ]);
      assert.deepEqual(await accessibilityFaults(frame), []);
      await workbench.picture('loss-alone');
    });

    it('saves a picture of the charts as they are seen', async () => {
      const frame = await evaluate(workbench, [Y1, T], 'y1 against t');
      const width = await frame.locator('.plot > .chart').evaluate(chart => chart.clientWidth);
      await frame.getByRole('button', { name: 'Save picture…' }).click();
      const file = path.join(workspace, 'saved.png');
      await saveAs(workbench, file);
      const png = await until('the picture on disk', () =>
        Promise.resolve(fs.existsSync(file) ? fs.readFileSync(file) : undefined),
      );
      assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
      assert.ok(png.readUInt32BE(16) >= 2 * width); // two pixels to one of the page
    });
  });
});
