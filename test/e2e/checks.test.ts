import * as assert from 'node:assert/strict';
import { themes } from '../host/settings';
import { until } from '../host/waiting';
import type { Workbench } from '../host/workbench';
import { CHECK, clickGutter, gutter, gutterShows, textsBehind } from './checksJourney';
import { openWorkbench, sampleWorkspace } from './lossJourney';

const HELPER = `function numericalDiff(f: (x: number) => number, x: number): number {
  const h = 1e-4;
  return (f(x + h) - f(x - h)) / 2 * h;
}
const bowl = (x: number): number => x ** 2;
const bowlPrime = (x: number): number => numericalDiff(bowl, x);
`;

describe('gradient checks', () => {
  describe('in English', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench({ workspace: sampleWorkspace({ 'helper.ts': HELPER, 'unsaved.ts': HELPER }) });
      await workbench.openFile('gradients.ts');
    });

    after(() => workbench.dispose());

    const panel = () => workbench.page.locator('.part.panel:visible');
    const problems = () => workbench.page.locator('.statusbar-item[id="status.problems"]').getAttribute('aria-label');

    it('stand in the gutter and in lenses beside those of the gradient', async () => {
      await gutterShows(workbench, 'fPrime', 'run');
      const { fPrime, slopeOfF, gradBowl, dRelu } = await gutter(workbench);
      assert.deepEqual([fPrime, slopeOfF, gradBowl, dRelu], ['run', 'run', 'run', 'run']);
      const expected = ['fPrime', 'slopeOfF', 'gradBowl', 'dRelu'].map(name => `check against ${name}`);
      await until('the lenses', async () => {
        const shown = await workbench.codeLenses();
        return expected.every(lens => shown.includes(lens)) ? true : undefined;
      });
      await workbench.picture('checks');
    });

    it('run at the click of a lens: gutter, Problems and the line tell, and nothing opens', async () => {
      await workbench.clickCodeLens('check against fPrime');
      await gutterShows(workbench, 'fPrime', 'passed');
      await until('the result after the line', async () =>
        (await textsBehind(workbench)).includes('✓ agrees with the numerical derivative at 6 points')
          ? true
          : undefined,
      );
      await workbench.clickCodeLens('check against slopeOfF');
      await gutterShows(workbench, 'slopeOfF', 'failed');
      await until('the problem', async () => (/^(Errors: )?1\b/.test((await problems())!) ? true : undefined));
      assert.equal(await panel().count(), 0);
      assert.deepEqual(await workbench.notifications(), []);
      assert.equal(await workbench.page.locator('.zone-widget:visible').count(), 0); // nothing is peeked at
      await workbench.picture('checks-lenses');
    });

    it('say why nothing can be told', async () => {
      await workbench.clickCodeLens('check against dRelu');
      await gutterShows(workbench, 'dRelu', 'skipped');
      await until('the reason after the line', async () =>
        (await textsBehind(workbench)).some(text => text.startsWith('? The slope jumps from 0 to 1 at x = 0'))
          ? true
          : undefined,
      );
    });

    it('are mended by the quick fix, and pass at the next click in the gutter', async () => {
      await workbench.putCursor('slopeOfF(x');
      await workbench.press('ControlOrMeta+.');
      const fix = workbench.page.locator('.action-widget .monaco-list-row', {
        hasText: 'Write / (2 * h) instead of / 2 * h',
      });
      await fix.waitFor();
      await workbench.picture('checks-fix');
      await workbench.press('Enter');
      await fix.waitFor({ state: 'detached' });
      assert.match(await workbench.readEditor(), /f\(x - h\)\) \/ \(2 \* h\);/);
      await until('no problem', async () => (/^No Problems/.test((await problems())!) ? true : undefined));
      await clickGutter(workbench, 'slopeOfF');
      await gutterShows(workbench, 'slopeOfF', 'passed');
    });

    it('are mended where the slip stands, in what the derivative calls', async () => {
      await workbench.openFile('helper.ts');
      await gutterShows(workbench, 'bowlPrime', 'run');
      await clickGutter(workbench, 'bowlPrime');
      await gutterShows(workbench, 'bowlPrime', 'failed');
      await workbench.putCursor('/ 2 * h');
      await workbench.press('ControlOrMeta+.');
      await workbench.page.locator('.action-widget .monaco-list-row', { hasText: 'Write / (2 * h)' }).waitFor();
      await workbench.press('Enter');
      await until('the fix', async () => (/\/ \(2 \* h\)/.test(await workbench.readEditor()) ? true : undefined));
      await clickGutter(workbench, 'bowlPrime');
      await gutterShows(workbench, 'bowlPrime', 'passed');
    });

    it('are in Test Explorer, for files that are not open too, and run there', async () => {
      await workbench.press('ControlOrMeta+s');
      await workbench.runCommand('View: Close All Editors');
      await workbench.page
        .locator('.monaco-dialog-box .monaco-button', { hasText: 'Save' })
        .first()
        .click({ timeout: 3000 })
        .catch(() => undefined);
      await workbench.openSideView('Testing');
      const row = (text: string) => workbench.page.locator('.test-explorer-tree .monaco-list-row', { hasText: text });
      await row('gradients.ts').waitFor();
      await row('helper.ts').waitFor();
      await row('gradients.ts').hover();
      await row('gradients.ts')
        .getByRole('button', { name: /^Run Test/ })
        .click();
      await row('gradients.ts').locator('.codicon-testing-failed-icon, .codicon-testing-error-icon').waitFor();
      await row('gradients.ts').click();
      await workbench.press('ArrowRight');
      await row('meanSquaredErrorGradient').waitFor();
      assert.match(await row('meanSquaredErrorGradient').innerText(), /against meanSquaredError/);
      assert.equal(await row('fPrime').locator('.codicon-testing-passed-icon').count(), 1);
      assert.equal(await row('dRelu').locator('.codicon-testing-skipped-icon').count(), 1);
      await workbench.picture('checks-explorer');
    });

    it('are listed in Problems with what is wrong and where the function is', async () => {
      await workbench.runCommand('Problems: Focus on Problems View');
      const list = workbench.page.locator('.markers-panel-container');
      await list.getByText('there are 5 elements: a sum instead of a mean?').first().waitFor();
      await list.getByText('The function meanSquaredError.').waitFor();
      await workbench.picture('checks-problems');
      await workbench.runCommand('View: Hide Panel');
    });

    it('run on save where the setting says so, and leave the keyboard where it is', async () => {
      await workbench.changeSettings({ 'nabla.check.onSave': true });
      await workbench.openFile('helper.ts');
      await gutterShows(workbench, 'bowlPrime', 'passed');
      await workbench.replaceText('/ (2 * h)', '/ h');
      await workbench.press('ControlOrMeta+s');
      await gutterShows(workbench, 'bowlPrime', 'failed');
      assert.equal(await panel().count(), 0);
      await workbench.editText('x');
      await until('the letter is in the text', async () =>
        (await workbench.readEditor()).includes('/ hx') ? true : undefined,
      );
      await workbench.replaceText('/ hx', '/ (2 * h)');
      await workbench.press('ControlOrMeta+s');
      await gutterShows(workbench, 'bowlPrime', 'passed');
    });

    it('leave nothing in Problems where the text is closed without saving', async () => {
      await workbench.openFile('unsaved.ts');
      await workbench.replaceText('const bowl', '\n\n\nconst bowl');
      await gutterShows(workbench, 'bowlPrime', 'run');
      await workbench.clickCodeLens('check against bowlPrime'); // the gutter saves first
      await gutterShows(workbench, 'bowlPrime', 'failed');
      const before = Number(/\d+/.exec((await problems())!)![0]);
      await workbench.runCommand('View: Close Editor');
      await workbench.page.locator('.monaco-dialog-box .monaco-button', { hasText: "Don't Save" }).click();
      await until('one problem less', async () =>
        Number(/\d+/.exec((await problems())!)?.[0] ?? 0) === before - 1 ? true : undefined,
      );
    });

    it('run by the command for what is at the cursor', async () => {
      await workbench.openFile('gradients.ts');
      await workbench.replaceText('/ (2 * h)', '/ 2 * h');
      await workbench.putCursor('2 * x[0], 2');
      await workbench.runCommand(CHECK);
      await gutterShows(workbench, 'gradBowl', 'passed');
    });

    for (const theme of themes) {
      it(`follow the theme ${theme}`, async () => {
        await workbench.setTheme(theme);
        await workbench.clickCodeLens('check against fPrime');
        await until('the result after the line', async () =>
          (await textsBehind(workbench)).some(text => text.startsWith('✓ agrees')) ? true : undefined,
        );
        await workbench.clickCodeLens('check against slopeOfF');
        await gutterShows(workbench, 'slopeOfF', 'failed');
        await workbench.picture(`checks-${theme}`);
      });
    }
  });

  describe('in Korean', () => {
    let workbench: Workbench;

    before(async () => {
      workbench = await openWorkbench({ locale: 'ko' });
      await workbench.openFile('gradients.ts');
    });

    after(() => workbench.dispose());

    it('say everything in Korean', async () => {
      await gutterShows(workbench, 'slopeOfF', 'run');
      await workbench.clickCodeLens('fPrime');
      await gutterShows(workbench, 'fPrime', 'passed');
      await workbench.clickCodeLens('dRelu');
      await gutterShows(workbench, 'dRelu', 'skipped');
      await workbench.clickCodeLens('slopeOfF');
      await gutterShows(workbench, 'slopeOfF', 'failed');
      for (const text of await textsBehind(workbench)) assert.match(text, /[가-힣]/);
      await workbench.clickStatusBar('status.problems');
      await workbench.page.locator('.markers-panel-container').getByText('쓰세요').first().waitFor();
      await workbench.picture('checks-ko');
    });
  });
});
