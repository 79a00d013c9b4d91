import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Frame } from 'playwright-core';
import { projectRoot } from '../host/cache';
import { themes } from '../host/settings';
import type { Workbench } from '../host/workbench';
import { accessibilityFaults, expectFits } from './looks';
import {
  evaluate,
  EVALUATE,
  EVALUATE_KO,
  lossPage,
  lossValues,
  lossTab,
  openWorkbench,
  T,
  toggleTable,
  Y1,
  Y3,
} from './lossJourney';

/** The colour of the first filled bar, and the theme's colour for the first series. */
function barColors(frame: Frame): Promise<{ painted: string; expected: string }> {
  return frame.locator('.plot > .chart canvas').evaluate((canvas: HTMLCanvasElement) => {
    const probe = document.body.appendChild(document.createElement('span'));
    probe.style.color = 'var(--vscode-charts-blue)';
    const expected = getComputedStyle(probe).color;
    probe.remove();
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map<string, number>();
    for (let i = 0; i < data.length; i += 4) {
      const color = `rgb(${data[i]}, ${data[i + 1]}, ${data[i + 2]})`;
      if (data[i + 3] === 255) counts.set(color, (counts.get(color) ?? 0) + 1);
    }
    const [painted = ''] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
    return { painted, expected };
  });
}

describe('the Loss page', () => {
  describe('in English', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench();
      await workbench.runCommand('View: Close Primary Side Bar');
      await evaluate(workbench, [Y1, T], 'y1 against t');
    });

    after(() => workbench.dispose());

    for (const theme of themes) {
      it(`follows the theme ${theme} and is accessible, as a chart and as a table`, async () => {
        await workbench.setTheme(theme);
        const frame = await lossPage(workbench);
        await workbench.page.waitForTimeout(200); // the theme reaches the page a moment later
        await workbench.picture(`loss-${theme}`);
        const { painted, expected } = await barColors(frame);
        assert.equal(painted, expected);
        assert.deepEqual(await accessibilityFaults(frame), []);
        await toggleTable(frame);
        await frame.locator('#data').waitFor();
        assert.deepEqual(await accessibilityFaults(frame), []);
        await workbench.picture(`loss-${theme}-table`);
        await toggleTable(frame);
      });
    }

    for (const width of [280, 600, 1400]) {
      it(`fits ${width} px`, () =>
        expectFits(workbench, width, { tab: lossTab(workbench), page: () => lossPage(workbench), name: 'loss' }));
    }
  });

  it('warns beside the number that is doubtful', async () => {
    const workbench = await openWorkbench();
    try {
      const frame = await evaluate(workbench, [Y3, T], 'y3 against t');
      assert.equal(await frame.locator('.warning').count(), 0); // squares need no probabilities
      await frame.getByRole('button', { name: 'Cross-entropy' }).click();
      const warning = await frame.locator('.warning').innerText();
      assert.equal(
        warning.trim(),
        'The prediction sums to 1.05: not a probability distribution. Is a softmax missing?',
      );
      assert.deepEqual(await accessibilityFaults(frame), []);
      await frame.locator('h1').scrollIntoViewIfNeeded();
      await workbench.picture('loss-warning');
    } finally {
      await workbench.dispose();
    }
  });

  it('shows a batch of the sample file with its classes', async () => {
    const workbench = await openWorkbench();
    try {
      await workbench.openFile('metrics.ts');
      const text = fs.readFileSync(path.join(projectRoot, 'samples', 'metrics.ts'), 'utf8');
      const [probabilities] = /\[\n {2}\[0\.7[^]*?\n\]/.exec(text)!;
      await workbench.selectTexts([probabilities, '[0, 1, 2, 2, 1, 2]']);
      await workbench.runCommand(EVALUATE);
      const frame = await lossPage(workbench, 'probabilities against labels');
      const values = await lossValues(workbench, frame);
      const ofTruth = [0.7, 0.8, 0.3, 0.6, 0.4, 0.6];
      const expected = -ofTruth.reduce((sum, p) => sum + Math.log(p + 1e-7), 0) / 6;
      assert.ok(Math.abs(Number(values['Cross-entropy']) - expected) < 1e-15);
      await frame.getByText('Why not accuracy?').click();
      await frame.locator('.why .chart').waitFor();
      await frame.locator('.why .chart').scrollIntoViewIfNeeded();
      await workbench.picture('loss-batch');
    } finally {
      await workbench.dispose();
    }
  });

  it('speaks Korean', async () => {
    const workbench = await openWorkbench({ locale: 'ko' });
    try {
      const frame = await evaluate(workbench, [Y1, T], '예측 y1, 정답 t', EVALUATE_KO);
      const values = await lossValues(workbench, frame);
      assert.equal(values['오차제곱합'], '0.09750000000000003');
      assert.equal(values['교차 엔트로피 오차'], '0.510825457099338');
      await workbench.page.waitForTimeout(1_000); // icons of tabs and files arrive late
      await workbench.picture('loss-ko');
      assert.equal(await frame.evaluate(() => document.documentElement.lang), 'ko');
    } finally {
      await workbench.dispose();
    }
  });
});
