import * as assert from 'node:assert/strict';
import type { ScriptLanguage } from '../../../src/source/script';
import { siteNamed } from './sites';

/** The parameters of a function, each as `name: form`, with `?` where it may be left out. */
function parameters(list: string, before = '', language: ScriptLanguage = 'typescript'): string[] {
  const text = `${before}\nfunction f(${list}) { return 0; }`;
  return siteNamed(text, 'f', language).parameters.map(({ name, form, optional }) => {
    const length = form.kind === 'numbers' && form.length !== undefined ? ` of ${form.length}` : '';
    const typed = form.kind === 'numbers' && form.typed ? ' typed' : '';
    const numbers = form.kind === 'unknown' && form.numbers ? ' numbers' : '';
    const what = form.kind === 'numbers' ? `${form.depth}${length}${typed}` : `${form.kind}${numbers}`;
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
    assert.deepEqual(parameters('a: Float64Array, b: Float32Array[], c: readonly Float64Array[][]'), [
      'a: 1 typed',
      'b: 2 typed',
      'c: 3 typed',
    ]);
  });

  it('take tuples of numbers, whose length is known', () => {
    assert.deepEqual(parameters('a: [number, number], b: [number], c: [x: number, y: number, z: number]'), [
      'a: 1 of 2',
      'b: 1 of 1',
      'c: 1 of 3',
    ]);
  });

  it('take tuples that end in any number of them', () => {
    assert.deepEqual(parameters('a: [number, ...number[]], b: [number, ...string[]], c: readonly [number, number]'), [
      'a: 1',
      'b: other',
      'c: 1 of 2',
    ]);
  });

  it('take what one side of a union takes', () => {
    assert.deepEqual(parameters('a: number | string, b: undefined | number[], c: string | Float64Array'), [
      'a: 0',
      'b: 1',
      'c: 1 typed',
    ]);
    assert.deepEqual(parameters('a: number | number[], b: number[] | Float64Array, c: Float32Array | Float64Array'), [
      'a: unknown numbers',
      'b: 1',
      'c: 1 typed',
    ]);
    assert.deepEqual(parameters('a: string | (() => void), b: Map<string, number> | (() => void)'), [
      'a: other',
      'b: ungivable',
    ]);
  });

  it('follow type aliases, also in a circle', () => {
    const aliases =
      'type V = number[];\ntype M = readonly V[];\ntype P = [number, V[0]];\nexport type T = Float64Array;';
    assert.deepEqual(parameters('a: V, b: M, c: T, d: V[][]', aliases), ['a: 1', 'b: 2', 'c: 1 typed', 'd: 3']);
    assert.deepEqual(parameters('a: A, b: B', 'type A = A[]; type B = C; type C = B;'), ['a: other', 'b: other']);
  });

  it('are unknown where the text does not say what a type is', () => {
    for (const type of ['Vector', 'Late[]', 'N.Vector', 'Params["w"]', 'typeof w', 'unknown', 'any', 'Box<number>'])
      assert.deepEqual(parameters(`a: ${type}`, "import type { Vector } from './v';"), ['a: unknown'], type);
  });

  it('of a generic function take what their types extend', () => {
    const text = 'function f<T extends readonly number[], U, V extends T = T>(a: T, b: U, c: V): number { return 0; }';
    const forms = siteNamed(text, 'f').parameters.map(({ form }) => (form.kind === 'numbers' ? form.depth : form.kind));
    assert.deepEqual(forms, [1, 'unknown', 1]);
  });

  it('of a function with overloads take what one of them takes', () => {
    const text =
      'function f(x: number, k?: number): number;\nexport function f(x: number[], k: number): number;\n' +
      'function f(x: any, k: any): any { return x; }';
    assert.deepEqual(
      siteNamed(text, 'f').parameters.map(({ form, optional }) => [form, optional]),
      [
        [{ kind: 'unknown', numbers: true }, false],
        [{ kind: 'numbers', depth: 0 }, true],
      ],
    );
  });

  it('take a value of another kind where they take no numbers', () => {
    const types = ['string', 'boolean', 'string[]', '[number, string]', '{ a: number }', '"a" | "b"', 'Point', 'Unit'];
    for (const type of [...types, 'Loss', 'Record<string, number>', '[]']) {
      const declared = 'interface Point { x: number }\nenum Unit { A }\nclass Loss {}';
      assert.deepEqual(parameters(`a: ${type}`, declared), ['a: other'], type);
    }
  });

  it('cannot be given what is no plain value', () => {
    for (const type of ['(x: number) => number', 'new () => A', 'Map<string, number>', 'Promise<number>', 'Function'])
      assert.deepEqual(parameters(`a: ${type}, b: (${type})[]`), ['a: ungivable', 'b: ungivable'], type);
    assert.deepEqual(parameters('f = (x: number) => x'), ['f?: ungivable']);
  });

  it('cannot be given typed arrays of integers', () => {
    for (const type of ['Int32Array', 'Uint8Array', 'Uint8ClampedArray', 'BigInt64Array', 'Int8Array[]']) {
      const [parameter] = siteNamed(`function f(a: ${type}) {}`, 'f').parameters;
      assert.deepEqual(parameter!.form, { kind: 'ungivable', type, integers: true }, type);
    }
  });

  it('may be left out where they are optional, have a default value or are the rest', () => {
    assert.deepEqual(parameters('a: number, b?: number, c = 2, d: number[] = [1], e = -0.5, f = "x"'), [
      'a: 0',
      'b?: 0',
      'c?: 0',
      'd?: 1',
      'e?: 0',
      'f?: other',
    ]);
    assert.deepEqual(parameters('a: number, ...rest: number[]'), ['a: 0', '...rest: number[]?: other']);
  });

  it('are taken as what is taken apart', () => {
    assert.deepEqual(parameters('{ a }: { a: number }, [b]: number[], [c, d]: [number, number]'), [
      '{ a }: other',
      '[b]: 1',
      '[c, d]: 1 of 2',
    ]);
    assert.deepEqual(parameters('{ a = 1 }, [b, c], [d, ...e], [[g]] = [[1]], { h } = {}', '', 'javascript'), [
      '{ a = 1 }: other',
      '[b, c]: 1 of 2',
      '[d, ...e]: unknown',
      '[[g]]?: 2',
      '{ h }?: other',
    ]);
  });

  it('begin after the one that says what this is', () => {
    assert.deepEqual(parameters('this: void, a: number'), ['a: 0']);
  });

  it('take what their default values are', () => {
    assert.deepEqual(parameters('a = [1, 2], b = [[1]], c = { k: 1 }, d = `t`, e = true, g = h(), i = [], j = null'), [
      'a?: 1',
      'b?: 2',
      'c?: other',
      'd?: other',
      'e?: other',
      'g?: unknown',
      'i?: unknown',
      'j?: other',
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
