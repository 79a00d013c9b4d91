import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, readJson } from './files';

interface Metafile {
  readonly inputs: Record<string, { imports: { path: string; kind: string; external?: boolean }[] }>;
  readonly outputs: Record<string, { bytes: number; entryPoint?: string; inputs: Record<string, unknown> }>;
}

const { inputs, outputs } = readJson<Metafile>('out/metafile.json');

/** Everything that runs when `entry` is loaded: all it imports, but not what it imports on demand. */
function loadedWith(entry: string): Set<string> {
  const loaded = new Set<string>();
  const visit = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path: to, kind, external } of inputs[file]?.imports ?? []) {
      if (!external && kind !== 'dynamic-import') visit(to);
    }
  };
  visit(entry);
  return loaded;
}

describe('bundles', () => {
  it('load no more at activation than what composes the extension', () => {
    const loaded = [...loadedWith('src/extension.ts')];
    assert.ok(loaded.includes('src/editor/loss/feature.ts'));
    const heavy =
      /^src\/(numerics|source|kernels|training|data|formats)\/|^webview\/|node_modules\/(?!@vscode\/l10n\/)/;
    assert.deepEqual(
      loaded.filter(file => heavy.test(file)),
      [],
    );
  });

  it('keep charts and form controls out of the extension host', () => {
    const inExtension = Object.keys(outputs['dist/extension.js']!.inputs);
    assert.deepEqual(
      inExtension.filter(file => /node_modules\/(chart\.js|lit|@vscode-elements)\//.test(file)),
      [],
    );
  });

  it("keep what loads the user's code in the processes that run it, the train process reading it for modules only", () => {
    const loaders = /node_modules\/(jiti|@babel\/parser)\//;
    const holders = Object.keys(outputs).filter(name =>
      Object.keys(outputs[name]!.inputs).some(file => loaders.test(file)),
    );
    assert.deepEqual(holders.filter(name => name.endsWith('.js')).sort(), ['dist/evaluate.js', 'dist/train.js']);
    assert.deepEqual(
      [...loadedWith('src/processes/train/entry.ts')].filter(file => loaders.test(file)),
      [],
    );
  });

  it('name the licence of every package they contain', () => {
    const notices = fs.readFileSync(path.join(ROOT, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of [
      'chart.js',
      'lit',
      '@vscode-elements/elements',
      '@vscode/codicons',
      '@vscode/l10n',
      'valibot',
      'csv-parse',
    ]) {
      assert.ok(notices.includes(`${name} `), name);
    }
  });
});
