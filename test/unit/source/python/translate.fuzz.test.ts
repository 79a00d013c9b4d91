import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Value } from '../../../../src/numerics/argument';
import { Problem } from '../../../../src/numerics/problem';
import { exportOf } from '../../../../src/source/exported';
import { allFunctions } from '../../../../src/source/functions';
import { proposalSteps } from '../../../../src/source/proposals';
import { translationSteps } from '../../../../src/source/python/translate';
import { parseScript } from '../../../../src/source/script';
import { atOnce } from '../../../../src/source/slices';
import { hasSentence } from '../../../../src/words/sentences';
import { mutate, mutationOf } from '../mutations';

/** The same test in two sizes; `npm run test:soak` sets the larger one. */
const RUNS = process.env['NABLA_SOAK'] ? 20_000 : 500;

const TEXTS = [
  'const k = 0.5;\nexport function f(x: number, n = 2): number {\n  let sum = 0;\n  for (let i = 0; i < 3; i++) sum += k * x ** n + Math.log(x + 1e-7);\n  return sum;\n}\nf(5);\n',
  'const f = (x: number[]): number => x.map((v, i) => v * x[i]!).reduce((s, v) => s + v, 0) / x.length;\nf([1, 2]);\n',
  'class Loss {\n  static mse([y, t]: number[]): number {\n    const d = y! - t!;\n    return d < 0 ? -d : Math.max(d, 0);\n  }\n}\nexport { Loss };\n',
  'function f(w: number[][]) {\n  const a = new Array(3).fill(0);\n  for (const [i, row] of w.entries()) { a[i] += row[0]!; a.push(1); }\n  while (a[0]! > 1) { a[0] -= 1; if (a[0] === 2) break; else continue; }\n  const g = (n: number): number => (n <= 1 ? 1 : n * g(n - 1));\n  return g(3) + Math.max(...a);\n}\n',
];

const PIECES = [
  ...'(){}[]<>=,;:.?!+-*/%&|^~`\'"\\@#$\n ',
  ...['=>', '**', '...', '++', '+=', '&&', '===', 'return ', 'const ', 'let ', 'for (', 'while (', 'of ', 'break;'],
  ...['Math.', '.map(', '.reduce(', '.length', 'x', 'i', '[0]', '1e', '0x', '=> {', 'function ', '\ud800', '\u2028'],
];

const ARGUMENTS: readonly Value[][] = [[1.5], [1.5, 2], [[1, 2]], [[[1, 2], [3, 4]]]]; // prettier-ignore

describe('functions of mutated texts in Python', function () {
  this.timeout(600_000);

  it('are written, or a sentence tells why not', () => {
    const mutated = fc.tuple(fc.constantFrom(...TEXTS), fc.array(mutationOf(PIECES), { maxLength: 4 }));
    const args = fc.constantFrom(...ARGUMENTS);
    let written = 0;
    fc.assert(
      fc.property(mutated, args, fc.constantFrom('numpy', 'torch'), ([original, mutations], given, library) => {
        const text = mutations.reduce(mutate, original);
        const tree = parseScript(text, 'typescript');
        for (const site of allFunctions(tree, text, 'typescript')) {
          if (site.parameters.length > 0) assert.ok(atOnce(proposalSteps(tree, text, site, '3')).length <= 8);
          exportOf(tree, text, site.name);
          try {
            const { lines } = atOnce(translationSteps(text, 'typescript', site, given, library));
            assert.ok(lines.length >= 2 && lines.every(line => !/undefined|\[object|NaN/.test(line)), lines.join('\n'));
            written++;
          } catch (error) {
            assert.ok(error instanceof Problem, String((error as Error).stack));
            assert.ok(hasSentence(error.code), error.code);
          }
        }
      }),
      { seed: 20261121, numRuns: RUNS },
    );
    assert.ok(written > RUNS / 20, `${written} functions of ${RUNS} texts were written`);
  });
});
