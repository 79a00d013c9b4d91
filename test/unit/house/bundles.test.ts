import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ROOT, readJson } from './files';

interface Imported {
  readonly path: string;
  readonly kind: string;
  readonly external?: boolean;
}

interface Output {
  readonly inputs: Record<string, unknown>;
  readonly imports: readonly Imported[];
}

interface Metafile {
  readonly inputs: Record<string, { imports: readonly Imported[] }>;
  readonly outputs: Record<string, Output>;
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
    const loaders = ['./jiti.js', './babelParser.js'];
    const holders = Object.keys(outputs).filter(name =>
      outputs[name]!.imports.some(({ path: to, external }) => external && loaders.includes(to)),
    );
    assert.deepEqual(holders.sort(), ['dist/evaluate.js', 'dist/train.js']);
    const atStart = [...loadedWith('src/processes/train/entry.ts')].flatMap(file => inputs[file]?.imports ?? []);
    assert.deepEqual(
      atStart.filter(({ path: to }) => loaders.includes(to)),
      [],
    );
  });

  it('hold what is large once', () => {
    const large = /node_modules\/(jiti|@babel\/parser)\//;
    const holders = Object.keys(outputs).filter(name =>
      Object.keys(outputs[name]!.inputs).some(file => large.test(file)),
    );
    assert.deepEqual(holders.filter(name => name.endsWith('.js')).sort(), ['dist/babelParser.js', 'dist/jiti.js']);
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
