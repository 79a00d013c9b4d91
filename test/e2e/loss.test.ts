import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Workbench } from '../host/workbench';
import {
  EVALUATE,
  evaluate,
  lossPage,
  lossValues,
  lossTab,
  openWorkbench,
  sampleWorkspace,
  T,
  toggleTable,
  Y1,
  Y2,
} from './lossJourney';

const RAGGED = 'export const bad = [\n  [0.1, 0.9],\n  [0.5],\n];\n';

const GONE = '{ "output": [0.5, 0.5], "label": [0, 1] }';
const LARGE = JSON.stringify({ y: Array<number>(15_000).fill(1), t: Array<number>(15_000).fill(0) });

describe('the loss of two selected arrays', () => {
  let workbench: Workbench;
  let workspace: string;

  before(async () => {
    workspace = sampleWorkspace({ 'ragged.ts': RAGGED, 'large.json': LARGE, 'gone.json': GONE });
    workbench = await openWorkbench({ workspace });
  });

  after(() => workbench.dispose());

  it("shows the book's numbers for two cursors", async () => {
    const frame = await evaluate(workbench, [Y1, T], 'y1 against t');
    const values = await lossValues(workbench, frame);
    assert.equal(values['Half sum of squares'], '0.09750000000000003');
    assert.equal(values['Cross-entropy'], '0.510825457099338');
    assert.deepEqual(Object.keys(values), [
      'Half sum of squares',
      'Mean squared error',
      'Root mean squared error',
      'Mean absolute error',
      'Huber loss',
      'Log-cosh',
      'Cross-entropy',
      'KL divergence',
    ]);
    assert.equal(await frame.locator('.value').innerText(), '0.0975');
    assert.equal(await frame.locator('.full').innerText(), '0.09750000000000003');
  });

  it('replaces them by those of the next selection, whatever its order', async () => {
    const frame = await evaluate(workbench, [T, Y2], 'y2 against t');
    const values = await lossValues(workbench, frame);
    assert.equal(values['Half sum of squares'], '0.5975');
    assert.equal(values['Cross-entropy'], '2.302584092994546');
  });

  it('takes one selection that holds both', async () => {
    await workbench.openFile('losses.ts');
    await workbench.selectLines(7, 10); // t, a comment, y1
    await workbench.runCommand(EVALUATE);
    const frame = await lossPage(workbench, 'y1 against t');
    assert.equal(await frame.locator('.full').innerText(), '0.09750000000000003');
  });

  it('shows the chosen loss and what each element adds to it', async () => {
    const frame = await lossPage(workbench);
    await frame.getByRole('button', { name: 'Cross-entropy' }).click();
    await frame.locator('.full', { hasText: '0.510825457099338' }).waitFor();
    await toggleTable(frame);
    const table = await workbench.readTable(frame, '#data');
    assert.deepEqual(table[0], ['Element', 'y1', 't', 'Term of Cross-entropy', '∂L/∂y1']);
    assert.equal(table.length, 11);
    assert.deepEqual(table[3]!.slice(0, 4), ['2', '0.6', '1', '0.510825457099338']);
    assert.ok(Math.abs(Number(table[3]![4]) + 1 / 0.6000001) < 1e-12); // −t / (y + δ)
    assert.deepEqual(table[4], ['3', '0', '0', '0', '0']);
    await toggleTable(frame);
    await frame.locator('.small').first().waitFor();
    assert.deepEqual(await frame.locator('.small h2').allInnerTexts(), [
      'Share of the loss per element',
      'Gradient ∂L/∂y1',
    ]);
  });

  it('draws bars of both arrays', async () => {
    const frame = await lossPage(workbench);
    const areas = await frame.locator('.plot > .chart canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      const probe = document.body.appendChild(document.createElement('span'));
      /** How many pixels have a color of the theme; edges are blended, so that they have it nearly. */
      const area = (name: string) => {
        probe.style.color = `var(--vscode-charts-${name})`;
        const color = getComputedStyle(probe).color.match(/\d+/g)!.map(Number);
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
          const isNear = color.every((channel, c) => Math.abs(channel - data[i + c]!) < 24);
          if (isNear && data[i + 3]! > 100) count++;
        }
        return count;
      };
      const areas = [area('blue'), area('red')];
      probe.remove();
      return areas;
    });
    for (const area of areas) assert.ok(area > 300, `${areas.join(' and ')} pixels of the two colors`);
  });

  it('can be walked with the keyboard, and says where it is', async () => {
    const frame = await lossPage(workbench);
    const [main, , gradient] = await frame.locator('.chart').all();
    await main!.focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await main!.press(key);
    const status = frame.getByRole('status');
    await status.filter({ hasText: 'y1 2: 0.6. Term of Cross-entropy: 0.510825. ∂L/∂y1: −1.66667' }).waitFor();
    await main!.press('ArrowDown');
    await status.filter({ hasText: 't 2: 1.' }).waitFor();
    await gradient!.focus();
    for (const key of ['Home', 'ArrowRight', 'ArrowRight']) await gradient!.press(key);
    await status.filter({ hasText: '∂L/∂y1 2: −1.66667' }).waitFor();
  });

  it('swaps prediction and target', async () => {
    const frame = await lossPage(workbench);
    await frame.getByRole('button', { name: 'Swap prediction and target' }).click();
    await frame.locator('h1', { hasText: 't against y1' }).waitFor();
    await frame.getByRole('button', { name: 'Swap prediction and target' }).click();
    await frame.locator('h1', { hasText: 'y1 against t' }).waitFor();
  });

  it('copies the losses', async () => {
    const frame = await lossPage(workbench);
    await frame.getByRole('button', { name: 'Copy…' }).click();
    await workbench.choose('Copy as JSON');
    const { shape, results } = await untilClipboard(workbench, text => JSON.parse(text) as LossJson);
    assert.deepEqual(shape, [10]);
    assert.deepEqual(
      results.flatMap(({ id, value }) => (['halfSumSquares', 'crossEntropy'].includes(id) ? [[id, value]] : [])),
      [
        ['halfSumSquares', 0.09750000000000003],
        ['crossEntropy', 0.510825457099338],
      ],
    );
    await frame.getByRole('button', { name: 'Copy…' }).click();
    await workbench.choose('Copy as Markdown');
    const markdown = await untilClipboard(workbench, text => (text.startsWith('y1 against t') ? text : undefined));
    assert.match(markdown, /\| Half sum of squares \| ½ Σ \(y − t\)² \| 0\.09750000000000003 \|/);
  });

  it('leads to the line of an array', async () => {
    const frame = await lossPage(workbench);
    await frame.getByRole('button', { name: 't', exact: true }).click();
    await workbench.page.locator('.statusbar-item[id="status.editor.selection"]', { hasText: 'Ln 7, Col 1' }).waitFor();
  });

  it('is there again after its tab was hidden, with the loss that was chosen', async () => {
    await (await lossPage(workbench)).getByRole('button', { name: 'Cross-entropy' }).click();
    await lossTab(workbench).click();
    await workbench.openFile('ragged.ts'); // opens in the panel's group and hides it
    await lossTab(workbench).click();
    const frame = await lossPage(workbench);
    assert.equal(await frame.locator('.full').innerText(), '0.510825457099338');
  });

  it('is there again after the window was reloaded', async () => {
    await workbench.reload();
    const frame = await lossPage(workbench, 'y1 against t');
    assert.equal(await frame.locator('.full').innerText(), '0.510825457099338');
    await frame.getByRole('button', { name: 'Swap prediction and target' }).click();
    await frame.locator('h1', { hasText: 't against y1' }).waitFor();
    await frame.getByRole('button', { name: 'Swap prediction and target' }).click();
  });

  it('follows the setting of δ while it is open', async () => {
    await workbench.changeSettings({ 'nabla.loss.delta': 0 });
    const frame = await lossPage(workbench, 'y1 against t');
    await frame.locator('#losses', { hasText: '0.5108256237659907' }).waitFor(); // −log 0.6
    await workbench.changeSettings({ 'nabla.loss.delta': 1e-7 });
    await frame.locator('#losses', { hasText: '0.510825457099338' }).waitFor();
  });

  it('answers a wrong selection with one sentence and a way on', async () => {
    await workbench.openFile('ragged.ts');
    await workbench.selectLines(1, 4);
    await workbench.runCommand(EVALUATE);
    const message = await workbench.notification('ragged');
    assert.equal(message, 'bad is ragged: row [1] in line 3 has 1 element, the rows before it have 2 elements.');
    await workbench.picture('loss-ragged');
    await workbench.clickNotificationButton('Go to Line', 'ragged');
    await workbench.page.locator('.statusbar-item[id="status.editor.selection"]', { hasText: 'Ln 3, Col 3' }).waitFor();
  });

  it('shows the first elements of large arrays, and says after a reload that they were not kept', async () => {
    await workbench.openFile('large.json');
    await workbench.press('ControlOrMeta+a');
    await workbench.runCommand(EVALUATE);
    const frame = await lossPage(workbench, 'y against t');
    assert.equal((await lossValues(workbench, frame))['Half sum of squares'], '7500'); // ½ · 15,000 · 1²
    await frame.getByText('The first 1000 of 15000 elements are shown.').waitFor();
    await workbench.picture('loss-large');
    await workbench.reload();
    const empty = await workbench.webview('.empty');
    await empty.getByText('The arrays of this panel are no longer at hand.').waitFor();
    await workbench.picture('loss-not-kept');
    await empty.getByText('Show Example').click();
    await lossPage(workbench, 'y1 against t');
  });

  it('says so when the file of the arrays is gone', async () => {
    await workbench.openFile('gone.json');
    await workbench.press('ControlOrMeta+a');
    await workbench.runCommand(EVALUATE);
    const frame = await lossPage(workbench, 'output against label');
    await workbench.page.locator('.tab[data-resource-name="gone.json"]').click();
    await workbench.runCommand('View: Close Editor');
    fs.rmSync(path.join(workspace, 'gone.json'));
    await frame.getByRole('button', { name: 'output', exact: true }).click();
    await frame.getByRole('alert').filter({ hasText: 'gone.json cannot be opened any more.' }).waitFor();
    assert.equal((await lossValues(workbench, frame))['Half sum of squares'], '0.25'); // nothing is lost
  });

  it('works again after the extension host was killed', async () => {
    workbench.killExtensionHost();
    await workbench.extensionHostRestarted();
    const frame = await evaluate(workbench, [Y2, T], 'y2 against t');
    assert.equal((await lossValues(workbench, frame))['Half sum of squares'], '0.5975');
    assert.equal(await lossTab(workbench).count(), 1); // the dead panel is gone
  });

  it('breaks no content security policy, which is strict, and asks nobody outside', async () => {
    const frame = await lossPage(workbench);
    const policy = (await frame.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content'))!;
    assert.match(policy, /^default-src 'none'; script-src 'nonce-[\w-]{24}'; .*connect-src 'none'$/);
    assert.doesNotMatch(policy, /unsafe|\*(?!\.)/);
    const violations = workbench.consoleErrors.filter(text => /Content Security Policy/i.test(text));
    assert.deepEqual(violations, []);
    // The page's own resources have addresses of this form, answered by its service worker.
    const foreign = workbench.foreignRequests.filter(url => !new URL(url).hostname.endsWith('.vscode-cdn.net'));
    assert.deepEqual(foreign, []);
  });
});

interface LossJson {
  readonly shape: number[];
  readonly results: { id: string; value: number }[];
}

/** What `read` makes of the clipboard, once it makes something of it. */
async function untilClipboard<T>(workbench: Workbench, read: (text: string) => T | undefined): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    const text = await workbench.clipboard();
    try {
      const value = read(text);
      if (value !== undefined) return value;
    } catch {
      // Not yet what is waited for.
    }
    assert.ok(attempt < 50, `the clipboard holds: ${text}`);
    await workbench.page.waitForTimeout(100);
  }
}
