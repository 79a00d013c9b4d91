import type { Frame, Locator } from 'playwright-core';
import { until } from '../host/waiting';
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

/** Puts the cursor into a function of the sample file, computes its gradient and shows the page. */
export async function computeAt(
  workbench: Workbench,
  { file = 'functions.ts', text, point, shown }: { file?: string; text: string; point: string; shown: string },
): Promise<Frame> {
  await workbench.openFile(file);
  await workbench.putCursor(text);
  await workbench.runCommand(COMPUTE);
  await enterPoint(workbench, point);
  return gradientPage(workbench, shown);
}

/** The function's value as it stands on the page, and the numbers of the point. */
export async function shownPoint(frame: Frame): Promise<{ point: number[]; value: number }> {
  const text = await frame.locator('.function-value').innerText();
  const [, point, value] = /\((.*)\) = (.*)$/.exec(text.trim())!;
  return { point: point!.split(',').map(Number), value: Number(value) };
}

/** Moves the mouse over a chart until it can take hold of the point, and tells where that is. */
export async function findPoint({ page }: Workbench, frame: Frame, chart: string): Promise<{ x: number; y: number }> {
  const canvas = frame.locator(`${chart} canvas`);
  await canvas.scrollIntoViewIfNeeded();
  const box = (await canvas.boundingBox())!;
  const steps = (length: number) => Array.from({ length: Math.floor(length / SEARCH_STEP) }, (_, i) => i * SEARCH_STEP);
  // The point that was entered is about the middle.
  const columns = steps(box.width).sort((a, b) => Math.abs(a - box.width / 2) - Math.abs(b - box.width / 2));
  for (const column of columns) {
    for (const row of steps(box.height)) {
      const place = { x: box.x + column, y: box.y + row };
      await page.mouse.move(place.x, place.y);
      if ((await canvas.evaluate(element => element.style.cursor)) === 'grab') return place;
    }
  }
  throw new Error(`No point can be taken hold of in ${chart}.`);
}

/** A point can be taken hold of within 14 pixels. */
const SEARCH_STEP = 18;

/**
 * Takes hold of the point of a chart and moves it by so many pixels, in several movements.
 *
 * @returns where the page then shows it, with the value there
 */
export async function dragPoint(
  workbench: Workbench,
  frame: Frame,
  chart: string,
  [dx, dy]: readonly [number, number],
): Promise<{ point: number[]; value: number }> {
  const { mouse } = workbench.page;
  const { x, y } = await findPoint(workbench, frame, chart);
  const before = await frame.locator('.function-value').innerText();
  await mouse.down();
  await mouse.move(x + dx, y + dy, { steps: 12 });
  await mouse.up();
  await mouse.move(0, 0);
  let last = before;
  await until('the point at rest', async () => {
    const shown = await frame.locator('.function-value').innerText();
    const rests = shown === last && shown !== before;
    last = shown;
    if (!rests) await workbench.page.waitForTimeout(300);
    return rests ? true : undefined;
  });
  return shownPoint(frame);
}
