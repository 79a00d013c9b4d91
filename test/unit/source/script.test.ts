import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Tree } from '@lezer/common';
import * as fc from 'fast-check';
import {
  changeBetween,
  languageOfFile,
  parseScript,
  parseScriptInSlices,
  scriptSteps,
} from '../../../src/source/script';
import { atOnce } from '../../../src/source/slices';
import { ROOT } from '../house/files';

const SEED = 20261121;

describe('scripts', () => {
  it('are told by the ends of their names', () => {
    const files = ['a.ts', 'a.mts', 'a.cts', 'a.tsx', 'a.js', 'a.cjs', 'a.mjs', 'a.jsx', 'a.py', 'ts', 'a.ts.txt'];
    assert.deepEqual(
      files.map(file => languageOfFile(file)?.replace('script', '')),
      ['type', 'type', 'type', 'typereact', 'java', 'java', 'java', 'javareact', undefined, undefined, undefined],
    );
  });

  /** All nodes of a tree, with their places. */
  function nodes(tree: Tree): string[] {
    const found: string[] = [];
    tree.iterate({ enter: ({ name, from, to }) => void found.push(`${name} ${from} ${to}`) });
    return found;
  }

  it('are parsed in slices to the same tree, unless it is no longer wanted', async () => {
    const text = 'const f = (x: number) => x ** 2;\n'.repeat(4000);
    const tree = await parseScriptInSlices(text, 'typescript');
    assert.deepEqual(nodes(tree), nodes(parseScript(text, 'typescript')));
    assert.ok(nodes(tree).length > 40_000);
    await assert.rejects(parseScriptInSlices(text, 'typescript', AbortSignal.abort()), { name: 'AbortError' });
  });

  it('are parsed again to the same tree whatever was changed', () => {
    const base = readFileSync(path.join(ROOT, 'samples', 'functions.ts'), 'utf8').repeat(3);
    const piece = fc.constantFrom('{', '}', '`', '(', ' ', 'x', '/*', '\n', 'function f(x: number) { return x; }\n');
    const edit = fc.record({ at: fc.nat(base.length), drop: fc.nat(300), add: fc.array(piece, { maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
        let [text, tree] = [base, parseScript(base, 'typescript')];
        for (const { at, drop, add } of edits) {
          const next = text.slice(0, at) + add.join('') + text.slice(at + drop);
          tree = atOnce(scriptSteps(next, 'typescript', { text, tree }));
          text = next;
        }
        assert.deepEqual(nodes(tree), nodes(parseScript(text, 'typescript')));
      }),
      { seed: SEED, numRuns: 100 },
    );
  });

  it('are compared by what is not the same', () => {
    const changes = [
      ['', '', 0, 0, 0],
      ['abc', 'abc', 3, 3, 3],
      ['abc', 'abXc', 2, 2, 3],
      ['aaa', 'aa', 2, 3, 2],
      ['abc', '', 0, 3, 0],
      ['-'.repeat(9000), `${'-'.repeat(5000)}x${'-'.repeat(3990)}`, 5000, 5010, 5001],
    ] as const;
    for (const [before, text, from, toA, toB] of changes)
      assert.deepEqual(changeBetween(before, text), { fromA: from, toA, fromB: from, toB }, text.slice(0, 5));
  });
});
