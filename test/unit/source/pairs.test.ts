import * as assert from 'node:assert/strict';
import { Random } from '../../../src/numerics/random';
import { calledSteps } from '../../../src/source/called';
import { literalCallSteps } from '../../../src/source/calls';
import { checkCenterSteps, type CheckCenter } from '../../../src/source/center';
import { docTags } from '../../../src/source/docTags';
import { namedFunctions } from '../../../src/source/functions';
import { importedPair } from '../../../src/source/importedPair';
import { pairNamed, type DerivativePair } from '../../../src/source/pairs';
import { parseScript, type ScriptLanguage } from '../../../src/source/script';
import { atOnce } from '../../../src/source/slices';
import { derivativePairs, sitesOf } from './sites';
import { TemporaryFolder } from './temporary';

function pairsIn(text: string, language: ScriptLanguage = 'typescript') {
  return derivativePairs(parseScript(text, language), text, language);
}

/** `f ← fPrime`, with what it is taken with respect to; `?` where there is a problem. */
function shown(text: string, language?: ScriptLanguage): string[] {
  return pairsIn(text, language).map(pair => {
    if ('problem' in pair) return `${pair.name} ? ${pair.derivative.name}: ${pair.problem.code}`;
    if ('imported' in pair) return `${Object.values(pair.imported).join(' ')} ← ${pair.derivative.name}`;
    return `${pair.function.name} ← ${pair.derivative.name}${pair.wrt === undefined ? '' : ` by ${pair.wrt}`}`;
  });
}

describe('pairs of a function and its derivative', () => {
  it('are found by names', () => {
    const names = [
      ...['fPrime', 'f_prime', 'fGrad', 'fGradient', 'f_grad', 'f_gradient', 'fDerivative', 'f_derivative'],
      ...['df', 'dF', 'd_f', 'gradF', 'grad_f', 'gradientF', 'gradientOfF', 'gradient_of_f', 'derivativeOfF', 'nablaF'],
      ...['fJacobian', 'jacobianOfF'],
    ];
    for (const name of names) {
      const text = `const f = (x: number) => x ** 2;\nfunction ${name}(x: number): number { return 2 * x; }`;
      assert.deepEqual(shown(text), [`f ← ${name}`]);
    }
  });

  it('say with respect to what, as in dfdx', () => {
    const text = `function loss(w: number, b: number): number { return w * b; }
      const dlossdw = (w: number, b: number): number => b;
      const dLoss_db = (w: number, b: number): number => w;`;
    assert.deepEqual(shown(text), ['loss ← dlossdw by w', 'loss ← dLoss_db by b']);
  });

  it('have the same parameters; what takes a function is no derivative', () => {
    const f = 'const f = (x: number[], k: number): number => x[0]! * k;\n';
    const derivatives: [string, number][] = [
      ['const df = (x: number[], k: number): number[] => [k];', 1],
      ['const df = (x: number[], k: number, h = 1e-4): number[] => [k];', 1],
      ['const df = (x: number[]): number[] => [1];', 0],
      ['const df = (x: number, k: number): number => k;', 0],
      ['const df = (x: number[], k: number, h: number): number[] => [k];', 0],
      ['const gradF = (f: (x: number[]) => number, x: number[]): number[] => x;', 0],
      ['const df = async (x: number[], k: number) => [k];', 0],
    ];
    for (const [derivative, count] of derivatives) assert.equal(pairsIn(f + derivative).length, count, derivative);
    assert.deepEqual(
      shown('const f = (x: number) => x;\nconst data = (x: number) => x;\nconst format = (x: number) => x;'),
      [],
    );
  });

  it('are found in JavaScript, in classes, and of derivatives', () => {
    assert.deepEqual(shown('const f = x => x ** 2;\nconst fPrime = x => 2 * x;', 'javascript'), ['f ← fPrime']);
    const inClass = `class Loss {
      static mse(y: number): number { return y * y; }
      static mseGrad(y: number): number { return 2 * y; }
    }`;
    assert.deepEqual(shown(inClass), ['Loss.mse ← Loss.mseGrad']);
    const chain = `const f = (x: number) => x ** 3;
      const fPrime = (x: number) => 3 * x ** 2;
      const fPrimePrime = (x: number) => 6 * x;`;
    assert.deepEqual(shown(chain), ['f ← fPrime', 'fPrime ← fPrimePrime']);
  });

  it('are what a comment says, whatever the name', () => {
    const text = `const f = (x: number) => x ** 2;
      /** Twice x.
       * @gradientOf f
       */
      export function slope(x: number): number { return 2 * x; }
      // @gradientOf g
      const other = (x: number) => x;
      /** @gradientOf f */
      const fPrime = async (x: number) => x;`;
    assert.deepEqual(shown(text), ['f ← slope', 'g ? other: unknown-function', 'f ? fPrime: function-async']);
    const inClass = `class Loss {
      static mse(y: number): number { return y * y; }
      /** @gradientOf mse */
      static back(y: number): number { return 2 * y; }
    }`;
    assert.deepEqual(shown(inClass), ['Loss.mse ← Loss.back']);
  });

  it('can be named', () => {
    const text = 'const loss = (x: number) => x ** 2;\nconst back = (x: number) => 2 * x;';
    const sites = namedFunctions(parseScript(text, 'typescript'), text, 'typescript');
    assert.equal(pairNamed(sites, 'loss', 'back').derivative.name, 'back');
    assert.throws(() => pairNamed(sites, 'loss', 'none'), {
      code: 'unknown-function',
      args: { name: 'none', names: 'loss, back' },
    });
  });
});

