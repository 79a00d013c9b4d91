import * as assert from 'node:assert/strict';
import { parse } from '@babel/parser';
import * as fc from 'fast-check';
import { Problem } from '../../../src/numerics/problem';
import { Random } from '../../../src/numerics/random';
import { literalCallSteps } from '../../../src/source/calls';
import { checkCenterSteps } from '../../../src/source/center';
import { docTags } from '../../../src/source/docTags';
import { instrument } from '../../../src/source/exact/instrument';
import { parseModule } from '../../../src/source/exact/syntax';
import { followedSteps, nameOf } from '../../../src/source/followed';
import { importOf } from '../../../src/source/imports';
import { calledSteps } from '../../../src/source/called';
import { allFunctions, checkDifferentiable, functionNamed } from '../../../src/source/functions';
import { derivativePairSteps } from '../../../src/source/pairs';
import { formatPoint, parsePoint } from '../../../src/source/point';
import { parseScript, SCRIPT_LANGUAGES } from '../../../src/source/script';
import { logarithmOffset, stepSlips } from '../../../src/source/slips';
import { atOnce } from '../../../src/source/slices';
import { hasSentence } from '../../../src/words/sentences';
import { mutate, mutationOf } from './mutations';
import { functionAt } from './sites';

/** The same tests in two sizes; `npm run test:soak` sets the larger one. */
const RUNS = process.env['NABLA_SOAK'] ? 20_000 : 500;
const SEED = 20261121;

const TEXTS = [
  'export function f(x: number, k = 2): number {\n  return 0.01 * x ** k + Math.log(x + 1e-7);\n}\nconst y = [f(5), f(-1e-3, 3)];\n',
  '/** @at [3, 4] */\nexport const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;\n/** @gradientOf bowl @at 1, 2 */\nconst g = (x: number[]) => [2 * x[0], 2 * x[1]];\n',
  'class Loss {\n  static mse(y: number[], t: readonly number[]): number {\n    return y.reduce((s, v, i) => s + (v - t[i]!) ** 2, 0) / y.length;\n  }\n  static dMse = (y: number[]) => y;\n}\n',
  'const losses = { mse(x: number) { return x * x; }, mae: (x: number) => Math.abs(x), deep: { f: (v: Float64Array) => v[0] } } as const;\n',
  'export default function (w: number[][], { rate }: { rate: number }, mode: "a" | "b" = "a") {\n  for (const row of w) for (let i = 0; i < row.length; i++) row[i] -= rate;\n  return w.flat().map(x => x ?? 0);\n}\n',
  'const outer = (a: number) => {\n  const inner = <T,>(x: number): number => a * x;\n  function h(x = 3, ...rest: number[]) { return x; }\n  return inner(h(2));\n};\nconst df = (x) => (f(x + h) - f(x - h)) / 2 * h;\n',
  'type V = [number, number]; type M = V[]; interface P { x: number }\nfunction* gen(x: number) { yield x; }\nasync function later(x: number) { return await x; }\nlet a = 1, b = (p: V, q: M, r?: P): number => p[0] * q[0]![1]!;\n',
];

const PIECES = [
  ...'(){}[]<>=,;:.?!+-*/%&|^~`\'"\\@#$\n ',
  ...[
    '=>',
    '**',
    '/**',
    '*/',
    '//',
    '...',
    '?.',
    '??',
    'async ',
    'static ',
    'class X {',
    'function ',
    'export default ',
    '@at ',
  ],
  ...['return ', 'const ', 'number', ': number[]', '<T>', '${', '/x/', '0x', '1e', 'ÿ', '\ud800', '\u2028'],
];

const mutation = mutationOf(PIECES);

/** What `look` throws is a Problem that can be told. */
function orProblem<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    assert.ok(error instanceof Problem, String((error as Error).stack));
    assert.ok(hasSentence(error.code), error.code);
    return undefined;
  }
}

/** Whether a module has no mistake that a parser could overlook. */
function isWhole(text: string): boolean {
  try {
    parse(text, { sourceType: 'module', plugins: ['typescript'] });
    return true;
  } catch {
    return false;
  }
}

