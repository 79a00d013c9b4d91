import type { Locator, Page } from 'playwright-core';
import { until } from './waiting';

/** The box VS Code drops from the top: palette, file search, quick picks, input boxes. */
function widget(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

function input(page: Page): Locator {
  return widget(page).locator('.quick-input-box input');
}

/** Opens the box with a key; while the page is busy a key can get lost, so it is pressed until the box is there. */
async function openWith(page: Page, key: string): Promise<void> {
  await until(`the box opened by ${key}`, async () => {
    await page.keyboard.press(key);
    await widget(page).waitFor({ timeout: 2_000 });
    return true;
  });
}

/** Runs a command of the palette by its title, with its category where it has one: `Nabla: Compute Gradient`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await until(`the command "${title}"`, async () => {
    await closeQuickInput(page);
    await openWith(page, 'F1');
    await input(page).fill(`>${title}`, { timeout: 2_000 });
    await accept(page, title, 4_000);
    return true;
  });
}

/** Opens a file of the workspace by its name or the end of its path. */
export async function openFile(page: Page, file: string): Promise<void> {
  const name = file.split('/').at(-1) ?? file;
  const tab = page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`);
  await until(`the file "${file}" in the quick search`, async () => {
    await closeQuickInput(page);
    await openWith(page, 'ControlOrMeta+p');
    await input(page).fill(file, { timeout: 2_000 });
    await accept(page, name, 4_000);
    await tab.waitFor({ timeout: 3_000 });
    return true;
  });
  await page.locator('.editor-group-container.active .view-line').first().waitFor();
}

interface Entry {
  index: number;
  label: string;
  focused: boolean;
}

function entryAt(page: Page, index: number): Locator {
  return widget(page).locator(`.monaco-list-row[data-index="${index}"]`);
}

/** The entries drawn now. */
function readEntries(page: Page): Promise<Entry[]> {
  const rows = widget(page).locator('.monaco-list-row');
  return rows.evaluateAll(elements =>
    elements.map(element => ({
      index: Number(element.getAttribute('data-index')),
      label: element.querySelector('.label-name')?.textContent?.trim() ?? '',
      focused: element.classList.contains('focused'),
    })),
  );
}

/** The entry labelled `text`; when none is labelled so exactly, the first which contains it. */
function pick(entries: readonly Entry[], text: string): Entry | undefined {
  return entries.find(({ label }) => label === text) ?? entries.find(({ label }) => label.includes(text));
}

/**
 * Accepts the entry of that label, walking to it with the arrow keys. While results still come in, the list is drawn
 * anew again and again: the mouse would miss, and Enter waits until two looks saw the same.
 */
async function accept(page: Page, text: string, milliseconds: number): Promise<void> {
  let before = '';
  await until(
    `the entry "${text}"`,
    async () => {
      const entries = await readEntries(page);
      const seen = JSON.stringify(entries);
      const settled = seen === before;
      before = seen;
      const wanted = pick(entries, text);
      if (!wanted || !settled) {
        return undefined;
      }
      await page.keyboard.press(wanted.focused ? 'Enter' : isBelowFocus(wanted, entries) ? 'ArrowDown' : 'ArrowUp');
      return wanted.focused ? true : undefined;
    },
    milliseconds,
  );
}

function isBelowFocus(wanted: Entry, entries: readonly Entry[]): boolean {
  return wanted.index > (entries.find(({ focused }) => focused)?.index ?? -1);
}

/** Closes whatever box is open, without choosing. */
export async function closeQuickInput(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 5 && (await widget(page).count()) > 0; attempt++) {
    await page.keyboard.press('Escape');
    await widget(page)
      .waitFor({ state: 'hidden', timeout: 500 })
      .catch(() => undefined);
  }
}

export interface QuickPickState {
  title: string;
  placeholder: string;
  /** Label of each entry, with its description after a space. */
  entries: string[];
}

/** What the open quick pick or input box shows; waits for one. */
export async function readQuickPick(page: Page): Promise<QuickPickState> {
  await widget(page).waitFor();
  const entries = widget(page).locator('.monaco-list-row .quick-input-list-entry');
  return {
    title: (await widget(page).locator('.quick-input-title').first().textContent()) ?? '',
    placeholder: (await input(page).getAttribute('placeholder')) ?? '',
    entries: await entries.evaluateAll(elements =>
      elements.map(element => {
        const parts = element.querySelectorAll('.label-name, .label-description, .quick-input-list-label-meta');
        return Array.from(parts, part => part.textContent?.trim() ?? '')
          .filter(part => part !== '')
          .join(' ');
      }),
    ),
  };
}

/** Chooses an entry of the open quick pick by its label. */
export async function choose(page: Page, label: string): Promise<void> {
  await widget(page).waitFor();
  await accept(page, label, 10_000);
}

/** Ticks entries of a quick pick that takes several, and accepts. */
export async function chooseSeveral(page: Page, labels: readonly string[]): Promise<void> {
  await widget(page).waitFor();
  for (const label of labels) {
    await until(`the entry "${label}"`, async () => {
      const entry = pick(await readEntries(page), label);
      await entryAt(page, entry?.index ?? -1).click({ timeout: 2_000 });
      return true;
    });
  }
  await page.keyboard.press('Enter');
}

/** Fills the open input box and accepts. */
export async function enterText(page: Page, text: string): Promise<void> {
  await input(page).fill(text);
  await page.keyboard.press('Enter');
}
