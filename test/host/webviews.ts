import type { Frame, Page } from 'playwright-core';
import { until } from './waiting';

/**
 * The document inside the webview which contains `selector`. It is looked up by content: the frames of webviews have no
 * names to go by and lie outside the editor or view they are shown in.
 */
export function webview(page: Page, selector: string): Promise<Frame> {
  return until(`a webview with "${selector}"`, async () => {
    for (const frame of page.frames()) {
      if (frame.url().includes('/fake.html') && !frame.isDetached() && (await contains(frame, selector))) {
        return frame;
      }
    }
    return undefined;
  });
}

async function contains(frame: Frame, selector: string): Promise<boolean> {
  try {
    return (await frame.locator(selector).count()) > 0;
  } catch {
    return false; // The frame was replaced while we looked.
  }
}

/** How many webviews contain `selector` now. */
export async function countWebviews(page: Page, selector: string): Promise<number> {
  let count = 0;
  for (const frame of page.frames()) {
    count += frame.url().includes('/fake.html') && (await contains(frame, selector)) ? 1 : 0;
  }
  return count;
}

/** Texts of the cells of an HTML table, row by row, header included. */
export async function readTable(frame: Frame, selector = 'table'): Promise<string[][]> {
  const table = frame.locator(selector).first();
  await table.waitFor({ state: 'attached' });
  return table.evaluate(element =>
    Array.from((element as HTMLTableElement).rows, row =>
      Array.from(row.cells, cell => (cell.textContent ?? '').replaceAll(/\s+/g, ' ').trim()),
    ),
  );
}
