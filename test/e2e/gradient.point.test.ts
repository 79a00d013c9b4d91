import * as assert from 'node:assert/strict';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { enterPoint, gradientPage, LENS } from './gradientJourney';
import { openWorkbench, sampleWorkspace } from './lossJourney';

const POINTS = `/** @at 7 */
export function power(x: number, n = 2): number {
  return x ** n;
}

console.log(power(5), power(10, 3));
`;

describe('the question for the point', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: sampleWorkspace({ 'points.ts': POINTS }) });
    await workbench.openFile('points.ts');
  });

  after(() => workbench.dispose());

  it('lists proposals; Enter takes the first, the one used last from then on', async () => {
    await workbench.clickCodeLens(LENS, 0);
    assert.deepEqual(await workbench.quickPick(), {
      title: 'Gradient of power: the point',
      placeholder: 'x: a number; n: a number',
      entries: ['7 @at in its comment', '5 called at line 6', '10, 3 called at line 6'],
    });
    await enterPoint(workbench);
    await gradientPage(workbench, 'power(7) = 49');
    await workbench.clickCodeLens(LENS, 0);
    await enterPoint(workbench, '10, 3');
    await gradientPage(workbench, 'power(10, 3) = 1000');
    await workbench.clickCodeLens(LENS, 0);
    const { entries } = await workbench.quickPick();
    assert.deepEqual(entries, ['10, 3 last used', '7 @at in its comment', '5 called at line 6']);
    await workbench.page.keyboard.press('Escape');
  });

  it('says what is wrong while it is typed, does not take it, and takes what is typed fast', async () => {
    const { page } = workbench;
    await workbench.clickCodeLens(LENS, 0);
    const widget = page.locator('.quick-input-widget:visible');
    await widget.locator('.quick-input-box input').fill('three');
    await until('it says what is wrong', async () => {
      const [entry] = (await workbench.quickPick()).entries;
      return entry?.startsWith('"three" is not a point.');
    });
    await workbench.picture('gradient-point-wrong');
    await page.keyboard.press('Enter');
    assert.equal(await widget.count(), 1);
    await widget.locator('.quick-input-box input').fill('5');
    await page.keyboard.press('Enter'); // before the list can have changed
    await gradientPage(workbench, 'power(5) = 25');
  });
});
