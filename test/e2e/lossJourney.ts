import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { projectRoot } from '../host/cache';
import { temporaryFolder } from '../host/cleanup';
import { Workbench, type WorkbenchOptions } from '../host/workbench';

/** The arrays of the sample file as they are written there. */
export const Y1 = '[0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]';
export const Y2 = '[0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0]';
export const Y3 = '[0.1, 0.05, 0.6, 0.05, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]';
export const T = '[0, 0, 1, 0, 0, 0, 0, 0, 0, 0]';

export const EVALUATE = 'Nabla: Evaluate Loss on Selected Arrays';
export const EVALUATE_KO = 'Nabla: 선택한 배열의 손실 계산';

/** A copy of the sample workspace, and further files in it. */
export function sampleWorkspace(files: Readonly<Record<string, string>> = {}): string {
  const folder = path.join(temporaryFolder('e2e').path, 'nabla-samples');
  fs.cpSync(path.join(projectRoot, 'samples'), folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
  return folder;
}

/** Opens a window on a copy of the sample workspace with the packed extension. */
export function openWorkbench(options: Partial<WorkbenchOptions> = {}): Promise<Workbench> {
  const vsix = path.join(projectRoot, 'nabla.vsix');
  return Workbench.open({ vsix, workspace: sampleWorkspace(), ...options });
}

/** Selects arrays of the sample file with a cursor each and evaluates them; returns the page headed `heading`. */
export async function evaluate(
  workbench: Workbench,
  arrays: readonly string[],
  heading: string,
  command = EVALUATE,
): Promise<Frame> {
  await workbench.openFile('losses.ts');
  await workbench.selectTexts(arrays);
  await workbench.runCommand(command);
  return lossPage(workbench, heading);
}

/** The Loss page once it shows a comparison, the one headed `heading` where that is given. */
export function lossPage(workbench: Workbench, heading = ''): Promise<Frame> {
  return workbench.webview(`body[data-ready="1"] h1:has-text("${heading}")`);
}

/** Name and full value of every loss on the page. */
export async function lossValues(workbench: Workbench, frame: Frame): Promise<Record<string, string>> {
  const [, ...rows] = await workbench.readTable(frame, '#losses');
  return Object.fromEntries(rows.map(row => [row[0]!, row.at(-1)!]));
}

/** The tab of the Loss panel. */
export function lossTab({ page }: Workbench): Locator {
  return page.locator('.tab[data-resource-name^="webview-nabla.loss"]');
}

/** Turns the charts into tables of their data, or back. */
export async function toggleTable(frame: Frame): Promise<void> {
  await frame.locator('.chart, .data').first().press('t');
}

/** Opens a file, selects all of it and evaluates the arrays it holds; returns the page headed `heading`. */
export async function evaluateAll(workbench: Workbench, file: string, heading: string): Promise<Frame> {
  await workbench.openFile(file);
  await workbench.press('ControlOrMeta+a');
  await workbench.runCommand(EVALUATE);
  return lossPage(workbench, heading);
}
