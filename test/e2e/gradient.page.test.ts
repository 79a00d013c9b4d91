import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { BOOK, computeAt, derivatives, dragPoint, findPoint, gradientPage } from './gradientJourney';
import { openWorkbench, sampleWorkspace } from './lossJourney';
import { saveAs } from './saveDialog';

const f = (x: number) => 0.01 * x ** 2 + 0.1 * x;

describe('the point on the Gradient page', () => {
  let workbench: Workbench;
  let workspace: string;

  before(async () => {
    workspace = sampleWorkspace();
    workbench = await openWorkbench({ workspace });
    await workbench.runCommand('View: Close Primary Side Bar');
    await computeAt(workbench, { text: '0.01 * x', point: '5', shown: 'f(5) = 0.75' });
  });

  after(() => workbench.dispose());

  const page = (text = 'f(') => gradientPage(workbench, text);

  it('is dragged along the curve, and the numbers follow', async () => {
    const frame = await page();
    await frame.locator('.plot-slice .chart').waitFor();
    await frame.locator('.plot-steps .chart').waitFor();
    const { point, value } = await dragPoint(workbench, frame, '.plot-slice', [90, 0]);
    const x = point[0]!;
    assert.ok(x > 5 && x < 12.5, `${x}`);
    assert.ok(Math.abs(value - f(x)) < 1e-12);
    const exact = await frame.locator('.exact .number').innerText();
    assert.ok(Math.abs(Number(exact) - (0.02 * x + 0.1)) < 1e-12);
    assert.equal(await frame.locator('#point input').inputValue(), String(x));
    assert.ok(String(x).length <= 6, `${x} is more digits than can be pointed at`);
  });

  it('is let go of when its chart leaves the page', async () => {
    const frame = await page();
    const { mouse } = workbench.page;
    const { x, y } = await findPoint(workbench, frame, '.plot-slice');
    const before = await frame.locator('.function-value').innerText();
    await mouse.down();
    await frame.locator('.plot-slice .chart').press('t');
    await frame.locator('#data').waitFor();
    await mouse.up();
    await frame.locator('.data').first().press('t');
    await frame.locator('.plot-slice .chart').waitFor();
    await mouse.move(x + 60, y, { steps: 4 });
    await workbench.page.waitForTimeout(300);
    assert.equal(await frame.locator('.function-value').innerText(), before);
    await mouse.move(0, 0);
  });

  it('goes a step with the keyboard, and with the buttons beside it', async () => {
    const frame = await page();
    await frame.locator('#point input').fill('5');
    await frame.locator('#point input').press('Enter');
    await page('f(5) = 0.75');
    await frame.locator('.plot-slice .chart').press('Shift+ArrowRight');
    await page('f(5.5) ='); // the range is 15, about 40 steps of 0.5
    await frame.getByRole('button', { name: 'x a step down' }).click();
    await page('f(5) =');
    await frame.getByRole('button', { name: 'x a step up' }).press('Enter');
    await page('f(5.5) =');
  });

  it('is pinned, returned to and unpinned', async () => {
    const frame = await page('f(5.5) =');
    await frame.getByRole('button', { name: 'Pin point' }).click();
    const pin = frame.locator('.pins li', { hasText: 'f′(5.5) = 0.21' });
    await pin.waitFor();
    await frame.locator('#point input').fill('10');
    await frame.locator('#point input').press('Enter');
    await page('f(10) = 2');
    await frame.getByRole('button', { name: 'Pin point' }).click();
    await frame.locator('.pins li', { hasText: 'f′(10) = 0.3' }).waitFor();
    await pin.getByRole('button', { name: 'f′(5.5) = 0.21' }).click();
    await page('f(5.5) =');
    await pin.getByRole('button', { name: 'Unpin f(5.5)' }).press('Enter');
    await pin.waitFor({ state: 'detached' });
    assert.equal(await frame.locator('.pins li').count(), 1);
    const other = frame.locator('.pins li', { hasText: 'f′(10) = 0.3' });
    await other.locator('.icon-button:focus').waitFor(); // of the one that is left
  });

  it('has its derivative by the method that is chosen', async () => {
    const frame = await page();
    await frame.locator('#point input').fill('5');
    await frame.locator('#point input').press('Enter');
    await page('f(5) = 0.75');
    await frame.locator('#method').selectOption('central');
    await frame.locator('.verdict', { hasText: BOOK }).waitFor();
    assert.equal(await frame.locator('.full').innerText(), '0.1999999999990898');
    await frame.locator('#method').selectOption('adaptive');
    await frame.locator('.verdict', { hasText: 'adaptive steps' }).waitFor();
    assert.equal((await derivatives(workbench, frame))[BOOK], '0.1999999999990898');
  });

  it('shows how the error of differences depends on their step', async () => {
    const frame = await page();
    await frame.locator('.plot-steps .chart').press('t');
    const [head, ...rows] = await workbench.readTable(frame, '#errors');
    assert.deepEqual(head, ['h', 'central', 'forward', 'backward', 'five points']);
    const at = (h: string) =>
      rows
        .find(([step]) => step === h)!
        .slice(1)
        .map(Number) as [number, number, number, number];
    const [central, forward] = at('0.0001');
    assert.ok(central > 1e-14 && central < 1e-11); // the book's: 0.1999999999990898
    assert.ok(Math.abs(forward - 1e-6) < 1e-10); // f″ h / 2
    const [, tooSmall] = at('1e−15');
    assert.ok(tooSmall > 1e-3); // all digits are rounded away
    await frame.locator('.data').first().press('t');
    await frame.locator('.plot-steps .chart').waitFor();
  });

  it('keeps its numbers up to date while the function is edited', async () => {
    const frame = await page('f(5) = 0.75');
    await workbench.openFile('functions.ts');
    await workbench.replaceText('0.01 * x ** 2', '0.02 * x ** 2');
    await page('f(5) = 1');
    await frame.locator('.exact', { hasText: /^exact 0\.30*\d* ·/ }).waitFor();
    await frame.getByRole('switch', { name: 'Follow edits of the function' }).click();
    await workbench.openFile('functions.ts');
    await workbench.replaceText('0.02 * x ** 2', '0.01 * x ** 2');
    const note = frame.locator('.stale', { hasText: 'The text has changed since.' });
    await note.waitFor();
    await frame.locator('.numbers.is-stale').waitFor();
    await note.getByRole('button', { name: 'Compute again' }).click();
    await page('f(5) = 0.75');
    await note.waitFor({ state: 'detached' });
    await frame.getByRole('switch', { name: 'Follow edits of the function' }).click();
  });

  it('says why the numbers do not follow while the text is broken', async () => {
    await workbench.openFile('functions.ts');
    await workbench.replaceText('0.01 * x ** 2', '0.01 * * x ** 2');
    const frame = await page('f(5) = 0.75');
    await frame.locator('.stale').waitFor();
    await workbench.openFile('functions.ts');
    await workbench.replaceText('0.01 * * x ** 2', '0.01 * x ** 2');
    await frame.locator('.stale').waitFor({ state: 'detached' });
  });

  it('is copied, and saved as a picture of what is in sight', async () => {
    const frame = await page('f(5) = 0.75');
    await frame.getByRole('button', { name: 'Save picture…' }).click();
    const file = path.join(workspace, 'gradient.png');
    await saveAs(workbench, file);
    const png = await until('the picture on disk', () =>
      Promise.resolve(fs.existsSync(file) && fs.statSync(file).size > 0 ? fs.readFileSync(file) : undefined),
    );
    assert.equal(png.subarray(1, 4).toString('latin1'), 'PNG');
    const width = await frame.locator('.plot-slice .chart').evaluate(chart => chart.clientWidth);
    assert.ok(png.readUInt32BE(16) >= 2 * width); // two pixels to one of the page
    fs.mkdirSync('out/pictures', { recursive: true });
    fs.copyFileSync(file, 'out/pictures/gradient-saved.png');
    await frame.getByRole('button', { name: 'Copy…' }).click();
    await workbench.choose('Copy as Markdown');
    await workbench.page.waitForTimeout(300);
    assert.match(await workbench.clipboard(), /0\.1999999999990898/);
  });

  it('is chosen by a bar where there are many variables, and each has its slice', async () => {
    const frame = await computeAt(workbench, {
      text: '0.5 * (y - target)',
      point: '0.3, 0.2, 0.1',
      shown: 'loss(0.3, 0.2, 0.1)',
    });
    const bars = frame.locator('.plot-bars .chart');
    await bars.press('ArrowRight');
    await bars.press('ArrowRight');
    await bars.press('ArrowRight');
    await bars.press('Enter');
    await frame.locator('.chosen h2', { hasText: '∂loss/∂w[2]' }).waitFor();
    await frame.locator('.plot-slice h2', { hasText: 'loss along w[2]' }).waitFor();
    await bars.press('t');
    const rows = (await workbench.readTable(frame, '#data')).slice(1).map(row => row.map(Number));
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    for (const [w, value] of rows as [number, number][]) {
      const expected = 0.5 * (sigmoid(0.6 * 0.3 + 0.9 * 0.2 + w) - 0.2) ** 2;
      assert.ok(Math.abs(value - expected) < 1e-12);
    }
    await frame.locator('.data').first().press('t');
    await frame.getByRole('button', { name: 'Previous' }).click();
    await frame.locator('.chosen h2', { hasText: '∂loss/∂w[1]' }).waitFor();
    await workbench.picture('gradient-bars');
  });
});
