import type { Locator, Page } from 'playwright-core';
import { askDriver } from './driver';
import type { DriverRange } from './driverExtension';
import { until } from './waiting';

/** Part of a line: 1-based line and columns, `to` behind the last character. */
export interface LineRange {
  line: number;
  from: number;
  to: number;
}

/** 1-based line and column. */
export interface Place {
  line: number;
  column: number;
}

/** A window and the folder its driver extension looks into. */
export interface Driven {
  readonly page: Page;
  readonly driverFolder: string;
}

function activeGroup(page: Page): Locator {
  return page.locator('.editor-group-container.active');
}

/** Puts the keyboard into the active text editor. */
export async function focusEditor(page: Page): Promise<void> {
  await until('the keyboard in the editor', async () => {
    await activeGroup(page).locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
    return (await activeGroup(page).locator('.monaco-editor.focused').count()) > 0 ? true : undefined;
  });
}

/** Text of the active editor as it is now, saved or not. */
export async function readEditor({ page, driverFolder }: Driven): Promise<string> {
  await focusEditor(page);
  return askDriver(driverFolder, { kind: 'read' });
}

/**
 * Selects each given text with a cursor of its own: strings at their first place (the same string again: the next
 * place), or ranges. They need not be in sight.
 */
export async function selectTexts(window: Driven, wanted: readonly (string | LineRange)[]): Promise<void> {
  const text = wanted.some(entry => typeof entry === 'string') ? await readEditor(window) : '';
  const searched = new Map<string, number>();
  const ranges = wanted.map(entry => {
    if (typeof entry !== 'string') {
      return rangeOf({ line: entry.line, column: entry.from }, { line: entry.line, column: entry.to });
    }
    const start = find(text, entry, searched.get(entry));
    searched.set(entry, start + entry.length);
    return rangeOf(placeAt(text, start), placeAt(text, start + entry.length));
  });
  await select(window, ranges);
}

/** Selects whole lines, 1-based and inclusive, without the line break of the last. */
export async function selectLines(window: Driven, from: number, to: number): Promise<void> {
  const last = (await readEditor(window)).split(/\r?\n/)[to - 1] ?? '';
  await select(window, [rangeOf({ line: from, column: 1 }, { line: to, column: last.length + 1 })]);
}

/** Puts the cursor before the first place of a text, or at a line and column. */
export async function putCursor(window: Driven, at: string | Place): Promise<void> {
  const text = await readEditor(window);
  const place = typeof at === 'string' ? placeAt(text, find(text, at)) : at;
  await select(window, [rangeOf(place, place)]);
}

function find(text: string, wanted: string, from = 0): number {
  const offset = text.indexOf(wanted, from);
  if (offset < 0) {
    throw new Error(`The editor does not contain "${wanted}"${from > 0 ? ' once more' : ''}.`);
  }
  return offset;
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function rangeOf(start: Place, end: Place): DriverRange {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Selects and waits until the status bar says so. */
async function select({ page, driverFolder }: Driven, ranges: readonly DriverRange[]): Promise<void> {
  const expected = expectedStatus(ranges);
  const status = page.locator('.statusbar-item[id="status.editor.selection"]');
  await until(`the selection ${JSON.stringify(ranges)}`, async () => {
    await focusEditor(page);
    await askDriver(driverFolder, { kind: 'select', ranges });
    const shown = async () => (expected.test(((await status.textContent()) ?? '').trim()) ? true : undefined);
    return until('the status bar to show it', shown, 2_000);
  });
}

/** What the status bar says of such a selection, as far as that can be told without the text. */
function expectedStatus(ranges: readonly DriverRange[]): RegExp {
  const inLines = ranges.every(range => range.startLine === range.endLine);
  const count = ranges.reduce((sum, range) => sum + range.endColumn - range.startColumn, 0);
  if (ranges.length > 1) {
    return new RegExp(`^${ranges.length} selections${inLines && count > 0 ? ` \\(${count} ` : ''}`);
  }
  const { endLine, endColumn } = ranges[0] ?? { endLine: 1, endColumn: 1 };
  return new RegExp(
    `^Ln ${endLine}, Col .*${inLines ? (count > 0 ? `\\(${count} selected\\)` : `\\b${endColumn}$`) : ''}`,
  );
}

/** Replaces the first place of a text in the active editor, as typing over a selection does. */
export async function replaceText(window: Driven, old: string, text: string): Promise<void> {
  await selectTexts(window, [old]);
  await focusEditor(window.page);
  await (text === '' ? window.page.keyboard.press('Delete') : window.page.keyboard.insertText(text));
}

/** Lenses drawn now; those scrolled out of sight stay in the page, hidden. */
function lensesIn(page: Page): Locator {
  return activeGroup(page).locator('.codelens-decoration[monaco-visible-content-widget="true"] a');
}

/** Text of every CodeLens in sight, from top to bottom. */
export async function codeLenses(page: Page): Promise<string[]> {
  const found = await lensesIn(page).evaluateAll(elements =>
    elements.map(element => ({ top: element.getBoundingClientRect().top, text: element.textContent?.trim() ?? '' })),
  );
  return found.sort((a, b) => a.top - b.top).map(({ text }) => text);
}

/** Clicks the CodeLens that contains `text`; of several the one at `index`, in the order of the page. */
export async function clickCodeLens(page: Page, text: string, index = 0): Promise<void> {
  const lens = lensesIn(page).filter({ hasText: text }).nth(index);
  // Lenses are drawn anew while they resolve; a click that met an old one is tried again.
  await until(`the CodeLens "${text}"`, async () => {
    await lens.click({ timeout: 2_000 });
    return true;
  });
}
