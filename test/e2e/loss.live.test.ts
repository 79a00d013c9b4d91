import * as assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import type { Workbench } from '../host/workbench';
import { EVALUATE, lossPage, openWorkbench, sampleWorkspace } from './lossJourney';

const ARRAYS = 'export const y = [0.25, 0.75];\nexport const t = [0, 1];\n';

describe('a loss that follows its text', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench({ workspace: sampleWorkspace({ 'live.ts': ARRAYS }) });
  });

  after(() => workbench.dispose());

  /** Waits until the chosen loss, the half sum of squares, has this value. */
  async function shows(frame: Frame, value: number): Promise<void> {
    await frame.locator('.full', { hasText: new RegExp(`^${value}$`) }).waitFor();
  }

  it('changes while the arrays are edited', async () => {
    await workbench.openFile('live.ts');
    await workbench.selectLines(1, 3);
    await workbench.runCommand(EVALUATE);
    const frame = await lossPage(workbench, 'y against t');
    await shows(frame, 0.0625);
    await workbench.replaceText('0.75', '0.5');
    await shows(frame, 0.15625); // ½ (¼² + ½²)
  });

  it('goes on after the window was reloaded', async () => {
    await workbench.press('ControlOrMeta+s');
    await workbench.reload();
    const frame = await lossPage(workbench, 'y against t');
    await shows(frame, 0.15625);
    await frame.locator('[aria-pressed="true"]').first().waitFor();
    await workbench.replaceText('0.25', '0.5');
    await shows(frame, 0.25);
    assert.match(await workbench.readEditor(), /y = \[0\.5, 0\.5\]/);
  });

  it('is compared with an array that is picked', async () => {
    await workbench.putCursor('0, 1');
    const done = workbench.runCommand(EVALUATE);
    await workbench.choose('y');
    await done;
    await lossPage(workbench, 'y against t');
  });
});
