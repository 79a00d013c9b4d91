import * as assert from 'node:assert/strict';
import { parseScript } from '../../../src/source/script';
import { functionAt, problemOf } from './sites';

describe('the function at a place', () => {
  const text = [
    '// A comment before.',
    'export const outer = (a: number): number => {',
    '  const inner = (x: number) => x * x;',
    '  return [a].map(each => inner(each))[0];',
    '}; // after',
    '',
    'function last(z: number) { return z; }',
    'const three = 3;',
  ].join('\n');

  /** The name of the function at the text between the marks, or why there is none. */
  function at(mark: string, length = 0): string {
    const from = text.indexOf(mark);
    assert.ok(from >= 0);
    const tree = parseScript(text, 'typescript');
    const found = problemOf(() => functionAt(tree, text, 'typescript', from, from + length));
    return (found as { name?: string; code?: string }).code ?? (found as { name: string }).name;
  }

  it('is the innermost one with a name around the cursor', () => {
    assert.equal(at('outer'), 'outer');
    assert.equal(at('export'), 'outer');
    assert.equal(at('// after'), 'outer');
    assert.equal(at('return [a]'), 'outer');
    assert.equal(at('each))'), 'outer'); // a callback has no name
    assert.equal(at('inner ='), 'inner');
    assert.equal(at('x * x'), 'inner');
    assert.equal(at('return z'), 'last');
  });

  it('is the one that is highlighted', () => {
    const whole = text.slice(text.indexOf('export'), text.indexOf('// after'));
    assert.equal(at('export', whole.length), 'outer');
    assert.equal(at('const inner', 'const inner = (x: number) => x * x;'.length), 'inner');
    assert.equal(at('function last', 'function last(z: number) { return z; }\n'.length), 'last');
    assert.equal(at('each =>', 'each => inner(each)'.length), ''); // without a name
    assert.equal(at('outer', 5), 'outer');
    assert.equal(at('return z', 'return'.length), 'last');
  });

  it('is none where there is none', () => {
    assert.equal(at('comment before'), 'no-function');
    assert.equal(at('three'), 'no-function');
    assert.equal(at('three', 5), 'no-function');
    assert.equal(at('const three = 3', 15), 'no-function');
    assert.equal(
      (problemOf(() => functionAt(parseScript('', 'javascript'), '', 'javascript', 0, 0)) as { code: string }).code,
      'no-function',
    );
  });
});
