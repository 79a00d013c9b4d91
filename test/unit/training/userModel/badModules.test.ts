import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import type { Targets } from '../../../../src/data/dataset';
import { Problem } from '../../../../src/numerics/problem';
import { sentence } from '../../../../src/words/sentences';
import { loadUserModule } from '../../../../src/training/userModel/userFunctions';
import { isTooSlow, slowness } from '../../../../src/training/userModel/slowness';
import { dataOf, defaultBatch, ModuleFolder, type LoadOptions } from './modules';

const INIT = 'export const init = () => ({ W: [[1, 2], [3, 4]], b: [0.5, 0.25] });';
const LOSS = 'export const loss = ({ b }, x, t) => b[0] * b[0];';

/** Data of one number to predict, of two. */
const numbers = (names: readonly string[]): LoadOptions => {
  const targets: Targets = { task: 'regression', names, values: new Float32Array(2 * names.length) };
  return { data: dataOf([[1], [2]], targets) };
};

describe('a module that cannot be trained', () => {
  const folder = new ModuleFolder();
  after(() => folder.remove());

  /** The sentence about a module; without its numbers' last digits it says what is expected. */
  async function refused(text: string, options: LoadOptions = {}): Promise<string> {
    try {
      const model = await folder.load(text, options);
      model.loss(defaultBatch());
    } catch (error) {
      assert.ok(error instanceof Problem, String((error as Error).stack));
      return sentence(error).replace(/m\d+\.ts/g, 'm.ts');
    }
    return assert.fail(`accepted: ${text}`);
  }

  const init = (text: string) => `export const init = ${text}; ${LOSS}`;
  const loss = (text: string) => `${INIT} export const loss = ${text};`;
  const predict = (text: string) => `${INIT} ${LOSS} export const predict = ${text};`;

  const CASES: readonly (readonly [what: string, text: string, expected: RegExp, options?: LoadOptions])[] = [
    ['no init', LOSS, /must export a function init\(random\); init is undefined there\. It exports: loss\./],
    ['no loss', INIT, /must export a function loss\(params, x, t\); loss is undefined there/],
    ['a loss that is no function', `${INIT} export const loss = 5;`, /loss is number there/],
    ['no exports', 'const init = 1;', /It exports: –\./],
    ['a syntax error', `${INIT}\nexport const loss = (;`, /^Line 2 of m\.ts: .*Mend it/],
    [
      'a missing import',
      `import { a } from './nowhere'; a(); ${INIT} ${LOSS}`,
      /imports .*nowhere, which cannot be found/,
    ],
    [
      'a module that throws',
      `${INIT} ${LOSS}\nthrow new Error('no');`,
      /^The file cannot be loaded\. Line 2 of m\.ts: Error: no$/,
    ],
    [
      'an init that throws',
      init('() => {\n  throw new TypeError("oh");\n}'),
      /^init of the module throws\. Line 2 of m\.ts: TypeError: oh$/,
    ],
    [
      'a loss that throws',
      loss('p => p.Q.length'),
      /^loss of the module throws\. Line 1 of m\.ts: TypeError: Cannot read/,
    ],
    ['a loss without end', loss('function f(p) { return f(p) + 1; }'), /^loss of the module calls itself without end/],
    ['an async init', init('async () => ({ b: [1] })'), /^init of the module returns a promise/],
    ['an async loss', loss('async () => 1'), /^loss of the module returns a promise; .* Remove async\.$/],
    ['an async predict', predict('async () => [0, 0, 0]'), /^predict of the module returns a promise/],
    ['no parameters', init('() => ({})'), /^init of the module returns \{\}; expected an object of parameters/],
    ['nothing', init('() => {}'), /^init of the module returns undefined; expected an object/],
    [
      'an array of parameters',
      init('() => [[1, 2]]'),
      /^init of the module returns \[ \[ 1, 2 \] \]; expected an object/,
    ],
    ['a text', init('() => ({ W: "a" })'), /returns 'a' in W; expected a number, number\[\] or number\[\]\[\]/],
    ['an empty array', init('() => ({ W: [] })'), /returns \[\] in W; expected .* none of them empty/],
    ['an empty row', init('() => ({ W: [[], []] })'), /returns \[\] in W/],
    ['a typed array', init('() => ({ W: new Float64Array(2) })'), /returns Float64Array.* in W; expected a number/],
    ['three dimensions', init('() => ({ W: [[[1]]] })'), /returns \[ 1 \] in W\[0\]\[0\]; expected a finite number/],
    ['NaN', init('() => ({ W: [[1, 2], [3, NaN]] })'), /returns NaN in W\[1\]\[1\]; expected a finite number/],
    ['a text in a row', init('() => ({ b: [1, "2"] })'), /returns '2' in b\[1\]/],
    ['a hole', init('() => ({ b: [1, , 3] })'), /returns undefined in b\[1\]/],
    ['an infinite number', init('() => ({ b: -Infinity })'), /returns -Infinity in b; expected a finite number/],
    [
      'ragged rows',
      init('() => ({ W: [[1, 2], [3]] })'),
      /W with rows of different lengths: row 1 has 1 numbers, row 0 has 2/,
    ],
    ['a mixed matrix', init('() => ({ W: [[1, 2], 3] })'), /returns 3 in W; expected/],
    ['a name with a dot', init('() => ({ "optimizer.m": 1 })'), /a parameter named "optimizer\.m"/],
    [
      'Math.random',
      init('() => ({ b: [Math.random()] })'),
      /^init of the module returns other parameters .* instead of Math\.random\.$/,
    ],
    ['a loss of nothing', loss('() => {}'), /^loss of the module returns undefined; expected one number/],
    [
      'a loss of several numbers',
      loss('({ b }) => b.slice()'),
      /^loss of the module returns \[ 0\.5, 0\.25 \]; expected one number/,
    ],
    ['a loss of text', loss('() => "1"'), /^loss of the module returns '1'/],
    [
      'a random loss',
      loss('({ b }) => b[0] * Math.random()'),
      /^loss of the module gives .*, then .* for the same arguments/,
    ],
    ['a loss that counts', `let n = 0; ${loss('({ b }) => b[0] * n++')}`, /^loss of the module gives 0, then 0\.5 for/],
    [
      'a loss that changes a weight',
      loss('({ W }) => { W[1][0] += 1; return W[0][0]; }'),
      /^loss of the module changes params\.W\[1\]\[0\]/,
    ],
    ['a loss that changes a bias', loss('({ b }) => { b[1] = 9; return b[0]; }'), /changes params\.b\[1\]/],
    ['a loss that replaces a row', loss('({ W }) => { W[1] = [3, 4]; return W[0][0]; }'), /changes params\.W\[1\],/],
    ['a loss that replaces a parameter', loss('p => { p.b = [0.5, 0.25]; return p.b[0]; }'), /changes params\.b,/],
    ['a loss that lengthens a row', loss('({ b }) => { b.push(1); return b[0]; }'), /changes params\.b\[2\]/],
    ['a loss that changes x', loss('({ b }, x) => { x[2][1] = 0; return b[0]; }'), /changes x\[2\]\[1\]/],
    ['a loss that sorts x', loss('({ b }, x) => { x.reverse(); return b[0]; }'), /changes x\[0\]/],
    ['a loss that empties t', loss('({ b }, x, t) => { t.length = 0; return b[0]; }'), /changes t\[0\]/],
    [
      'a predict that changes x',
      predict('(p, x) => { x[0][0] = 9; return [0, 0, 0]; }'),
      /^predict of the module changes x\[0\]\[0\]/,
    ],
    [
      'too few predictions',
      predict('() => [0, 1]'),
      /^predict of the module returns an array of length 2 for 3 samples; expected an array with a class from 0 to 1 or 2 scores for each sample/,
    ],
    ['no predictions', predict('() => {}'), /^predict of the module returns undefined for 3 samples/],
    ['a class that is none', predict('() => [0, 2, 1]'), /^predict of the module returns 2 for sample 1/],
    ['a probability', predict('() => [0, 1, 0.5]'), /returns 0\.5 for sample 2/],
    ['too few scores', predict('() => [[1, 2], [1], [1, 2]]'), /returns \[ 1 \] for sample 1/],
    [
      'a text as a number',
      `${INIT} ${LOSS} export const predict = () => ["1", 2];`,
      /returns '1' for sample 0; expected an array with a number for each sample/,
      numbers(['y']),
    ],
    [
      'too few numbers',
      `${INIT} ${LOSS} export const predict = () => [[1, 2], 2];`,
      /returns 2 for sample 1; expected an array with a row of 2 numbers/,
      numbers(['y', 'z']),
    ],
    [
      'a loss besides its own',
      `${INIT} ${LOSS}`,
      /has a loss of its own; training\.loss is crossEntropy/,
      { training: { loss: 'crossEntropy' } },
    ],
  ];

  for (const [what, text, expected, options] of CASES) {
    it(`because of ${what}`, async () => assert.match(await refused(text, options), expected));
  }

  it('because it is no file', async () => {
    fs.mkdirSync(folder.file('folder.ts'));
    const about = (module: string) =>
      loadUserModule(module, folder.path).then(
        () => '',
        (error: unknown) => sentence(error as Problem),
      );
    assert.match(
      await about('nowhere.ts'),
      /^nowhere\.ts does not exist\. Give the path of your module in model\.module/,
    );
    assert.match(await about('folder.ts'), /^folder\.ts cannot be read \(EISDIR\)/);
  });
});

