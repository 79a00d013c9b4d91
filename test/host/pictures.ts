import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { projectRoot } from './cache';

/** What of the window to take: everything, one element, or the document of a webview. */
export type PictureOf = Page | Locator | Frame;

/** Where pictures are put, with their names. */
export const pictureFolder = path.join(projectRoot, 'out', 'pictures');

/** Takes a picture and returns the path of the PNG. */
export async function takePicture(name: string, of: PictureOf): Promise<string> {
  fs.mkdirSync(pictureFolder, { recursive: true });
  const file = path.join(pictureFolder, `${name.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}.png`);
  const target = 'frameElement' in of ? of.locator('body') : of;
  await target.screenshot({ path: file, animations: 'disabled', timeout: 10_000 });
  return file;
}
