import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { unzipSync } from 'fflate';
import { projectRoot } from '../host/cache';

const KIB = 1024;

/** What the package holds; a further file has to be added here as well as to .vscodeignore. */
const CONTENT = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/babelParser.js',
  'extension/dist/cli.js',
  'extension/dist/evaluate.js',
  'extension/dist/extension.js',
  'extension/dist/guardThread.js',
  'extension/dist/jiti.js',
  'extension/dist/kernelThread.js',
  'extension/dist/kernels/relaxed.wasm',
  'extension/dist/kernels/simd128.wasm',
  'extension/dist/nabla.schema.json',
  'extension/dist/train.js',
  'extension/dist/webview/codicon.css',
  'extension/dist/webview/codicon.ttf',
  'extension/dist/webview/curves.css',
  'extension/dist/webview/curves.js',
  'extension/dist/webview/gradient.css',
  'extension/dist/webview/gradient.js',
  'extension/dist/webview/loss.css',
  'extension/dist/webview/loss.js',
  'extension/dist/webview/train.css',
  'extension/dist/webview/train.js',
  'extension/l10n/bundle.l10n.ko.json',
  'extension/media/icon.png',
  'extension/media/nabla.svg',
  'extension/media/panel-dark.svg',
  'extension/media/panel-light.svg',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/package.nls.ko.json',
  'extension/readme.md',
  'extension/samples/.github/workflows/gradients.yml',
  'extension/samples/data/README.md',
  'extension/samples/data/digits.csv',
  'extension/samples/data/iris.csv',
  'extension/samples/descent.ts',
  'extension/samples/digits.nabla.json',
  'extension/samples/drawn-digits.nabla.json',
  'extension/samples/functions.ts',
  'extension/samples/gradients.ts',
  'extension/samples/iris.nabla.json',
  'extension/samples/losses.ts',
  'extension/samples/metrics.ts',
  'extension/samples/model.nabla.json',
  'extension/samples/model.ts',
  'extension/samples/plateaus.ts',
  'extension/samples/sine.nabla.json',
];

describe('the package', () => {
  const bytes = fs.readFileSync(path.join(projectRoot, 'nabla.vsix'));
  const files = unzipSync(bytes);

  it('holds what is needed and nothing else', () => {
    const names = Object.keys(files).filter(name => !name.startsWith('extension/media/pictures/'));
    assert.deepEqual(names.sort(), CONTENT);
  });

  it('is small', () => {
    assert.ok(bytes.length < 2850 * KIB, `${bytes.length} bytes`);
    // A parser of unfinished text (230 KiB) and the translation into Python (80 KiB) are the largest parts; none is run at activation.
    assert.ok(files['extension/dist/extension.js']!.length < 530 * KIB);
    // The Loss page has both kinds of charts. Every page has all sentences (40 KiB).
    assert.ok(files['extension/dist/webview/loss.js']!.length < 320 * KIB);
    // The Gradient page has them, too, and contour lines.
    assert.ok(files['extension/dist/webview/gradient.js']!.length < 350 * KIB);
    assert.ok(files['extension/dist/webview/curves.js']!.length < 300 * KIB);
    assert.ok(files['extension/dist/webview/train.js']!.length < 140 * KIB);
  });

  it('has every picture of its README', () => {
    const readme = new TextDecoder().decode(files['extension/readme.md']);
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(match => match[1]!);
    assert.ok(pictures.length > 0);
    for (const picture of pictures) assert.ok(files[`extension/${picture}`], picture);
  });
});
