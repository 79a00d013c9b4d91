import * as assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { computeAt, dragPoint, gradientPage } from './gradientJourney';
import { openWorkbench, sampleWorkspace } from './lossJourney';

/** The book's functions of chapters 4 and 6. */
const MODEL = `export const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;

export const valley = (x: number, y: number): number => x ** 2 / 20 + y ** 2;
`;

describe('the descent on the Gradient page', () => {
  let workbench: Workbench;
  let frame: Frame;

  before(async () => {
    workbench = await openWorkbench({ workspace: sampleWorkspace({ 'model.ts': MODEL }) });
    await workbench.runCommand('View: Close Primary Side Bar');
    frame = await computeAt(workbench, {
      file: 'model.ts',
      text: 'x[0] ** 2',
      point: '-3, 4',
      shown: 'bowl(-3, 4) = 25',
    });
    await frame.locator('.plot-map .chart').waitFor();
  });

  after(() => workbench.dispose());

  const result = (index = 0) => frame.locator('.path').nth(index).locator('.result');

  async function setRate(rate: string, index = 0): Promise<void> {
    await frame.locator(`#rate-${index}`).fill(rate);
    await frame.locator(`#rate-${index}`).press('Enter');
  }

  /** What the table of a plot holds; the page shows charts again afterwards. */
  async function table(id: string): Promise<string[][]> {
    await frame.locator('h1').first().waitFor();
    await frame.getByRole('button', { name: 'Show as tables (T)' }).click();
    const rows = await workbench.readTable(frame, id);
    await frame.getByRole('button', { name: 'Show as charts (T)' }).click();
    return rows;
  }

  it("ends where the book's ends, at its rate", async () => {
    await frame.getByRole('button', { name: 'Descend', exact: true }).click();
    await result().getByText('after 100 steps').waitFor();
    const text = await result().innerText();
    // (−3, 4) (1 − 2 α)¹⁰⁰
    assert.match(text, /^after 100 steps bowl\(−6\.111\d\de−10, 8\.148\d\de−10\) = 1\.037\d\de−18$/);
    const [head, ...rows] = await table('#paths');
    assert.deepEqual(head, ['Step', 'x[0]', 'x[1]', 'bowl']);
    assert.equal(rows.length, 101);
    assert.deepEqual(rows[0], ['0', '-3', '4', '25']);
    const [, x, y, value] = rows[10]!.map(Number) as [number, number, number, number];
    assert.ok(Math.abs(x + 3 * 0.8 ** 10) < 1e-12 && Math.abs(y - 4 * 0.8 ** 10) < 1e-12);
    assert.ok(Math.abs(value - 25 * 0.8 ** 20) < 1e-12);
  });

  it('says in words that a rate is too large, and shows that one is too small', async () => {
    await setRate('10');
    await result().getByText('It diverges').waitFor();
    assert.match(await result().innerText(), /It diverges: at step \d+, /);
    await workbench.picture('gradient-diverges');
    await setRate('1e-10');
    await result().getByText('bowl(−3, 4) = 25 · It has hardly moved. Try a larger learning rate.').waitFor();
    await setRate('nonsense');
    assert.equal(await frame.locator('#rate-0').inputValue(), '1e-10');
  });

  it('follows the sliders', async () => {
    await setRate('0.1');
    await result().getByText('e−18').waitFor();
    await frame.locator('#rate-slider-0').press('ArrowRight');
    await result().getByText('e−30').waitFor(); // 25 · 0.7²⁰⁰ = 2.6e−30
  });

  it('is walked with the keyboard, and said', async () => {
    await setRate('0.1');
    await result().getByText('e−18').waitFor();
    const map = frame.locator('.plot-map .chart');
    const said = (text: string) => frame.locator('[role="status"]', { hasText: text }).waitFor();
    await map.press('ArrowRight');
    await said('point. bowl(−3, 4) = 25');
    await map.press('ArrowDown');
    await map.press('ArrowRight');
    await said('SGD 0.1. Step 1: bowl(−2.4, 3.2) = 16');
    await map.press('ArrowUp');
    await map.press('ArrowUp');
    await said('−∇bowl. −∇bowl(');
  });

  it('shows the map in numbers, too', async () => {
    const [head, ...rows] = await table('#map');
    assert.equal(head![0], 'x[1] \\ x[0]');
    const xs = head!.slice(1).map(text => Number(text.replace('−', '-')));
    for (const [y, ...values] of rows.map(row => row.map(Number)) as [number, ...number[]][]) {
      values.forEach((value, i) => assert.ok(Math.abs(value - (xs[i]! ** 2 + y ** 2)) <= 1e-4 * (1 + value)));
    }
    const [, ...arrows] = await table('#arrows');
    assert.ok(arrows.length > 50);
    for (const [x, y, dx, dy] of arrows.map(row => row.map(Number)) as [number, number, number, number][]) {
      assert.ok(Math.abs(dx + 2 * x) < 1e-4 && Math.abs(dy + 2 * y) < 1e-4);
    }
  });

  it('starts anew from where the point is dragged to', async () => {
    await setRate('0.1');
    const { point, value } = await dragPoint(workbench, frame, '.plot-map', [60, 60]);
    const [x, y] = point as [number, number];
    assert.ok(x > -3 && y < 4);
    assert.ok(Math.abs(value - (x ** 2 + y ** 2)) < 1e-9);
    await until('the descent from there', async () => {
      const [, start] = await table('#paths');
      return Number(start![1]) === x ? true : undefined;
    });
  });

  it('lays the paths of several optimizers over each other', async () => {
    frame = await computeAt(workbench, {
      file: 'model.ts',
      text: 'x ** 2 / 20',
      point: '-7, 2',
      shown: 'valley(-7, 2)',
    });
    await frame.locator('#steps').fill('30');
    await frame.locator('#steps').press('Enter');
    await setRate('0.95');
    const add = frame.getByRole('button', { name: '+ Add optimizer' });
    await add.click();
    await add.click();
    await frame.locator('#optimizer-2').selectOption('adagrad book');
    await add.click();
    await frame.locator('#optimizer-3').selectOption('adam book');
    await frame.getByRole('button', { name: 'Descend', exact: true }).click(); // another function begins without
    // The book's figures, 6.1: SGD, Momentum, AdaGrad, Adam.
    await result(0).getByText('valley(−0.350393, 0.0847').waitFor();
    await result(1).getByText('valley(0.896414, 0.0880').waitFor();
    await result(2).getByText('valley(−0.120162, ').waitFor();
    await result(3).getByText('valley(0.136007, 0.3182').waitFor();
    assert.equal(await frame.locator('#rate-2').inputValue(), '1.5');
    const [head] = await table('#paths');
    assert.deepEqual(
      head!.filter(name => name.endsWith(': valley')),
      [
        'SGD 0.95: valley',
        'Momentum 0.1: valley',
        'AdaGrad as in the book 1.5: valley',
        'Adam as in the book 0.3: valley',
      ],
    );
    await workbench.page.waitForTimeout(300);
    await workbench.picture('gradient-optimizers');
    await frame.getByRole('button', { name: /^Remove Adam/ }).press('Enter');
    await frame.locator('.path').nth(3).waitFor({ state: 'detached' });
    await frame.locator('.path').nth(2).locator('.icon-button:focus').waitFor();
  });

  it('keeps method, pins and descent over a reload of the window', async () => {
    await frame.getByRole('button', { name: 'Pin point' }).click();
    await frame.locator('.pins li').waitFor();
    await workbench.page.waitForTimeout(600); // the point is at rest
    await workbench.reload();
    const waiting = await workbench.webview('.empty vscode-button');
    await waiting.locator('.empty vscode-button').click();
    frame = await gradientPage(workbench, 'valley(-7, 2)');
    await result(2).getByText('valley(−0.120162, ').waitFor();
    assert.equal(await frame.locator('.pins li').count(), 1);
    await frame.getByRole('button', { name: 'Take the paths away' }).click();
    await frame.locator('.result').first().waitFor({ state: 'detached' });
  });

  it('walks down a curve, up and down its walls where the rate is too large', async () => {
    frame = await computeAt(workbench, { text: '0.01 * x', point: '5', shown: 'f(5) = 0.75' });
    await frame.locator('#steps').fill('20');
    await frame.locator('#steps').press('Enter');
    for (const remove of ['AdaGrad', 'Momentum'])
      await frame.getByRole('button', { name: new RegExp(`^Remove ${remove}`) }).click();
    await setRate('95');
    await frame.getByRole('button', { name: 'Descend', exact: true }).click();
    await result().getByText('after 20 steps').waitFor();
    // x + 5 turns over with every step: 10 (1 − 0.02 α)ᵏ = 10 (−0.9)ᵏ
    const [, ...rows] = await table('#paths');
    const xs = rows.map(([, x]) => Number(x));
    xs.forEach((x, k) => assert.ok(Math.abs(x + 5 - 10 * (-0.9) ** k) < 1e-9));
    await workbench.page.waitForTimeout(2200); // the way is played
    await workbench.picture('gradient-curve-descent');
  });
});
