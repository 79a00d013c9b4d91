import * as assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { themes } from '../host/settings';
import type { Workbench } from '../host/workbench';
import { accessibilityFaults, overflow } from './looks';
import { openWorkbench } from './lossJourney';
import { choose, curvesPage, curvesTab, fill, openTrainView, press, trainPage, untilProgress } from './trainingJourney';

/** Drags the edge of the side bar until it is so wide. */
async function resizeSideBar({ page }: Workbench, width: number): Promise<void> {
  const box = (await page.locator('.part.sidebar').boundingBox())!;
  await page.mouse.move(box.x + box.width, box.y + 300);
  await page.mouse.down();
  await page.mouse.move(box.x + width, box.y + 300, { steps: 4 });
  await page.mouse.up();
}

/** Trains with what is filled in and waits for the end. */
async function train(view: Frame, finished = 'Finished', start = 'Start'): Promise<void> {
  await press(view, start);
  await untilProgress(view, finished);
}

describe('the pages of training', () => {
  describe('in English', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench();
      const view = await openTrainView(workbench);
      await view.locator('#data-summary', { hasText: 'classes' }).waitFor();
      await workbench.picture('training-untouched');
      await fill(view, 'Epochs', '40');
      await train(view);
    });

    after(() => workbench.dispose());

    for (const theme of themes) {
      it(`follow the theme ${theme} and are accessible`, async () => {
        await workbench.setTheme(theme);
        const [view, curves] = [await trainPage(workbench), await curvesPage(workbench)];
        await workbench.page.waitForTimeout(200); // the theme reaches the pages a moment later
        await workbench.picture(`training-${theme}`);
        assert.deepEqual(await accessibilityFaults(view), []);
        assert.deepEqual(await accessibilityFaults(curves), []);
        await curves.locator('.chart').first().press('t');
        await curves.locator('#epochs').waitFor();
        assert.deepEqual(await accessibilityFaults(curves), []);
        await workbench.picture(`training-${theme}-tables`);
        await curves.locator('.data').first().press('t');
      });
    }

    it('show a wrong field and a locked form, accessible in light high contrast too', async () => {
      await workbench.setTheme('hcLight');
      const view = await trainPage(workbench);
      await fill(view, 'Learning rate', '-1');
      await view.getByRole('alert').waitFor();
      assert.deepEqual(await accessibilityFaults(view), []);
      await workbench.picture('training-wrong', view);
      await fill(view, 'Learning rate', '0.01');
      await fill(view, 'Epochs', '100000');
      await press(view, 'Start');
      await untilProgress(view, 'left');
      await press(view, 'Pause');
      await untilProgress(view, 'Paused');
      assert.deepEqual(await accessibilityFaults(view), []);
      await workbench.picture('training-locked');
      await press(view, 'Stop');
      await untilProgress(view, 'Stopped');
    });

    it('show a training that diverged, accessible in every theme', async () => {
      const view = await trainPage(workbench);
      for (const layer of [1, 2]) await choose(view, `Activation of layer ${layer}`, 'ReLU');
      await choose(view, 'Optimizer', 'SGD');
      await fill(view, 'Learning rate', '100000');
      await press(view, 'Start');
      await untilProgress(view, 'Paused');
      for (const theme of themes) {
        await workbench.setTheme(theme);
        const pages = [await trainPage(workbench), await curvesPage(workbench)];
        await workbench.page.waitForTimeout(200);
        await workbench.picture(`training-diverged-${theme}`);
        for (const page of pages) assert.deepEqual(await accessibilityFaults(page), []);
      }
      await press(view, 'Stop');
      await untilProgress(view, 'Diverged');
      await fill(view, 'Learning rate', '0.01');
    });

    it('show a regression and images', async () => {
      const view = await trainPage(workbench);
      await choose(view, 'Data set', 'Sine');
      await choose(view, 'Optimizer', 'Adam');
      await fill(view, 'Epochs', '40');
      for (const layer of [1, 2]) await choose(view, `Activation of layer ${layer}`, 'tanh');
      for (const theme of ['light', 'dark'] as const) {
        await workbench.setTheme(theme);
        await train(view);
        await untilProgress(view, 'Finished · epoch 40/40');
        await workbench.picture(`training-regression-${theme}`);
        assert.deepEqual(await accessibilityFaults(view), []);
        assert.deepEqual(await accessibilityFaults(await curvesPage(workbench)), []);
      }
      await choose(view, 'Data set', 'Drawn digits');
      await view.locator('#data-summary', { hasText: '28 × 28 pixels' }).waitFor();
      await fill(view, 'Epochs', '5');
      await press(view, 'Start');
      await untilProgress(view, 'Finished · epoch 5/5');
      await workbench.picture('training-images');
      await choose(view, 'Data set', 'data/iris.csv');
      await view.locator('#data-summary', { hasText: '150 samples' }).waitFor();
      await workbench.picture('training-table', view);
      assert.deepEqual(await accessibilityFaults(view), []);
      await choose(view, 'Data set', 'Spiral');
    });

    it('draw losses logarithmically', async () => {
      await workbench.setTheme('dark');
      const curves = await curvesPage(workbench);
      await curves.locator('.chart').first().press('l');
      await workbench.picture('training-logarithmic');
      await curves.locator('.chart').first().press('l');
    });

    for (const width of [180, 240, 280]) {
      it(`the view fits a side bar of ${width} px`, async () => {
        await resizeSideBar(workbench, width);
        const view = await trainPage(workbench);
        await workbench.page.waitForTimeout(200);
        assert.equal(await overflow(view), 0);
        await workbench.picture(`training-view-${width}px`, view);
      });
    }

    for (const width of [280, 600, 1400]) {
      it(`the curves fit ${width} px`, async () => {
        await curvesTab(workbench).click();
        if (await workbench.page.locator('.part.sidebar').isVisible()) {
          await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
        }
        const curves = await curvesPage(workbench);
        const chrome = 1400 - (await curves.evaluate(() => innerWidth));
        await workbench.resizeTo(width + chrome, 900);
        await workbench.page.waitForTimeout(300); // the charts follow the size of their boxes
        assert.equal(await overflow(curves), 0);
        await workbench.picture(`training-curves-${width}px`, curves);
        await curves.locator('.chart').first().press('t');
        await curves.locator('#epochs').waitFor();
        assert.equal(await overflow(curves), 0);
        await curves.locator('.data').first().press('t');
        await workbench.resizeTo(1400, 900);
      });
    }
  });

  it('speak Korean', async () => {
    const workbench = await openWorkbench({ locale: 'ko' });
    try {
      const view = await openTrainView(workbench);
      await view.locator('#data-summary', { hasText: '샘플 300개 · 특성 2개 · 클래스 2개' }).waitFor();
      await fill(view, '에폭 수', '20');
      await train(view, '완료됨', '시작');
      const curves = await curvesPage(workbench);
      await untilProgress(curves, '완료됨 · 에폭 20/20 · 480단계');
      await workbench.page.waitForTimeout(1_000); // icons arrive late
      await workbench.picture('training-ko');
      assert.equal(await view.evaluate(() => document.documentElement.lang), 'ko');
      await choose(view, '데이터셋', '사인 곡선');
      await choose(view, '최적화 기법', 'SGD');
      for (const layer of [1, 2]) await choose(view, `${layer}층의 활성화 함수`, 'ReLU');
      await fill(view, '학습률', '10');
      await press(view, '시작');
      await untilProgress(view, '일시 중지됨');
      await view.getByRole('alert').filter({ hasText: '학습이 발산했습니다.' }).waitFor();
      await workbench.picture('training-diverged-ko');
    } finally {
      await workbench.dispose();
    }
  });
});
