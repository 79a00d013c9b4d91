import * as assert from 'node:assert/strict';
import { functionNamed } from '../../../src/source/functions';
import { proposalSteps } from '../../../src/source/proposals';
import { parseScript } from '../../../src/source/script';
import { atOnce } from '../../../src/source/slices';

/** What is proposed for a function: the points, each with where it comes from. */
function proposed(text: string, name = 'f', last?: string): string[] {
  const tree = parseScript(text, 'typescript');
  const site = functionNamed(tree, text, 'typescript', name);
  return atOnce(proposalSteps(tree, text, site, last)).map(
    ({ point, origin }) => `${point} | ${origin.kind}${origin.kind === 'call' ? ` ${origin.line}` : ''}`,
  );
}

const NUMBER = 'function f(x: number): number { return x ** 2; }\n';
const VECTOR = 'function f(x: number[]): number { return x[0]! ** 2 + x[1]! ** 2; }\n';

describe('proposals for the point', () => {
  it('come from the last point, @at, calls and default values, in this order', () => {
    const text =
      '/** @at 7\n * @at -1 */\nexport function f(x = 2.5): number { return x; }\nconst y = [f(10),\n  f(5)];\n';
    assert.deepEqual(proposed(text, 'f', '3'), [
      '3 | last',
      '7 | tag',
      '-1 | tag',
      '10 | call 4',
      '5 | call 5',
      '2.5 | defaults',
    ]);
  });

  it('are none twice, however they are written', () => {
    const text = `/** @at [3, 4] */\n${VECTOR}f([3, 4]); f([3.0, 4]); f(new Float64Array([3, 4])); f([1, 2]);\n`;
    assert.deepEqual(proposed(text, 'f', '3,4'), ['3, 4 | last', '1, 2 | call 3']);
  });

  it('leave out what does not fit the parameters', () => {
    const text = `/** @at 1, 2 */\n${NUMBER}f(1, 2); f([3]); f(x); f(g(2)); f(2 * 3); f(-4);\n`;
    assert.deepEqual(proposed(text, 'f', '[[1]]'), ['-4 | call 3']);
    assert.deepEqual(proposed(`${VECTOR}f(3, 4); f([5]);\n`), ['[5] | call 2']); // two arguments are no vector
  });

  it('take calls of methods by their full names, and no calls of others', () => {
    const text =
      'class Loss {\n  static mse(y: number[], t: number[]): number { return y[0]! - t[0]!; }\n}\nmse([9], [9]);\nLoss.mse([1, 2], [3, 4]);\nOther.Loss.mse([7], [7]);\n';
    assert.deepEqual(proposed(text, 'Loss.mse'), ['[1, 2], [3, 4] | call 5']);
    assert.deepEqual(proposed(`${NUMBER}function fPrime(x: number) { return 2 * x; }\nfPrime(9);\n`), ['1 | example']);
  });

  it('are at most eight', () => {
    const calls = Array.from({ length: 20 }, (_, i) => `f(${i});`).join('\n');
    assert.equal(proposed(NUMBER + calls).length, 8);
  });

  it('are an example where nothing tells a point but the types', () => {
    const of = (parameters: string) => proposed(`const f = (${parameters}): number => 1;`);
    assert.deepEqual(of('x: number'), ['1 | example']);
    assert.deepEqual(of('a: number, b: number'), ['1, 2 | example']);
    assert.deepEqual(of('x: [number, number, number]'), ['3, 4, 5 | example']);
    assert.deepEqual(of('w: number[][], b: Float64Array, k = 1'), ['[[1, 2], [3, 4]], [3, 4] | example']);
    assert.deepEqual(of('x'), []);
    assert.deepEqual(of('x: number, mode: string'), []);
  });

  it('give way between calls, of which a text may have many', () => {
    const text = NUMBER + 'f(1);\n'.repeat(3000);
    const tree = parseScript(text, 'typescript');
    const steps = proposalSteps(tree, text, functionNamed(tree, text, 'typescript', 'f'), undefined);
    let pauses = 0;
    while (!steps.next().done) pauses++;
    assert.ok(pauses >= 3000);
  });
});
