import * as assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Workbench } from '../host/workbench';
import { enterPoint, gradientPage, LENS } from './gradientJourney';
import { openWorkbench } from './lossJourney';

describe('the sample functions, with the points of their comments', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
    await workbench.runCommand('View: Close Primary Side Bar');
  });

  after(() => workbench.dispose());

  /** Clicks the lens of a function of a sample and takes the first proposal. */
  async function compute(file: string, lens: number, shown: string): Promise<Frame> {
    await workbench.openFile(file);
    await workbench.clickCodeLens(LENS, lens);
    await enterPoint(workbench);
    const frame = await gradientPage(workbench, shown);
    await workbench.page.waitForTimeout(500);
    await workbench.picture(`samples-${shown.replace(/\W+.*/, '')}`);
    return frame;
  }

  it('say that a step is flat, and a sigmoid is not', async () => {
    const step = await compute('plateaus.ts', 0, 'step(0.5) = 1');
    await step.locator('.news', { hasText: 'The function does not move at all about x = 0.5' }).waitFor();
    const sigmoid = await compute('plateaus.ts', 1, 'sigmoid(0.5) = 0.622459');
    assert.match(await sigmoid.locator('.exact').innerText(), /^exact 0\.235004 /);
    assert.match(await sigmoid.locator('.verdict').innerText(), /^smooth/);
  });

  it('say that the accuracy is flat, and the cross-entropy is not', async () => {
    const accuracy = await compute('plateaus.ts', 2, 'accuracy(0.4, -0.3) = 0.5');
    await accuracy.locator('.news', { hasText: 'gradient descent stays where it is' }).waitFor();
    const loss = await compute('plateaus.ts', 3, 'crossEntropy(0.4, -0.3)');
    assert.match(await loss.locator('.verdict').innerText(), /^smooth/);
  });

  it('go down', async () => {
    await compute('descent.ts', 2, 'valley(-7, 2) = 6.45');
    await compute('descent.ts', 3, 'rosenbrock(-1, 1.5) = 29');
    await compute('descent.ts', 1, 'twoValleys(3)');
  });
});