describe('tags in comments', () => {
  const tagsOf = (text: string) => {
    const tree = parseScript(text, 'typescript');
    return docTags(tree, text, namedFunctions(tree, text, 'typescript')[0]!);
  };

  it('are read from the comment right before a function', () => {
    assert.deepEqual(tagsOf('/** A bowl.\n * @at [3, 4]\n * @at 0, 0 */\nexport const f = (x: number[]) => 1;'), {
      at: ['[3, 4]', '0, 0'],
    });
    assert.deepEqual(tagsOf('// @at -3, 4\n// @gradientOf {@link g}\nfunction f(x: number) {}'), {
      at: ['-3, 4'],
      gradientOf: 'g',
    });
    assert.deepEqual(tagsOf('/** @gradientOf g @at 5 */ function f(x: number) {}'), { at: ['5'], gradientOf: 'g' });
  });

  it('are not read from elsewhere, and not where they are only spoken of', () => {
    assert.deepEqual(tagsOf('// @at 1\n\nfunction f(x: number) {}'), { at: [] });
    assert.deepEqual(tagsOf('// @at 1\nconst a = 1;\nfunction f(x: number) {}'), { at: [] });
    assert.deepEqual(tagsOf('// Move @at to the left. Mail me@at 5.\nfunction f(x: number) {}'), { at: [] });
  });
});

describe('literal calls', () => {
  const callsOf = (text: string) =>
    atOnce(literalCallSteps(parseScript(text, 'typescript'), text, 'f')).map(({ args }) => args);

  it('are those whose arguments are written out', () => {
    assert.deepEqual(callsOf('f(5); g(6); console.log(f(-1.5e3, [1, [2, 3_0],], "mean", true, null)); h.f(1)'), [
      [5],
      [-1500, [1, [2, 30]], 'mean', true, null],
    ]);
    assert.deepEqual(callsOf('f(new Float64Array([1, 2])); f((3));'), [[[1, 2]], [3]]);
  });

  it('are not those that must be run', () => {
    assert.deepEqual(callsOf('f(x); f(1, x); f(Math.PI); f(); f(...[1]); f(new Map([1])); f(`a${1}`)'), []);
    assert.deepEqual(callsOf('f([1, x]); f(1 + 1); f(!1)'), []);
  });
});

describe('the center of a check', () => {
  const centerIn = (text: string): CheckCenter | undefined => {
    const tree = parseScript(text, 'typescript');
    const [pair] = derivativePairs(tree, text, 'typescript');
    assert.ok(pair && 'function' in pair);
    return atOnce(checkCenterSteps(tree, text, pair, Random.seeded(1, 'points')));
  };
  const bowl = (before: string, after = '') =>
    `${before}const f = (x: number[]): number => x[0]!;\nconst df = (x: number[]): number[] => x;\n${after}`;

  it('is that of @at, of a call, of the defaults, in this order', () => {
    assert.deepEqual(centerIn(bowl('/** @at [3, 4] */ ', 'f([1, 2]);')), { args: [[3, 4]], chosen: true });
    assert.deepEqual(centerIn(bowl('', '/** */ f([]); f([1, 2]); df([5]);')), { args: [[1, 2]], chosen: true });
    assert.deepEqual(centerIn(bowl('', 'df([5]);')), { args: [[5]], chosen: true });
    const defaults = 'const f = (x = 2, y = [1, 2]): number => x * y[0]!;\nconst df = (x = 2, y = [1, 2]) => 1;';
    assert.deepEqual(centerIn(defaults), { args: [2, [1, 2]], chosen: true });
  });

  it('is drawn for numbers and tuples, and unknown for vectors', () => {
    const drawn = centerIn(
      'const f = (a: number, b: [number, number], c = 1): number => a * b[0];\nconst df = (a: number, b: [number, number], c = 1) => [1];',
    );
    assert.equal(drawn?.chosen, false);
    assert.equal(drawn.args.flat().length, 3);
    assert.ok(drawn.args.flat().every(each => typeof each === 'number' && Number.isFinite(each)));
    assert.equal(centerIn(bowl('')), undefined);
  });

  it('must fit the function', () => {
    assert.throws(() => centerIn(bowl('/** @at 3, x */ ')), { code: 'point-syntax' });
    assert.throws(() => centerIn(bowl('/** @at [[1], [2]] */ ')), { code: 'point-shape' });
  });
});