describe('functions in mutated texts', function () {
  this.timeout(600_000);

  it('are found, or a sentence tells why not', () => {
    const mutated = fc.tuple(fc.constantFrom(...TEXTS), fc.array(mutation, { minLength: 1, maxLength: 6 }));
    const language = fc.constantFrom(...SCRIPT_LANGUAGES);
    fc.assert(
      fc.property(mutated, language, fc.nat(400), fc.nat(60), ([original, mutations], script, from, length) => {
        const text = mutations.reduce(mutate, original);
        const tree = parseScript(text, script);
        const [start, end] = [Math.min(from, text.length), Math.min(from + length, text.length)];
        const followed = atOnce(followedSteps(text, script, atOnce(followedSteps(original, script))));
        for (const each of [...followed.functions, ...followed.derivatives]) {
          const name = nameOf(text, each);
          assert.ok(0 <= each.start && each.start <= name.start && name.end <= text.length);
        }
        const site = orProblem(() => functionAt(tree, text, script, start, end));
        if (site) orProblem(() => checkDifferentiable(site));
        orProblem(() => functionNamed(tree, text, script, 'default'));
        const sites = allFunctions(tree, text, script);
        for (const each of sites) {
          assert.ok(0 <= each.start && each.start <= each.end && each.end <= text.length);
          docTags(tree, text, each);
          for (const call of atOnce(literalCallSteps(tree, text, each.name))) assert.ok(Array.isArray(call.args));
        }
        for (const pair of atOnce(derivativePairSteps(tree, text, sites)))
          if ('function' in pair) {
            orProblem(() => atOnce(checkCenterSteps(tree, text, pair, Random.seeded(1, 'points'))));
            const called = atOnce(calledSteps(tree, text, sites, pair.derivative, pair.function));
            assert.ok(!called.includes(pair.derivative) && !called.includes(pair.function));
          }
        importOf(tree, text, 'f');
        for (const { offset, written } of stepSlips({ tree, text }, { start, end }))
          assert.equal(text.slice(offset, offset + written.length), written);
        logarithmOffset(text);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('are made traceable line by line, or left as they are where they cannot be parsed', () => {
    const mutated = fc.tuple(fc.constantFrom(...TEXTS), fc.array(mutation, { minLength: 1, maxLength: 2 }));
    let traceable = 0;
    fc.assert(
      fc.property(mutated, ([original, mutations]) => {
        const text = mutations.reduce(mutate, original);
        const code = instrument(text, 'a.ts', 'runtime');
        assert.equal(code.split('\n').length, text.split('\n').length, text);
        if (code === text || !isWhole(text)) return;
        traceable++;
        assert.ok(parseModule(code, 'a.ts'), code);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    assert.ok(traceable > RUNS / 20, `${traceable} of ${RUNS} could be parsed`);
  });
});

describe('points as they are written', function () {
  this.timeout(600_000);

  const TEXTS_OF_POINTS = [
    '5',
    '3, 4',
    '[3, 4]',
    '[[1, 2], [3, -4e-3]], "NaN", {"by": 5}',
    '2, [3, 4], "once", true, null',
  ];
  const mutation = mutationOf([...'[]{},:"-+.0e1\\ n', '"Infinity"', 'null', '1e999', '\ud800', '[[[[[[[[[']);
  const [two, three] = [2, 3].map(count =>
    Array.from({ length: count }, (_, i) => ({ name: `p${i}`, form: { kind: 'unknown' as const }, optional: i > 0 })),
  );

  it('are read, or a sentence tells what is wrong; what is read is written so that it reads the same', () => {
    const mutated = fc.tuple(fc.constantFrom(...TEXTS_OF_POINTS), fc.array(mutation, { maxLength: 4 }));
    fc.assert(
      fc.property(mutated, fc.constantFrom(two!, three!), ([original, mutations], parameters) => {
        const text = mutations.reduce(mutate, original);
        const args = orProblem(() => parsePoint(text, parameters));
        if (args) assert.deepEqual(parsePoint(formatPoint(args, parameters), parameters), args, text);
      }),
      { seed: SEED, numRuns: 4 * RUNS },
    );
  });
});
