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

  /** Goes down so many steps at a rate; what the strip says of the end. */
  async function descend(frame: Frame, rate: string, steps: string): Promise<string> {
    const strip = frame.getByRole('region', { name: 'Descend from here' });
    await strip.locator('#steps').fill(steps);
    await strip.locator('#steps').press('Enter');
    await strip.locator('#rate-0').fill(rate);
    await strip.locator('#rate-0').press('Enter');
    await strip.getByRole('button', { name: /^(Descend|Show the way once more)$/ }).click();
    await strip.locator('.path .result').waitFor();
    return strip.locator('.path .result').innerText();
  }

  it('say that a step is flat, and a sigmoid is not', async () => {
    const step = await compute('plateaus.ts', 0, 'step(0.5) = 1');
    await step.locator('.news', { hasText: 'The function does not move at all about x = 0.5' }).waitFor();
    const sigmoid = await compute('plateaus.ts', 1, 'sigmoid(0.5) = 0.622459');
    assert.match(await sigmoid.locator('.exact').innerText(), /^exact 0\.23500371220159/); // y (1 − y)
    assert.match(await sigmoid.locator('.verdict').innerText(), /^smooth/);
  });

  it('say that the accuracy is flat, and the cross-entropy is not', async () => {
    const accuracy = await compute('plateaus.ts', 2, 'accuracy(0.4, -0.3) = 0.5');
    await accuracy.locator('.news', { hasText: 'gradient descent stays where it is' }).waitFor();
    assert.equal(await descend(accuracy, '1', '100'), 'after 100 steps accuracy(0.4, −0.3) = 0.5');
    const loss = await compute('plateaus.ts', 3, 'crossEntropy(0.4, -0.3)');
    assert.match(await loss.locator('.verdict').innerText(), /^smooth/);
    assert.match(await descend(loss, '1', '100'), /^after 100 steps crossEntropy\(1\.7\d*, −4\.7\d*\) = 0\.3296?/);
    await workbench.picture('samples-crossEntropy-descent');
  });

  it('go down as their comments say', async () => {
    const parabola = await compute('descent.ts', 0, 'parabola(-1) = 1');
    assert.match(await descend(parabola, '1.1', '30'), /^It diverges: at step \d+ /);
    await workbench.picture('samples-parabola-descent');
    const valleys = await compute('descent.ts', 1, 'twoValleys(0.2)');
    assert.match(await descend(valleys, '0.1', '100'), /^after 100 steps twoValleys\(1\.36128\) = /); // x³ − 2x + 0.2 = 0
    await workbench.picture('samples-twoValleys-descent');
    const valley = await compute('descent.ts', 2, 'valley(-7, 2) = 6.45');
    const end = await descend(valley, '0.95', '30');
    assert.equal(end, 'after 30 steps valley(−0.350393, 0.0847823) = 0.0133268'); // the book's 6.1
    await workbench.picture('samples-valley-descent');
    await compute('descent.ts', 3, 'rosenbrock(-1, 1.5) = 29');
    const saddle = await compute('descent.ts', 4, 'saddle(1, 0.001)');
    assert.match(await descend(saddle, '0.1', '100'), /^after 100 steps saddle\(2\.\d+e−10, 1\.41421\) = −1$/);
  });
});
