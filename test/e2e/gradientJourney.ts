import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../host/workbench';

export const COMPUTE = 'Nabla: Compute Gradient of Selection';
export const COMPUTE_KO = 'Nabla: 선택한 함수의 기울기 계산';

export const LENS = '∇ compute gradient here';

/** Answers the open question for the point. */
export async function enterPoint({ page }: Workbench, point: string): Promise<void> {
  const box = page.locator('.quick-input-widget:visible .quick-input-box input');
  await box.fill(point);
  await page.keyboard.press('Enter');
}

/** The Gradient page once it shows the function at the point, with a result. */
export function gradientPage(workbench: Workbench, text = ''): Promise<Frame> {
  return workbench.webview(`body[data-ready="1"] .function-value:has-text("${text}")`);
}

/** The derivatives on the page by their names: their full values. */
export async function derivatives(workbench: Workbench, frame: Frame): Promise<Record<string, string>> {
  const [, ...rows] = await workbench.readTable(frame, '#derivatives');
  return Object.fromEntries(rows.map(row => [row[0]!, row.at(-2)!]));
}

/** The tab of the Gradient panel. */
export function gradientTab({ page }: Workbench): Locator {
  return page.locator('.tab[data-resource-name^="webview-nabla.gradient"]');
}
