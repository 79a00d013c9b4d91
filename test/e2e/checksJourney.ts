import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';

export const CHECK = 'Nabla: Check Gradient';

/** What a gutter icon of a test tells. */
export type GutterState = 'run' | 'passed' | 'failed' | 'skipped' | 'errored';

const GLYPHS = '.editor-group-container.active .glyph-margin-widgets > .testing-run-glyph';

/** The icons of tests in the gutter in sight, by the first words of their lines. */
export function gutter({ page }: Workbench): Promise<Record<string, string>> {
  return page.evaluate(glyphs => {
    const top = (element: Element) => Math.round(element.getBoundingClientRect().top);
    const lines = Array.from(document.querySelectorAll('.editor-group-container.active .view-line'));
    const states = Array.from(document.querySelectorAll(glyphs), glyph => {
      const line = lines.find(each => Math.abs(top(each) - top(glyph)) < 5)?.textContent ?? '';
      const name = /(?:function|const)\s+(\w+)/.exec(line.replaceAll('\u00a0', ' '))?.[1] ?? line;
      return [name, /codicon-testing-(\w+)-icon/.exec(glyph.className)?.[1] ?? ''];
    });
    return Object.fromEntries(states) as Record<string, string>;
  }, GLYPHS);
}

/** Waits until the test of a derivative has an icon. */
export async function gutterShows(workbench: Workbench, name: string, state: GutterState): Promise<void> {
  await until(`${name} ${state} in the gutter`, async () =>
    (await gutter(workbench))[name] === state ? true : undefined,
  );
}

/** Clicks the icon of the test of a derivative. */
export async function clickGutter(workbench: Workbench, name: string): Promise<void> {
  const index = Object.keys(await gutter(workbench)).indexOf(name);
  await workbench.page.locator(GLYPHS).nth(index).click();
}

/** What stands after lines of the editor. */
export function textsBehind({ page }: Workbench): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('.view-line span'), span => getComputedStyle(span, '::after').content)
      .filter(content => /^"[✓≈?]/.test(content))
      .map(content => content.slice(1, -1).replaceAll('\u00a0', ' ')),
  );
}

/** Sentences of the problems in the Problems view, which is opened. */
export async function problems(workbench: Workbench): Promise<string[]> {
  await workbench.runCommand('Problems: Focus on Problems View');
  const rows = workbench.page.locator(
    '.markers-panel .monaco-list-row .marker-message-details-container, .markers-panel .marker-message',
  );
  await rows.first().waitFor();
  return rows.allInnerTexts();
}
