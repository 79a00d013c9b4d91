import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { movedRanges, type TextChange } from '../../../src/editor/loss/movedRanges';

const TEXT = 'a = [0.1, 0.6];\nb = [1];\n';

/** What a range holds after changes, each given as a piece of the text, and what takes its place. */
function held(selected: string, ...changes: (readonly [piece: string, replacement: string])[]): string {
  const start = TEXT.indexOf(selected);
  const edits = changes.map(([piece, text]) => {
    const at = TEXT.indexOf(piece);
    assert.ok(at >= 0, piece);
    return { start: at, end: at + piece.length, text };
  });
  const [range] = movedRanges([{ start, end: start + selected.length }], edits);
  return apply(TEXT, edits).slice(range!.start, range!.end);
}

/** Inserts at an offset. */
function typed(at: number, text: string): TextChange {
  return { start: at, end: at, text };
}

function apply(text: string, changes: readonly TextChange[]): string {
  return [...changes]
    .sort((a, b) => b.start - a.start)
    .reduce((all, { start, end, text: piece }) => all.slice(0, start) + piece + all.slice(end), text);
}

describe('ranges of a text that is edited', () => {
  it('hold what they held', () => {
    assert.equal(held('[0.1, 0.6]', ['a', 'prediction']), '[0.1, 0.6]');
    assert.equal(held('[0.1, 0.6]', ['b', 'target']), '[0.1, 0.6]');
    assert.equal(held('[1]', ['a = [0.1, 0.6];\n', '']), '[1]');
    assert.equal(held('[1]', ['a', 'xx'], ['b', 'yy']), '[1]');
  });

  it('hold what is written inside', () => {
    assert.equal(held('[0.1, 0.6]', ['0.1', '0.25'], ['0.6', '0.75']), '[0.25, 0.75]');
    assert.equal(held('[0.1, 0.6]', ['0.1, ', '']), '[0.6]');
    assert.equal(held('[0.1, 0.6]', ['= [0.1', '= [0.3']), '= [0.3, 0.6]');
    assert.equal(held('[0.1, 0.6]', ['[0.1, 0.6]', '[2]']), '[2]');
  });

  it('grow by what continues a number at their ends, and by nothing else', () => {
    const range = { start: 5, end: 13 }; // 0.1, 0.6
    assert.equal(TEXT.slice(range.start, range.end), '0.1, 0.6');
    const grown = (at: number, text: string) => {
      const [moved] = movedRanges([range], [typed(at, text)]);
      return apply(TEXT, [typed(at, text)]).slice(moved!.start, moved!.end);
    };
    assert.equal(grown(13, '5'), '0.1, 0.65');
    assert.equal(grown(13, ', 2e-3'), '0.1, 0.6, 2e-3');
    assert.equal(grown(5, '-'), '-0.1, 0.6');
    assert.equal(grown(13, ';\nconst c = [1]'), '0.1, 0.6');
    assert.equal(grown(13, '\n'), '0.1, 0.6');
    assert.equal(grown(5, '[2];\n'), '0.1, 0.6');
  });

  it('stay cursors where they are cursors', () => {
    const at = (changes: TextChange[]) => movedRanges([{ start: 6, end: 6 }], changes)[0];
    assert.deepEqual(at([typed(6, '12')]), { start: 8, end: 8 });
    assert.deepEqual(at([typed(2, '12')]), { start: 8, end: 8 });
    assert.deepEqual(at([typed(7, '12')]), { start: 6, end: 6 });
    assert.deepEqual(at([{ start: 4, end: 9, text: 'x' }]), { start: 5, end: 5 });
  });

  it('stay in the text and in order whatever is done', () => {
    const change = fc.tuple(fc.nat(20), fc.nat(20), fc.string({ maxLength: 4 })).map(([a, b, text]) => {
      return { start: Math.min(a, b), end: Math.max(a, b), text };
    });
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), change, (a, b, edit) => {
        const range = { start: Math.min(a, b), end: Math.max(a, b) };
        const [moved] = movedRanges([range], [edit]);
        const length = 20 + edit.text.length - (edit.end - edit.start);
        assert.ok(0 <= moved!.start && moved!.start <= moved!.end && moved!.end <= length);
        const outside = edit.end < range.start || edit.start > range.end;
        if (outside) assert.equal(moved!.end - moved!.start, range.end - range.start);
      }),
      { seed: 20261121, numRuns: 1000 },
    );
  });
});
