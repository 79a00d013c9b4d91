import * as assert from 'node:assert/strict';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { openWorkbench } from './lossJourney';

describe('checks explored', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.dispose());

  it('explores', async () => {
    await workbench.openFile('gradients.ts');
    await workbench.page.waitForTimeout(3000);
    await workbench.picture('x-checks-1');
    console.log(
      await workbench.page.locator('.glyph-margin-widgets > div').evaluateAll(all => all.map(e => e.className)),
    );
    await workbench.clickCodeLens('check against slopeOfF');
    await workbench.page.waitForTimeout(2500);
    await workbench.picture('x-checks-2');
    await workbench.clickCodeLens('check against fPrime');
    await workbench.page.waitForTimeout(2500);
    await workbench.picture('x-checks-3');
    console.log(
      await workbench.page.locator('.glyph-margin-widgets > div').evaluateAll(all => all.map(e => e.className)),
    );
    await workbench.openSideView('Testing');
    await workbench.page.waitForTimeout(3000);
    await workbench.picture('x-checks-4');
    await workbench.runCommand('Test: Run All Tests');
    await workbench.page.waitForTimeout(4000);
    await workbench.picture('x-checks-5');
    await workbench.putCursor('slopeOfF(x');
    await workbench.press('ControlOrMeta+.');
    await workbench.page.waitForTimeout(1500);
    await workbench.picture('x-checks-6');
    await workbench.press('Escape');
    await workbench.runCommand('Problems: Focus on Problems View');
    await workbench.page.waitForTimeout(1500);
    await workbench.picture('x-checks-7');
    assert.ok(until);
  });
});
