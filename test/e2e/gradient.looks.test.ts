import * as assert from 'node:assert/strict';
import { themes } from '../host/settings';
import type { Workbench } from '../host/workbench';
import { COMPUTE_KO, enterPoint, gradientPage, gradientTab, LENS } from './gradientJourney';
import { accessibilityFaults, expectFits } from './looks';
import { openWorkbench } from './lossJourney';

describe('the Gradient page', () => {
  describe('in English', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench();
      await workbench.runCommand('View: Close Primary Side Bar');
      await workbench.openFile('functions.ts');
      await workbench.clickCodeLens(LENS, 1);
      await workbench.picture('gradient-prompt');
      await enterPoint(workbench, '3, 4');
      await gradientPage(workbench, 'bowl(3, 4)');
      await workbench.page.waitForTimeout(300);
      await workbench.picture('gradient-bowl');
      await workbench.clickCodeLens(LENS, 0);
      await enterPoint(workbench, '5');
      await gradientPage(workbench, 'f(5)');
    });

    after(() => workbench.dispose());

    for (const theme of themes) {
      it(`follows the theme ${theme} and is accessible, as a chart and as a table`, async () => {
        await workbench.setTheme(theme);
        const frame = await gradientPage(workbench);
        await workbench.page.waitForTimeout(200); // the theme reaches the page a moment later
        await workbench.picture(`gradient-${theme}`);
        assert.deepEqual(await accessibilityFaults(frame), []);
        await frame.locator('.chart').press('t');
        await frame.locator('#data').waitFor();
        assert.deepEqual(await accessibilityFaults(frame), []);
        await workbench.picture(`gradient-${theme}-table`);
        await frame.locator('.data').press('t');
      });
    }

    for (const width of [280, 600, 1400]) {
      it(`fits ${width} px`, () =>
        expectFits(workbench, width, {
          tab: gradientTab(workbench),
          page: () => gradientPage(workbench),
          name: 'gradient',
        }));
    }

    it('is accessible where the function fails, and where its sides disagree', async () => {
      await workbench.openFile('functions.ts');
      await workbench.clickCodeLens(LENS, 3);
      await enterPoint(workbench, '0');
      await gradientPage(workbench, 'step(0)');
      await workbench.page.waitForTimeout(300);
      await workbench.picture('gradient-step');
      await workbench.replaceText('(x > 0 ? 1 : 0)', 'Math.sqrt(x)');
      await workbench.clickCodeLens(LENS, 3);
      await enterPoint(workbench, '-1');
      const frame = await workbench.webview('.warning:has-text("NaN")');
      assert.deepEqual(await accessibilityFaults(frame), []);
      await workbench.picture('gradient-undefined');
    });
  });

  it('speaks Korean', async () => {
    const workbench = await openWorkbench({ locale: 'ko' });
    try {
      await workbench.openFile('functions.ts');
      await workbench.putCursor('0.01 * x');
      await workbench.runCommand(COMPUTE_KO);
      await workbench.picture('gradient-prompt-ko');
      await enterPoint(workbench, '5');
      const frame = await gradientPage(workbench, 'f(5) = 0.75');
      assert.match(await frame.locator('#derivatives').innerText(), /0\.1999999999990898/);
      await workbench.page.waitForTimeout(1_000); // icons of tabs and files arrive late
      await workbench.picture('gradient-ko');
    } finally {
      await workbench.dispose();
    }
  });
});