describe('a gradient that is not exact', () => {
  const folder = new ModuleFolder();
  after(() => folder.remove());

  it('is refused with what to do', async () => {
    for (const text of ['Number(`${b[0]}`) ** 2', 'parseFloat(String(b[0])) ** 2', '({ [b[0]]: 3 })[0.5] ?? 0']) {
      await assert.rejects(folder.load(`${INIT} export const loss = ({ b }) => ${text};`), (error: Problem) => {
        assert.equal(error.code, 'model-not-followed');
        assert.match(
          sentence(error),
          /Line 1 of m\d+\.ts: a number becomes text.* set training\.gradient to "numerical"\.$/,
        );
        return true;
      });
    }
  });

  it('is refused where a number of the call before is used', async () => {
    const text = `let kept = 0; ${INIT} export const loss = ({ b }) => { kept ||= b[0]; return b[1] + kept * 0; };`;
    await assert.rejects(folder.load(text), (error: Problem) =>
      /a number that an earlier call left behind/.test(sentence(error)),
    );
  });

  it('is no hindrance to a numerical one', async () => {
    const text = `${INIT} export const loss = ({ b }) => Number(\`\${b[0]}\`) ** 2;`;
    const model = await folder.load(text, { training: { gradient: 'numerical' } });
    const gradient = model.numericalGradient(defaultBatch());
    assert.ok(Math.abs(gradient[4]! - 1) < 1e-9);
    assert.throws(() => model.differentiate(defaultBatch()), { code: 'model-not-followed' });
  });

  it('is noticed where the traced code takes another way that gives the same value', async () => {
    const text = `${INIT} export const loss = ({ b }) => (b[0] === 0.5 ? 0.25 : b[0] * b[0]);`;
    await assert.rejects(folder.load(text), (error: Problem) => {
      assert.equal(error.code, 'model-slope');
      assert.match(sentence(error), /does not give its slope: 0 in a random direction, where it is/);
      return true;
    });
  });

  it('is none of a kink', async () => {
    const text = `${INIT} export const loss = ({ b }) => Math.abs(b[0] - 0.5) + Math.max(0, b[1] - 0.25);`;
    const model = await folder.load(text);
    assert.equal(model.values.length, 6);
  });

  it('ends where more operations are needed than are kept', async () => {
    const text = `${INIT} export const loss = ({ b }) => { let s = 0; for (let i = 0; i < 3e6; i++) s += b[0] * i; return s; };`;
    await assert.rejects(folder.load(text), (error: Problem) => {
      assert.deepEqual([error.code, error.args['samples']], ['model-tape-full', 3]);
      assert.match(sentence(error), /more than 4,194,304 operations for 3 samples.*Set training\.batchSize to less/);
      return true;
    });
  });
});

describe('the pace of a module', () => {
  it('is worth a word above a second a mini-batch, and refused above a minute', () => {
    assert.equal(slowness({ seconds: 1, parameters: 10 }), undefined);
    const slow = slowness({ seconds: 1.26, parameters: 39760 })!;
    assert.match(sentence(slow), /takes about 1\.3 s with this module of 39,760 parameters/);
    assert.equal(isTooSlow({ seconds: 60, parameters: 10 }), false);
    assert.equal(isTooSlow({ seconds: 60.1, parameters: 10 }), true);
  });
});
