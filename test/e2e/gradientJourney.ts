import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../host/workbench';

export const COMPUTE = 'Nabla: Compute Gradient of Selection';
export const COMPUTE_KO = 'Nabla: 선택한 함수의 기울기 계산';

export const LENS = '∇ compute gradient here';

/** Answers the open question for the point; without one, takes the first that is proposed. */
export async function enterPoint({ page }: Workbench, point?: string): Promise<void> {
  const widget = page.locator('.quick-input-widget:visible');
  if (point !== undefined) await widget.locator('.quick-input-box input').fill(point);
  const first = widget.locator('.monaco-list-row.focused .label-name').first();
  await (point === undefined ? first : first.filter({ hasText: point })).waitFor();
  await page.keyboard.press('Enter');
}

/** The Gradient page once it shows the function at the point, with a result. */
export function gradientPage(workbench: Workbench, text = ''): Promise<Frame> {
  return workbench.webview(`body[data-ready="1"] .function-value:has-text("${text}")`);
}

/** How the central difference of the book is called on the page, and the steps that are chosen for the function. */
export const BOOK = 'central, h = 1e−4 (the book)';
export const ADAPTIVE = 'adaptive steps';

/** A column of the table of derivatives, by the names of the rows: full values. */
export async function derivatives(
  workbench: Workbench,
  frame: Frame,
  column = 'Value',
): Promise<Record<string, string>> {
  const [head, ...rows] = await workbench.readTable(frame, '#derivatives');
  const index = head!.indexOf(column);
  return Object.fromEntries(rows.map(row => [row[0]!, row[index]!]));
}

/** The tab of the Gradient panel. */
export function gradientTab({ page }: Workbench): Locator {
  return page.locator('.tab[data-resource-name^="webview-nabla.gradient"]');
}
