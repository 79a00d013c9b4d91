import * as assert from 'node:assert/strict';
import type { ScriptLanguage } from '../../../src/source/script';
import { siteNamed } from './sites';

/** The parameters of a function, each as `name: form`, with `?` where it may be left out. */
function parameters(list: string, before = '', language: ScriptLanguage = 'typescript'): string[] {
  const text = `${before}\nfunction f(${list}) { return 0; }`;
  return siteNamed(text, 'f', language).parameters.map(({ name, form, optional }) => {
    const length = form.kind === 'numbers' && form.length !== undefined ? ` of ${form.length}` : '';
    const typed = form.kind === 'numbers' && form.typed ? ' typed' : '';
    const what = form.kind === 'numbers' ? `${form.depth}${length}${typed}` : form.kind;
    return `${name}${optional ? '?' : ''}: ${what}`;
  });
}

describe('parameters', () => {
  it('take numbers, vectors and matrices by their types', () => {
    assert.deepEqual(parameters('a: number, b: number[], c: number[][], d: number[][][]'), [
      'a: 0',
      'b: 1',
      'c: 2',
      'd: 3',
    ]);
    assert.deepEqual(parameters('a: Array<number>, b: ReadonlyArray<number[]>, c: ArrayLike<number>'), [
      'a: 1',
      'b: 2',
      'c: 1',
    ]);
    assert.deepEqual(
      parameters('a: readonly number[], b: (number)[], c: Readonly<number[]>, d: Array<Array<number>>'),
      ['a: 1', 'b: 1', 'c: 1', 'd: 2'],
    );
    assert.deepEqual(parameters('a: Float64Array'), ['a: 1 typed']);
  });

  it('take tuples of numbers, whose length is known', () => {
    assert.deepEqual(parameters('a: [number, number], b: [number], c: [x: number, y: number, z: number]'), [
      'a: 1 of 2',
      'b: 1 of 1',
      'c: 1 of 3',
    ]);
  });

  it('take what one side of a union takes', () => {
    assert.deepEqual(parameters('a: number | string, b: undefined | number[], c: string | Float64Array'), [
      'a: 0',
      'b: 1',
      'c: 1 typed',
    ]);
  });

  it('follow type aliases, also in a circle', () => {
    const aliases =
      'type V = number[];\ntype M = readonly V[];\ntype P = [number, V[0]];\nexport type T = Float64Array;';
    assert.deepEqual(parameters('a: V, b: M, c: T, d: V[][]', aliases), ['a: 1', 'b: 2', 'c: 1 typed', 'd: 3']);
    assert.deepEqual(parameters('a: A, b: B', 'type A = A[]; type B = C; type C = B;'), ['a: other', 'b: other']);
    assert.deepEqual(parameters('a: Late', 'f([1]);') /* not declared */, ['a: other']);
  });

  it('take nothing that is no number', () => {
    const types = [
      'string',
      'boolean',
      'string[]',
      '[number, string]',
      '{ a: number }',
      '(x: number) => number',
      'T[]',
    ];
    for (const type of [...types, 'Map<string, number>', 'Promise<number>', 'Float32Array', 'Float64Array[]', '[]']) {
      assert.deepEqual(parameters(`a: ${type}`), ['a: other'], type);
    }
  });

  it('may be left out where they are optional, have a default value or are the rest', () => {
    assert.deepEqual(parameters('a: number, b?: number, c = 2, d: number[] = [1], e = -0.5, f = "x"'), [
      'a: 0',
      'b?: 0',
      'c?: 0',
      'd?: 1',
      'e?: 0',
      'f?: unknown',
    ]);
    assert.deepEqual(parameters('a: number, ...rest: number[]'), ['a: 0', '...rest: number[]?: other']);
  });

  it('are other where they are taken apart', () => {
    assert.deepEqual(parameters('{ a }: { a: number }, [b]: number[]'), [
      '{ a }: { a: number }: other',
      '[b]: number[]: other',
    ]);
  });

  it('are unknown without types', () => {
    assert.deepEqual(parameters('a, b = 1, c: any'), ['a: unknown', 'b?: 0', 'c: unknown']);
    assert.deepEqual(parameters('a, b', '', 'javascript'), ['a: unknown', 'b: unknown']);
  });

  it('are read past comments and line ends', () => {
    assert.deepEqual(parameters('a: number /* , b */, // c\n  d: number,\n'), ['a: 0', 'd: 0']);
  });
});
