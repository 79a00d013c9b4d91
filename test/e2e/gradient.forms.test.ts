import * as assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Workbench } from '../host/workbench';
import { BOOK, COMPUTE, derivatives, enterPoint, gradientPage } from './gradientJourney';
import { accessibilityFaults } from './looks';
import { openWorkbench, sampleWorkspace } from './lossJourney';

/** A static method, a parameter that is no number, an import that is open unsaved, an expression in a comment. */
const MODEL = `import { scale } from './scale';

export class Loss {
  static squares(y: number[], t: number[]): number {
    return y.reduce((sum, value, i) => sum + (value - t[i]) ** 2, 0);
  }
}

function times(x: number, mode: 'once' | 'twice', options: { by: number }): number {
  return (mode === 'twice' ? 2 : 1) * options.by * x;
}

const scaled = (x: number): number => scale * x ** 2;

// 0.01 * x**2 + 0.1 * x
const accuracy = (w: number): number => [0.2, 0.5, 0.9].filter(value => value * w > 0.4).length / 3;
`;

describe('functions of many kinds, and what is known of them', () => {
  let workbench: Workbench;

  before(async () => {
    const workspace = sampleWorkspace({ 'model.ts': MODEL, 'scale.ts': 'export const scale = 2;\n' });
    workbench = await openWorkbench({ workspace });
    await workbench.runCommand('View: Close Primary Side Bar');
  });

  after(() => workbench.dispose());

  /** Computes the gradient of the function with a text in it. */
  async function compute(file: string, text: string, point: string, shown: string): Promise<Frame> {
    await workbench.openFile(file);
    await workbench.putCursor(text);
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, point);
    return gradientPage(workbench, shown);
  }

  it('names a kink with the slopes to both sides, and calls it no mistake', async () => {
    const frame = await compute('functions.ts', 'Math.abs(x[1])', '1, -2', 'hinge(1, -2) = 2');
    assert.equal(await frame.locator('.value').innerText(), '0 | 1');
    const news = await frame.locator('.news').innerText();
    assert.match(news, /^The slope jumps from 0 to 1 at x\[0\] = 1; there is no derivative here\./);
    const verdicts = await derivatives(workbench, frame, 'Verdict');
    assert.deepEqual(verdicts, { '∂hinge/∂x[0]': 'kink: 0 | 1', '∂hinge/∂x[1]': 'smooth' });
    assert.deepEqual(await derivatives(workbench, frame, 'exact'), { '∂hinge/∂x[0]': '—', '∂hinge/∂x[1]': '-1' });
    assert.match((await derivatives(workbench, frame, BOOK))['∂hinge/∂x[0]']!, /^0\.(5|49999)/);
    const problems = workbench.page.locator('.statusbar-item[id="status.problems"]');
    assert.match((await problems.getAttribute('aria-label'))!, /No Problems/);
    assert.deepEqual(await accessibilityFaults(frame), []);
    await workbench.page.waitForTimeout(300);
    await workbench.picture('gradient-kink');
  });

  it('shows a Jacobian as a matrix', async () => {
    const frame = await compute('functions.ts', 'const exponentials', '0.3, 2.9, 4', 'softmax(');
    const [head, first, ...others] = await workbench.readTable(frame, '#derivatives');
    assert.deepEqual(head, ['', '∂a[0]', '∂a[1]', '∂a[2]']);
    // yᵢ (δᵢⱼ − yⱼ) with y = (0.018211, 0.245192, 0.736597)
    assert.deepEqual(first, ['∂softmax[0]', '0.0178796', '−0.00446526', '−0.0134144']);
    assert.equal(others.length, 2);
    const title = await frame.locator('#derivatives td[title]').first().getAttribute('title');
    assert.match(title!, /^∂softmax\[0\]\/∂a\[0\] = 0\.01787962282050\d+ ± /);
    assert.deepEqual(await accessibilityFaults(frame), []);
    await workbench.picture('gradient-jacobian');
  });

  it('takes static methods, and values that are no numbers', async () => {
    const method = await compute('model.ts', 'value - t[i]', '[3, 4], [1, 1]', 'Loss.squares([3, 4], [1, 1]) = 13');
    assert.deepEqual(await derivatives(workbench, method, 'exact'), {
      '∂Loss.squares/∂y[0]': '4',
      '∂Loss.squares/∂y[1]': '6',
      '∂Loss.squares/∂t[0]': '-4',
      '∂Loss.squares/∂t[1]': '-6',
    });
    const other = await compute('model.ts', 'return (mode', '3, "twice", {"by": 5}', 'times(3');
    assert.match(await other.locator('.exact').innerText(), /^exact 10 /);
  });

  it('runs other open files as they are written, saved or not', async () => {
    await workbench.openFile('scale.ts');
    await workbench.replaceText('2', '5');
    const frame = await compute('model.ts', 'scale * x', '3', 'scaled(3) = 45');
    assert.match(await frame.locator('.exact').innerText(), /^exact 30 /);
  });

  it('takes a highlighted expression for a function of its variables', async () => {
    await workbench.openFile('model.ts');
    await workbench.selectTexts(['0.01 * x**2 + 0.1 * x']);
    await workbench.runCommand(COMPUTE);
    await enterPoint(workbench, '5');
    const frame = await gradientPage(workbench, '(0.01 * x**2 + 0.1 * x)(5) = 0.75');
    assert.match(await frame.locator('.exact').innerText(), /^exact 0\.2 /);
    assert.equal((await derivatives(workbench, frame))[BOOK], '0.1999999999990898');
  });

  it('names the plateau of an accuracy', async () => {
    const frame = await compute('model.ts', 'value * w', '1', 'accuracy(1)');
    await frame.locator('.news', { hasText: 'The function does not move at all about w = 1' }).waitFor();
    assert.match(await frame.locator('.verdict').innerText(), /^plateau, but a kink or jump at a distance of 0\.2 /);
  });
});
