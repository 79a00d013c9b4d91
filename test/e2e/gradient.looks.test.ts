import * as assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { themes } from '../host/settings';
import type { Workbench } from '../host/workbench';
import { COMPUTE_KO, computeAt, enterPoint, gradientPage, gradientTab, LENS } from './gradientJourney';
import { accessibilityFaults, expectFits } from './looks';
import { openWorkbench } from './lossJourney';

/** Goes down the function with several optimizers, and waits until the way was played. */
async function descendWithSeveral(workbench: Workbench, frame: Frame, count: number): Promise<void> {
  for (let added = 1; added < count; added++) await frame.getByRole('button', { name: '+ Add optimizer' }).click();
  await frame.getByRole('button', { name: 'Descend', exact: true }).click();
  await frame
    .locator('.result')
    .nth(count - 1)
    .waitFor();
  await workbench.page.waitForTimeout(2500);
  await frame.locator('h1').scrollIntoViewIfNeeded();
}

/** The whole page at widths of a sidebar, a panel and a window, every theme at the second. */
function looks(name: string, workbench: () => Workbench): void {
  for (const theme of themes) {
    it(`follows the theme ${theme} and is accessible, as charts and as tables`, async () => {
      await workbench().setTheme(theme);
      await workbench().page.waitForTimeout(200); // the theme reaches the page a moment later
      await workbench().picture(`${name}-${theme}`);
      const frame = await gradientPage(workbench());
      assert.deepEqual(await accessibilityFaults(frame), []);
      await frame.locator('.chart').first().press('t');
      await frame.locator('.data').first().waitFor();
      assert.deepEqual(await accessibilityFaults(frame), []);
      if (theme === 'dark') await workbench().picture(`${name}-table`);
      await frame.locator('.data').first().press('t');
    });
  }

  for (const width of [280, 600, 1400]) {
    it(`fits ${width} px`, () =>
      expectFits(workbench(), width, {
        tab: gradientTab(workbench()),
        page: () => gradientPage(workbench()),
        name,
      }));
  }
}

describe('the Gradient page', () => {
  describe('of one variable', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench();
      await workbench.runCommand('View: Close Primary Side Bar');
      await workbench.openFile('functions.ts');
      await workbench.clickCodeLens(LENS, 1);
      await workbench.picture('gradient-prompt');
      await enterPoint(workbench, '3, 4');
      await gradientPage(workbench, 'bowl(3, 4)');
      const frame = await computeAt(workbench, { text: '0.01 * x', point: '5', shown: 'f(5)' });
      await frame.getByRole('button', { name: 'Pin point' }).click();
      await frame.locator('#rate-0').fill('3');
      await frame.locator('#rate-0').press('Enter');
      await frame.locator('#steps').fill('30');
      await frame.locator('#steps').press('Enter');
      await descendWithSeveral(workbench, frame, 2);
    });

    after(() => workbench.dispose());

    looks('gradient', () => workbench);

    it('draws a slope to each side of a kink', async () => {
      const point = { file: 'gradients.ts', text: 'Math.max(0, x)', point: '0', shown: 'relu(0) = 0' };
      const frame = await computeAt(workbench, point);
      assert.equal(await frame.locator('.value').innerText(), '0 | 1');
      await frame.locator('.plot-slice .chart').press('t');
      const [head] = await workbench.readTable(frame, '#data');
      assert.deepEqual(head, ['x', 'relu', 'slope to the left', 'slope to the right']);
      await frame.locator('.data').first().press('t');
      assert.deepEqual(await accessibilityFaults(frame), []);
      await workbench.picture('gradient-relu');
    });

    it('is accessible where the function fails, and where its sides disagree', async () => {
      const step = await computeAt(workbench, { text: '(x > 0 ? 1 : 0)', point: '0', shown: 'step(0)' });
      await step.locator('.plot-slice .chart').waitFor();
      await workbench.page.waitForTimeout(300);
      await workbench.picture('gradient-step');
      await workbench.openFile('functions.ts');
      await workbench.replaceText('(x > 0 ? 1 : 0)', 'Math.sqrt(x)');
      await workbench.clickCodeLens(LENS, 3);
      await enterPoint(workbench, '-1');
      const frame = await workbench.webview('.warning:has-text("NaN")');
      assert.deepEqual(await accessibilityFaults(frame), []);
      await workbench.picture('gradient-undefined');
    });
  });

  describe('of two variables', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench();
      await workbench.runCommand('View: Close Primary Side Bar');
      const frame = await computeAt(workbench, { text: 'x[0] ** 2', point: '-3, 4', shown: 'bowl(-3, 4)' });
      await descendWithSeveral(workbench, frame, 5);
    });

    after(() => workbench.dispose());

    looks('gradient-map', () => workbench);

    it('is accessible along one of them', async () => {
      const frame = await gradientPage(workbench);
      await frame.getByRole('button', { name: 'Along x[1]' }).click();
      await frame.locator('.plot-slice h2', { hasText: 'bowl along x[1]' }).waitFor();
      assert.deepEqual(await accessibilityFaults(frame), []);
    });
  });

  describe('in Korean', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench({ locale: 'ko' });
      await workbench.openFile('functions.ts');
      await workbench.putCursor('0.01 * x');
      await workbench.runCommand(COMPUTE_KO);
      await workbench.picture('gradient-prompt-ko');
      await enterPoint(workbench, '5');
    });

    after(() => workbench.dispose());

    it('speaks it', async () => {
      const frame = await gradientPage(workbench, 'f(5) = 0.75');
      assert.match(await frame.locator('#derivatives').innerText(), /0\.1999999999990898/);
      await frame.getByRole('button', { name: '내려가기' }).click();
      await frame.locator('.result', { hasText: '100단계 후' }).waitFor();
      await workbench.page.waitForTimeout(2500); // the way is played; icons of tabs and files arrive late
      await workbench.picture('gradient-ko');
    });

    for (const width of [280, 600]) {
      it(`fits ${width} px`, () =>
        expectFits(workbench, width, {
          tab: gradientTab(workbench),
          page: () => gradientPage(workbench),
          name: 'gradient-ko',
        }));
    }
  });
});
