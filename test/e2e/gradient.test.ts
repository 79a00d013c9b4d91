import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { isAlive } from '../host/alive';
import { childrenOf } from '../host/processes';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { openWorkbench, sampleWorkspace } from './lossJourney';
import { ADAPTIVE, BOOK, COMPUTE, derivatives, enterPoint, gradientPage, gradientTab, LENS } from './gradientJourney';

/** A function with an import, an unexported helper, a callback, and what goes wrong with functions. */
const MODEL = `import { scale } from './scale';

const half = (x: number): number => x / 2;

function squares(w: number[]): number {
  return half(w.map(x => scale * x ** 2).reduce((sum, x) => sum + x, 0));
}

const throws = (x: number): number => {
  if (x > 1) throw new RangeError('x is ' + x);
  return x;
};

const endless = (x: number): number => {
  for (;;) x++;
};

function outer(a: number): number {
  const inner = (x: number): number => a * x;
  return inner(2);
}
`;

describe('the gradient of a function', () => {
  let workbench: Workbench;
  let workspace: string;

  before(async () => {
    workspace = sampleWorkspace({ 'model.ts': MODEL, 'scale.ts': 'export const scale = 2;\n' });
    workbench = await openWorkbench({ workspace, settings: { 'nabla.evaluation.timeout': 1000 } });
  });

  after(() => workbench.dispose());

  /** Presses the lens of a function and enters a point. */
  async function computeAt(lens: number, point: string): Promise<void> {
    await workbench.clickCodeLens(LENS, lens);
    await enterPoint(workbench, point);
  }

  /** What stands after functions in the editor. */
  async function inlineResults(): Promise<string[]> {
    const shown = await workbench.page.evaluate(() =>
      Array.from(document.querySelectorAll('.view-line span'))
        .map(span => getComputedStyle(span, '::after').content)
        .filter(content => content.includes(' = ') || content.includes('\u00a0=\u00a0'))
        .map(content => content.replace(/^"|"$/g, '').replaceAll('\u00a0', ' ')),
    );
    return shown;
  }

  it("shows the book's derivatives at the click of a lens", async () => {
    await workbench.openFile('functions.ts');
    await computeAt(0, '5');
    const frame = await gradientPage(workbench, 'f(5) = 0.75');
    assert.match((await frame.locator('.value').innerText()).trim(), /^0\.2 ± \de−1[3-6]$/);
    assert.match(await frame.locator('.exact').innerText(), /^exact 0\.2 · difference /);
    assert.match(await frame.locator('.verdict').innerText(), /^smooth · adaptive steps$/);
    const { [ADAPTIVE]: adaptive, ...others } = await derivatives(workbench, frame);
    assert.ok(Math.abs(Number(adaptive) - 0.2) < 1e-12);
    assert.equal(await frame.locator('.full').innerText(), adaptive);
    assert.deepEqual(others, {
      [BOOK]: '0.1999999999990898',
      'forward, h = 1e−4': '0.20000099999917254',
      'backward, h = 1e−4': '0.19999899999900705',
      'five points, h = 1e−4': '0.19999999999853466',
    });
    await computeAt(0, '10');
    const { [BOOK]: atTen } = await derivatives(workbench, await gradientPage(workbench, 'f(10) = 2'));
    assert.equal(atTen, '0.2999999999986347');
  });

  it('keeps the keyboard in the editor and writes the result after the function', async () => {
    assert.deepEqual(await inlineResults(), ['f′(10) = 0.3']);
    await workbench.picture('gradient-inline');
  });

  it('draws the function and its tangent, whose values are in the table', async () => {
    const frame = await gradientPage(workbench, 'f(10) = 2');
    await frame.locator('.plot-slice .chart').press('t');
    const [head, ...rows] = await workbench.readTable(frame, '#data');
    assert.deepEqual(head, ['x', 'f', 'tangent']);
    assert.ok(rows.length > 100);
    for (const [x, value, tangent] of rows.map(row => row.map(Number)) as [number, number, number][]) {
      assert.ok(Math.abs(value - (0.01 * x ** 2 + 0.1 * x)) < 1e-12);
      assert.ok(Math.abs(tangent - (2 + 0.3 * (x - 10))) < 1e-9);
    }
    await frame.locator('.data').first().press('t');
    await frame.locator('.plot-slice .chart canvas').waitFor();
  });

  it('goes to another point from the page, and says what is wrong with one', async () => {
    const frame = await gradientPage(workbench, 'f(10) = 2');
    const point = frame.locator('#point input');
    await point.fill('0');
    await point.press('Enter');
    await gradientPage(workbench, 'f(0) = 0');
    await point.fill('1, 2');
    await point.press('Enter');
    await frame
      .getByRole('alert')
      .filter({ hasText: 'The function takes one argument, x; the point has 2.' })
      .waitFor();
    await frame.locator('header + [role="alert"]').waitFor(); // in sight, whatever is below
    assert.equal(await frame.locator('.function-value').innerText(), 'f(0) = 0'); // nothing is lost
    await point.fill('0');
    await point.press('Enter');
    await frame.locator('header + [role="alert"]').waitFor({ state: 'detached' });
  });

  it('gives a component each for a vector, and draws along the one that is chosen', async () => {
    await workbench.openFile('functions.ts'); // the keyboard is in the page
    await computeAt(1, '3, 4');
    const frame = await gradientPage(workbench, 'bowl(3, 4) = 25');
    assert.deepEqual(await derivatives(workbench, frame, BOOK), {
      '∂bowl/∂x[0]': '6.00000000000378',
      '∂bowl/∂x[1]': '7.999999999999119',
    });
    assert.deepEqual(await derivatives(workbench, frame, 'exact'), { '∂bowl/∂x[0]': '6', '∂bowl/∂x[1]': '8' });
    await frame.getByRole('button', { name: '∂bowl/∂x[1]' }).click();
    await frame.locator('.exact', { hasText: 'exact 8' }).waitFor();
    assert.deepEqual(await inlineResults(), ['f′(0) = 0.1', '∇bowl(3, 4) = (6, 8)']);
  });

  it('evaluates the unsaved text, with its imports and what is not exported', async () => {
    await workbench.openFile('model.ts');
    await workbench.replaceText('scale * x ** 2', 'scale * x ** 3');
    await workbench.putCursor('half(w.map'); // in a body, beside a callback
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, '[1, 2]');
    const frame = await gradientPage(workbench, 'squares(1, 2) = 9'); // ½ · 2 · (1³ + 2³)
    const { '∂squares/∂w[0]': first, '∂squares/∂w[1]': second } = await derivatives(workbench, frame, ADAPTIVE);
    assert.ok(Math.abs(Number(first) - 3) < 1e-7); // 3 x²
    assert.ok(Math.abs(Number(second) - 12) < 1e-7);
    assert.match(fs.readFileSync(`${workspace}/model.ts`, 'utf8'), /x \*\* 2/);
  });

  it('dims the result once the text has changed', async () => {
    const opacity = () =>
      workbench.page.evaluate(() =>
        Array.from(document.querySelectorAll('.view-line span'))
          .map(span => getComputedStyle(span, '::after'))
          .filter(({ content }) => content.includes('squares'))
          .map(style => style.opacity),
      );
    assert.deepEqual(await opacity(), ['1']);
    await workbench.putCursor('const half');
    await workbench.editText('\n');
    await workbench.page.waitForFunction(() =>
      Array.from(document.querySelectorAll('.view-line span')).some(span => {
        const style = getComputedStyle(span, '::after');
        return style.content.includes('squares') && style.opacity === '0.5';
      }),
    );
  });

  it('shows an error of the function with a way to its line', async () => {
    await workbench.putCursor('const throws');
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, '7');
    const frame = await workbench.webview('.warning:has-text("RangeError")');
    assert.match(
      await frame.locator('.warning').innerText(),
      /^The function throws at this point\. Line 11 of model\.ts: RangeError: x is 7/,
    );
    assert.equal(await frame.locator('h1').innerText(), '∇ throws');
    const [shown, whole] = await frame.locator('h1').evaluate(title => [title.clientWidth, title.scrollWidth]);
    assert.equal(shown, whole); // not cut off
    await workbench.page.waitForTimeout(300); // the font of the icon arrives late
    await workbench.picture('gradient-error');
    await frame.getByRole('button', { name: 'Go to Line' }).click();
    await workbench.page.locator('.statusbar-item[id="status.editor.selection"]', { hasText: 'Ln 11,' }).waitFor();
    const problems = workbench.page.locator('.statusbar-item[id="status.problems"]');
    assert.match((await problems.getAttribute('aria-label'))!, /1/);
  });

  it('stops a function that does not end, and goes on', async () => {
    await workbench.putCursor('const endless');
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, '1');
    const frame = await workbench.webview('.warning:has-text("still running after 1 s")');
    await frame.locator('#point input').waitFor();
    await workbench.putCursor('const throws');
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, '0.5');
    await gradientPage(workbench, 'throws(0.5) = 0.5');
  });

  it('names what a nested function lacks', async () => {
    await workbench.putCursor('const inner');
    await workbench.runCommand(COMPUTE);
    const message = await workbench.notification('inner uses a');
    assert.match(message, /^inner uses a of the function around it and cannot run without it\./);
  });

  it('copies the gradient', async () => {
    const frame = await gradientPage(workbench, 'throws(0.5) = 0.5');
    await frame.getByRole('button', { name: 'Copy…' }).click();
    await workbench.choose('Copy as JSON');
    await workbench.page.waitForTimeout(300);
    const json = JSON.parse(await workbench.clipboard()) as { function: string; status: string; value: number };
    assert.deepEqual([json.function, json.value, json.status], ['throws', 0.5, 'ok']);
  });

  it('offers to compute again after the window was reloaded', async () => {
    await workbench.openFile('functions.ts');
    await computeAt(0, '5');
    await gradientPage(workbench, 'f(5) = 0.75');
    await workbench.page.waitForTimeout(500);
    await workbench.reload();
    const waiting = await workbench.webview('.empty vscode-button');
    await waiting.getByText('The window was reloaded.').waitFor();
    await waiting.locator('.empty vscode-button').click();
    await gradientPage(workbench, 'f(5) = 0.75');
  });

  it('hides the lenses when they are turned off', async () => {
    await workbench.changeSettings({ 'nabla.codeLens.enabled': false });
    await workbench.page.locator('.codelens-decoration a', { hasText: LENS }).first().waitFor({ state: 'detached' });
    await workbench.changeSettings({ 'nabla.codeLens.enabled': true });
    await workbench.page.locator('.codelens-decoration a', { hasText: LENS }).first().waitFor();
  });

  it('leaves no process behind when the extension host is killed, and works again', async () => {
    await workbench.changeSettings({ 'nabla.evaluation.timeout': 600_000 });
    await workbench.openFile('model.ts');
    await workbench.putCursor('const endless');
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, '1');
    const children = await until('the evaluate process', () => {
      const pids = workbench.server.extensionHostPids().flatMap(pid => childrenOf(pid, 'evaluate.js'));
      return Promise.resolve(pids.length > 0 ? pids : undefined);
    });
    workbench.killExtensionHost();
    await until('the end of its processes', () => Promise.resolve(children.some(isAlive) ? undefined : true));
    await workbench.extensionHostRestarted();
    await workbench.changeSettings({ 'nabla.evaluation.timeout': 1000 });
    await workbench.openFile('functions.ts');
    await workbench.putCursor('0.01 * x');
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, '10');
    await gradientPage(workbench, 'f(10) = 2');
    assert.equal(await gradientTab(workbench).count(), 1);
  });

  it('breaks no content security policy', () => {
    assert.deepEqual(
      workbench.consoleErrors.filter(text => /Content Security Policy/i.test(text)),
      [],
    );
  });
});
