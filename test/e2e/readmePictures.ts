/**
 * Takes the pictures that the README shows from those of the end-to-end tests: `npm run pictures` after `npm run
 * test:e2e`. They travel with the extension: as WebP they take a third of the space.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { projectRoot } from '../host/cache';
import { launchBrowser } from '../host/chromium';

const FOLDER = path.join('media', 'pictures');

/** Names of the pictures in the README. */
function picturesOfReadme(): string[] {
  const readme = fs.readFileSync(path.join(projectRoot, 'README.md'), 'utf8');
  return [...readme.matchAll(/\(media\/pictures\/([\w-]+)\.webp\)/g)].map(match => match[1]!);
}

async function main(): Promise<void> {
  const names = picturesOfReadme();
  const taken = (name: string) => path.join(projectRoot, 'out', 'pictures', `${name}.png`);
  const missing = names.filter(name => !fs.existsSync(taken(name)));
  if (missing.length > 0) throw new Error(`No test has taken ${missing.join(', ')}; run "npm run test:e2e" first.`);
  fs.rmSync(path.join(projectRoot, FOLDER), { recursive: true, force: true });
  fs.mkdirSync(path.join(projectRoot, FOLDER), { recursive: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    for (const name of names) {
      const png = fs.readFileSync(taken(name)).toString('base64');
      const webp = await page.evaluate(asWebP, `data:image/png;base64,${png}`);
      fs.writeFileSync(path.join(projectRoot, FOLDER, `${name}.webp`), Buffer.from(webp.split(',')[1]!, 'base64'));
    }
  } finally {
    await browser.close();
  }
}

/** Runs in the page: a picture as the address of a WebP in which text stays sharp. */
async function asWebP(address: string): Promise<string> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')!.drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', 0.8);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
