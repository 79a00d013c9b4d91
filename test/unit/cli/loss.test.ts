import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../house/files';
import { runNabla } from './nabla';

interface LossJson {
  shape: number[];
  results: { id: string; value: unknown; gradient?: unknown; terms?: unknown; warnings: { code: string }[] }[];
}

/** Runs the command line beside the samples. */
function nabla(args: string[], input: string | number = '', env: NodeJS.ProcessEnv = {}) {
  return runNabla(args, { cwd: path.join(ROOT, 'samples'), input, env });
}

function lossJson(...args: string[]): LossJson {
  const { stdout, stderr, status } = nabla(['loss', '--json', ...args]);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as LossJson;
}

describe('nabla loss', function () {
  this.timeout(20_000);

  it("prints the book's numbers for the arrays of the sample file", () => {
    const values = (prediction: string) =>
      Object.fromEntries(
        lossJson('--prediction', `losses.ts#${prediction}`, '--target', 'losses.ts#t').results.map(each => [
          each.id,
          each.value,
        ]),
      );
    assert.equal(values('y1')['halfSumSquares'], 0.09750000000000003);
    assert.equal(values('y1')['crossEntropy'], 0.510825457099338);
    assert.equal(values('y2')['halfSumSquares'], 0.5975);
    assert.equal(values('y2')['crossEntropy'], 2.302584092994546);
  });

  it('prints them for people too, and warnings beside them', () => {
    const { stdout, stderr } = nabla(['loss', '--prediction', 'losses.ts#y1', '--target', 'losses.ts#t']);
    assert.match(stdout, /^0\.09750000000000003 +Half sum of squares/m);
    assert.match(stdout, /^0\.510825457099338 +Cross-entropy/m);
    assert.equal(stderr, '');
    assert.match(nabla(['loss', '--prediction', '[0.5, 0.6]', '--target', '[0, 1]']).stderr, /sums to 1\.1/);
  });

  it('gives shape, gradient, terms and warnings as JSON', () => {
    const { shape, results } = lossJson('--prediction', '[[0.5, 0.5], [-1, 2]]', '--target', '[[0, 1], [0, 1]]');
    assert.deepEqual(shape, [2, 2]);
    assert.deepEqual(results[0]!.gradient, [
      [0.25, -0.25],
      [-0.5, 0.5],
    ]);
    assert.deepEqual(results[0]!.warnings, []);
    const crossEntropy = results.find(({ id }) => id === 'crossEntropy')!;
    assert.equal(crossEntropy.value, 'NaN');
    assert.equal(crossEntropy.warnings[0]!.code, 'outside-unit-interval');
  });

  it('evaluates metrics, matrices and labels', () => {
    const batch = ['--prediction', '[[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]]', '--target', '[1, 0, 0]'];
    const results = lossJson(...batch, '--loss', 'accuracy,precision,confusionMatrix,softmax').results;
    assert.deepEqual(
      results.slice(0, 3).map(({ id, value }) => [id, value]),
      [
        ['accuracy', 2 / 3],
        ['precision', 0.75],
        [
          'confusionMatrix',
          [
            [1, 1],
            [0, 1],
          ],
        ],
      ],
    );
    assert.deepEqual(Object.keys(results[0]!), ['id', 'value', 'warnings']);
    assert.equal((results[3]!.value as number[][]).length, 3);
    assert.deepEqual(
      lossJson(...batch).results.map(({ id }) => id),
      ['crossEntropy', 'accuracy', 'precision', 'recall', 'f1', 'confusionMatrix'],
    );
    const { stdout } = nabla(['loss', ...batch]);
    assert.match(stdout, /^0\.6666666666666666 +Accuracy/m);
    assert.match(stdout, /Confusion matrix; rows: target, columns: prediction\n +0 {2}1\n0 {2}1 {2}1\n1 {2}0 {2}1\n/);
  });

  it('looks at one array alone where it is asked to', () => {
    const values = (...args: string[]) =>
      lossJson('--prediction', '[0.5, 0.25, 0.25]', ...args).results.map(({ id, value }) => [id, value]);
    assert.deepEqual(values('--loss', 'entropy,information', '--base', '2'), [
      ['entropy', 1.5],
      ['information', [1, 2, 2]],
    ]);
    assert.deepEqual(
      values('--loss', 'all').map(([id]) => id),
      ['entropy', 'information'],
    );
    assert.deepEqual(values('--loss', 'softmax', '--base', 'e')[0]![0], 'softmax');
    const { stdout } = nabla(['loss', '--prediction', 'y = [1, 1]', '--loss', 'softmax']);
    assert.match(stdout, /^y, 2 values\n\nSoftmax\n\[0\.5, 0\.5\]$/m);
  });

  it('compares and ranks several predictions', () => {
    const args = ['--prediction', 'losses.ts#y2', '--prediction', 'losses.ts#y1', '--target', 'losses.ts#t'];
    const { stdout } = nabla(['loss', ...args]);
    assert.match(
      stdout,
      /^y2, y1 against t, 10 values\ny2 +y1\n0\.5975 +0\.09750000000000003 +Half sum of squares +best first: y1, y2$/m,
    );
    assert.match(stdout, /\ny1 is closer to t by every loss\.\n$/);
    const several = JSON.parse(nabla(['loss', ...args, '--json']).stdout) as (LossJson & { prediction: string })[];
    assert.deepEqual(
      several.map(({ prediction, results }) => [prediction, results[0]!.value]),
      [
        ['y2', 0.5975],
        ['y1', 0.09750000000000003],
      ],
    );
    const unnamed = ['--prediction', '[0.5, 0.6]', '--prediction', '[0, 1]', '--target', '[0, 1]'];
    assert.match(nabla(['loss', ...unnamed]).stderr, /^prediction 1: The prediction sums to 1\.1/m);
  });

  it('takes every option of a measure', () => {
    const value = (y: string, t: string, id: string, ...args: string[]) =>
      lossJson('--prediction', y, '--target', t, '--loss', id, ...args).results[0]!.value;
    assert.equal(value('[3]', '[0]', 'huber', '--huber-delta', '2'), 4);
    assert.equal(value('[1000, -1000]', '[0, 1]', 'softmaxCrossEntropy'), 2000);
    assert.equal(value('[1000, -1000]', '[0, 1]', 'softmaxCrossEntropy', '--delta', '1e-7'), -Math.log(1e-7));
    assert.equal(value('[0.9, 0.8, 0.3]', '[1, 0, 1]', 'precision', '--positive', '0'), 0);
    assert.equal(value('[0.9, 0.8, 0.3]', '[1, 0, 1]', 'precision', '--average', 'macro'), 0.25);
    assert.equal((value('[1, 0]', '[1, 0]', 'confusionMatrix', '--classes', '3') as unknown[]).length, 3);
    assert.equal(value('[0.25, 0.75]', '[1]', 'crossEntropy', '--labels', 'index', '--delta=0'), -Math.log(0.75));
  });

  it('takes options, values that begin with a minus sign, files and standard input', () => {
    assert.equal(
      lossJson('--prediction', '-1, 2', '--target', '0, 0', '--loss', 'halfSumSquares').results[0]!.value,
      2.5,
    );
    assert.equal(
      lossJson('--prediction', '[0, 1]', '--target', '[0, 1]', '--loss=crossEntropy', '--delta', '0').results[0]!.value,
      0,
    );
    const batch = ['--prediction', '[[1], [3]]', '--target', '[[0], [0]]', '--loss', 'halfSumSquares'];
    assert.equal(lossJson(...batch).results[0]!.value, 2.5);
    assert.equal(lossJson(...batch, '--reduction', 'sum').results[0]!.value, 5);
    const { stdout } = nabla(['loss', '--prediction', '-', '--target', '[0, 1]', '--json'], 'y = [0, 1]');
    assert.equal((JSON.parse(stdout) as LossJson).results[0]!.value, 0);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-cli-'));
    try {
      fs.writeFileSync(path.join(folder, 'y#1.json'), '[0, 2]');
      assert.equal(lossJson('--prediction', path.join(folder, 'y#1.json'), '--target', '[0, 0]').results[0]!.value, 2);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('answers wrong input with one sentence, a code and exit code 2', () => {
    const cases: [string[], string, RegExp][] = [
      [['--prediction', '[1, 2, 3]', '--target', '[1, 2]'], 'shape-mismatch', /has 3 elements, the target 2 elements/],
      [['--prediction', '[]', '--target', '[1]'], 'empty', /^\[\] holds no numbers/],
      [['--prediction', '[[1, 2], [3]]', '--target', '[1]'], 'shape-mismatch', /ragged: row \[1\]/],
      [['--prediction', '[1, x]', '--target', '[1]'], 'type', /"x" in line 1 is not a number/],
      [['--prediction', '[1', '--target', '[1]'], 'type', /not closed/],
      [['--prediction', 'none.ts', '--target', '[1]'], 'type', /neither a file nor an array/],
      [
        ['--prediction', 'losses.ts', '--target', '[1]'],
        'option',
        /several arrays: t \(\d+\), y1 \(\d+\), y2 \(\d+\), y3 \(\d+\)\. Choose one by its name or number/,
      ],
      [['--prediction', 'losses.ts#y9', '--target', '[1]'], 'option', /no array named y9/],
      [['--prediction', '[1]', '--target', '[1]', '--loss', 'hinge2'], 'option', /takes one of: all, halfSumSquares/],
      [['--prediction', '[1]', '--target', '[1]', '--delta', 'x'], 'option', /takes a number from 0 to 1/],
      [['--prediction', '[1]', '--target', '[1]', '--reduction', 'x'], 'option', /takes one of: mean, sum/],
      [['--prediction', '[1]', '--target', '[1]', '--base', '1'], 'option', /takes a number from 1\.001 to/],
      [['--prediction', '[1]', '--target', '[1]', '--huber-delta', '0'], 'option', /takes a number from/],
      [['--prediction', '[1]', '--target', '[1]', '--classes', '2.5'], 'option', /takes a whole number from 2 to/],
      [['--prediction', '[1]', '--target', '[1]', '--average', 'x'], 'option', /takes one of: binary, macro, micro/],
      [['--prediction', '[1]', '--target', '[1]', '--labels', 'x'], 'option', /takes one of: auto, index, one-hot/],
      [
        ['--prediction', '[[1, 2]]', '--target', '[2]'],
        'label-range',
        /holds 2 at \[0\]; labels are whole numbers from 0/,
      ],
      [['--prediction', '[[1, 2]]', '--target', '[0.5]'], 'label-range', /holds 0\.5 at \[0\]/],
      [
        ['--prediction', 'losses.ts#y1', '--target', '[1]'],
        'shape-mismatch',
        /^The prediction \(y1\) has 10 elements, the target 1/,
      ],
      [['--prediction', '[[1, 2]]', '--target', '[-1]'], 'label-range', /holds −1 at \[0\]/],
      [['--prediction', '[[1, 2]]', '--target', '[1, 0]'], 'shape-mismatch', /1 × 2 elements, the target 2 elements/],
      [
        ['--prediction', '[[1, 2]]', '--target', '[[0, 1]]', '--labels', 'index'],
        'shape-mismatch',
        /is one-hot .* not labels/,
      ],
      [
        ['--prediction', '[[1, 2]]', '--target', '[1]', '--loss', 'huber'],
        'shape-mismatch',
        /Huber loss compares number with number/,
      ],
      [['--prediction', '[1, 2]', '--target', '[0, 2]', '--loss', 'hinge'], 'domain', /needs −1 or 1/],
      [['--prediction', '[1, 2]', '--loss', 'entropy'], 'domain', /holds 2 at \[1\], which is no probability/],
      [['--prediction', '[1, NaN]', '--loss', 'softmax'], 'non-finite', /holds NaN at \[1\]/],
      [['--prediction', '[1, 2]', '--loss', 'huber'], 'option', /--target is missing/],
      [['--prediction', '[1]', '--wrong', '[1]'], 'option', /no option "--wrong"/],
      [['--prediction', '[1]', '--target'], 'option', /--target needs a value/],
      [['--prediction', '[1]'], 'option', /--target is missing/],
      [['--lang', 'de'], 'option', /--lang is "de"; it takes one of: en, ko/],
      [['--lang'], 'option', /--lang needs a value/],
    ];
    for (const [args, code, message] of cases) {
      const { stdout, stderr, status } = nabla(['loss', '--json', ...args]);
      assert.equal(status, 2, args.join(' '));
      assert.equal(stderr, '');
      const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
    }
    const { stdout, stderr, status } = nabla(['loss', '--prediction', '[1]']);
    assert.deepEqual([stdout, status], ['', 2]);
    assert.match(stderr, /--target is missing/);
    assert.match(nabla(['gradent']).stderr, /no command "gradent"/);
  });

  it('takes arrays of files in every form, by name or number', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-cli-'));
    const value = (prediction: string, target: string) =>
      lossJson('--prediction', prediction, '--target', target, '--loss', 'halfSumSquares').results[0]!.value;
    const file = (name: string, text: string) => {
      fs.writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    };
    try {
      const csv = file('runs.csv', 'id,y,t\n1,1,3\n2,2,2\n');
      assert.equal(value(`${csv}#y`, `${csv}#t`), 2);
      assert.equal(value(`${csv}#1`, `${csv}#2`), 2);
      const markdown = file('runs.md', 'Text\n\n| y | t |\n|---|---|\n| 1 | 3 |\n| 2 | 2 |\n');
      assert.equal(value(`${markdown}#y`, `${markdown}#t`), 2);
      assert.equal(value(file('y.txt', '[1. 2.]'), file('t.txt', '3\n2\n')), 2);
      assert.equal(value(file('y.py', 'y = np.array([1, 2])\n'), '3 2'), 2);
      const half = file('half.ts', 'const y = [1, 2];\nconst z = [1, x];\n');
      assert.equal(value(`${half}#y`, '[3, 2]'), 2);
      assert.match(nabla(['loss', '--prediction', half, '--target', '[1]']).stderr, /^z cannot be read: "x" in line 2/);
      const european = file('komma.csv', 'y;t\n0,5;1\n0,7;0\n');
      assert.match(nabla(['loss', '--prediction', `${european}#y`, '--target', '[1]']).stderr, /decimal comma/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('answers an input that cannot be read with one sentence', () => {
    const folder = fs.openSync(os.tmpdir(), 'r');
    try {
      const { stdout, stderr, status } = nabla(['loss', '--prediction', '-', '--target', '[1]'], folder);
      assert.deepEqual([stdout, status], ['', 2]);
      assert.match(stderr, /^Standard input cannot be read \(EISDIR\)\. [^\n]+\n$/);
    } finally {
      fs.closeSync(folder);
    }
    const twice = nabla(['loss', '--prediction', '-', '--target', '-'], '[1]');
    assert.equal(twice.status, 2);
    assert.match(twice.stderr, /^Standard input holds no numbers\./);
  });

  it('speaks Korean when asked or when the environment does', () => {
    const args = ['loss', '--prediction', 'losses.ts#y1', '--target', 'losses.ts#t'];
    assert.match(nabla([...args, '--lang', 'ko']).stdout, /0\.09750000000000003 +오차제곱합/);
    assert.match(nabla(args, '', { LANG: 'ko_KR.UTF-8' }).stdout, /교차 엔트로피 오차/);
    assert.match(nabla([...args, '--lang=en'], '', { LANG: 'ko_KR.UTF-8' }).stdout, /Cross-entropy/);
  });

  it('explains itself', () => {
    for (const args of [['--help'], [], ['loss', '--help']]) {
      const { stdout, status } = nabla(args);
      assert.equal(status, 0);
      assert.match(stdout, /nabla loss --prediction P --target T/);
    }
  });
});
