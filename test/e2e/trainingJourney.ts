import type { Frame, Locator } from 'playwright-core';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';

/** Opens the Train view and returns its page once it can be used. */
export async function openTrainView(workbench: Workbench): Promise<Frame> {
  await workbench.openSideView('Nabla');
  return trainPage(workbench);
}

export function trainPage(workbench: Workbench): Promise<Frame> {
  return workbench.webview('body[data-ready="1"] .form');
}

/** The Training curves once they show a run. */
export function curvesPage(workbench: Workbench): Promise<Frame> {
  return workbench.webview('body[data-ready="1"] header #progress');
}

export function curvesTab({ page }: Workbench): Locator {
  return page.locator('.tab[data-resource-name^="webview-nabla.curves"]');
}

export async function press(frame: Frame, button: string): Promise<void> {
  await frame.getByRole('button', { name: button, exact: true }).click();
}

/** Waits until the line below the buttons says this. */
export async function untilProgress(frame: Frame, text: string | RegExp, timeout = 60_000): Promise<void> {
  await frame.locator('#progress').filter({ hasText: text }).waitFor({ timeout });
}

/** Waits until the status bar says this: it is told less often than the pages. */
export async function untilStatusBar(workbench: Workbench, text: RegExp): Promise<void> {
  await until(`${text} in the status bar`, async () => {
    const shown = await workbench.statusBar('nabla.training');
    return shown !== undefined && text.test(shown) ? shown : undefined;
  });
}

/** Fills in a field of the form, as one does who leaves it with Tab. */
export async function fill(frame: Frame, field: string, value: string): Promise<void> {
  await frame.getByLabel(field, { exact: true }).fill(value);
  await frame.getByLabel(field, { exact: true }).press('Tab');
}

export async function choose(frame: Frame, field: string, label: string): Promise<void> {
  await frame.getByLabel(field, { exact: true }).selectOption({ label });
}

/** The table of the epochs, without its head. */
export async function epochRows(workbench: Workbench): Promise<string[][]> {
  const frame = await curvesPage(workbench);
  if ((await frame.locator('#epochs').count()) === 0) await frame.locator('.chart').first().press('t');
  const [, ...rows] = await workbench.readTable(frame, '#epochs');
  return rows;
}

/** Accuracy or R² of the test samples after the last epoch. */
export async function testScore(workbench: Workbench): Promise<number> {
  return Number((await epochRows(workbench)).at(-1)!.at(-1));
}