describe('what a derivative calls', () => {
  it('is followed through the functions of the text, but not into the function it is of', () => {
    const text = `const f = (x: number): number => inner(x);
      const inner = (x: number): number => x;
      const slope = (g: (x: number) => number, x: number): number => Steps.central(g, x);
      class Steps { static central(g: (x: number) => number, x: number): number { return again(g, x); } }
      const again = (g: (x: number) => number, x: number): number => slope(g, x);
      const other = (x: number): number => x;
      const fPrime = (x: number): number => [x].map(at => slope(f, at))[0]!;`;
    const sites = sitesOf(text);
    const named = (name: string) => sites.find(each => each.name === name)!;
    const called = atOnce(calledSteps(parseScript(text, 'typescript'), text, sites, named('fPrime'), named('f')));
    assert.deepEqual(called.map(({ name }) => name).sort(), ['Steps.central', 'again', 'slope']);
  });
});

describe('a function that is imported', () => {
  const folder = new TemporaryFolder();
  after(() => folder.remove());

  const importing = (statement: string, name = 'f') =>
    `${statement}\n/** @gradientOf ${name} */\nexport const slope = (x: number): number => 2 * x;\n`;

  async function found(text: string, unsaved?: Record<string, string>): Promise<DerivativePair> {
    const [pair] = pairsIn(text);
    assert.ok(pair && 'imported' in pair);
    return importedPair({ file: folder.file('own.ts'), text, ...(unsaved && { unsaved }) }, pair);
  }

  it('is known by the comment of its derivative', () => {
    assert.deepEqual(shown(importing("import { f } from './f';")), ['f f ./f ← slope']);
    assert.deepEqual(shown(importing("import d, { type T, g as f } from '../lib/g.js';")), ['f g ../lib/g.js ← slope']);
    for (const other of [
      "import { f } from 'f';",
      "import { type f } from './f';",
      "import type { f } from './f';",
      "import * as f from './f';",
      "import { f as g } from './f';",
    ])
      assert.deepEqual(shown(importing(other)), ['f ? slope: unknown-function'], other);
    const own = `${importing("import { f } from './f';")}function f(x: number) { return x; }`;
    assert.deepEqual(shown(own), ['f ← slope']); // what is unfinished may have two
  });

  it('is found in its file, saved or not', async () => {
    folder.write({
      'f.ts': 'export const f = (x: number): number => x ** 2;\n',
      'lib/index.js': 'export function g(x) { return x; }\n',
      'late.mts': 'export async function f(x: number) { return x; }\n',
    });
    const pair = await found(importing("import { f } from './f.js';"));
    assert.deepEqual([pair.function.name, pair.function.inModule, pair.home!.site.start], ['f', true, 17]);
    assert.equal((await found(importing("import { g as f } from './lib';"))).home!.site.name, 'g');
    const unsaved = { [folder.file('f.ts')]: '\nexport const f = (a: number, b: number): number => a * b;\n' };
    const edited = await found(importing("import { f } from './f';"), unsaved);
    assert.deepEqual(
      edited.function.parameters.map(({ name }) => name),
      ['a', 'b'],
    );
    for (const [from, code] of [
      ['./nowhere', 'import-missing'],
      ['./lib', 'unknown-function'],
      ['./late.mjs', 'function-async'],
    ] as const)
      await assert.rejects(found(importing(`import { f } from '${from}';`)), { code });
  });

  it('is checked about the point that its own file says', async () => {
    const center = async (home: string, own = '') => {
      folder.write({ 'f.ts': home });
      const text = importing("import { f } from './f';") + own;
      const pair = await found(text);
      const random = Random.seeded(1, 'points');
      return atOnce(checkCenterSteps(parseScript(text, 'typescript'), text, pair, random))!.args;
    };
    const f = 'export function f(x: number = 7): number { return x; }\n';
    assert.deepEqual(await center(`/** @at 3 */\n${f}f(4);`, 'f(5);'), [3]);
    assert.deepEqual(await center(`${f}f(4);`, 'f(5);'), [5]);
    assert.deepEqual(await center(`${f}f(4);`), [4]);
    assert.deepEqual(await center(f), [7]);
  });
});
