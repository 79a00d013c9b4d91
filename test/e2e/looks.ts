import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../host/workbench';

/** What axe-core finds wrong with the page. */
export async function accessibilityFaults(frame: Frame): Promise<string[]> {
  await frame.evaluate(fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const results = await frame.evaluate<AxeResults>('axe.run({ resultTypes: ["violations"] })');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** How far the page is wider than its frame. */
export function overflow(frame: Frame): Promise<number> {
  return frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Makes the page of a panel so wide, alone in the window, checks that nothing sticks out, and takes a picture. */
export async function expectFits(
  workbench: Workbench,
  width: number,
  { tab, page, name }: { tab: Locator; page: () => Promise<Frame>; name: string },
): Promise<void> {
  await workbench.setTheme('dark');
  await tab.click();
  await workbench.runCommand('View: Maximize Editor Group');
  const frame = await page();
  const chrome = 1400 - (await frame.evaluate(() => innerWidth));
  try {
    await workbench.resizeTo(width + chrome, 900);
    await workbench.page.waitForTimeout(300); // the chart follows the size of its box
    assert.equal(await overflow(frame), 0);
    await showWhole(workbench, frame, width + chrome);
    await workbench.picture(`${name}-${width}px`, frame);
  } finally {
    await workbench.resizeTo(1400, 900);
    await workbench.runCommand('View: Toggle Maximize Editor Group');
  }
}

/** Makes the window so high that nothing of the page is below its edge. */
async function showWhole(workbench: Workbench, frame: Frame, width: number): Promise<void> {
  let height = 900;
  // Charts grow with the window, up to a height.
  for (let attempt = 0; attempt < 3; attempt++) {
    const below = await frame.evaluate(() => document.documentElement.scrollHeight - innerHeight);
    if (below <= 0) return;
    await workbench.resizeTo(width, (height += below));
    await workbench.page.waitForTimeout(300);
  }
}
