import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../house/files';

interface LossJson {
  shape: number[];
  results: { id: string; value: number | string; gradient: unknown; terms: unknown; warnings: { code: string }[] }[];
}

/** Runs the command line; its standard input is a text or an open file. */
function nabla(args: string[], input: string | number = '', env: NodeJS.ProcessEnv = {}) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join(ROOT, 'dist', 'cli.js'), ...args], {
    ...(typeof input === 'string' ? { input } : { stdio: [input, 'pipe', 'pipe'] }),
    cwd: path.join(ROOT, 'samples'),
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...env },
  });
  return { stdout, stderr, status };
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
      lossJson('--prediction', `losses.ts#${prediction}`, '--target', 'losses.ts#t').results.map(({ id, value }) => [
        id,
        value,
      ]);
    assert.deepEqual(values('y1'), [
      ['halfSumSquares', 0.09750000000000003],
      ['crossEntropy', 0.510825457099338],
    ]);
    assert.deepEqual(values('y2'), [
      ['halfSumSquares', 0.5975],
      ['crossEntropy', 2.302584092994546],
    ]);
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
    assert.equal(results[1]!.value, 'NaN');
    assert.equal(results[1]!.warnings[0]!.code, 'outside-unit-interval');
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
      [['--prediction', '[]', '--target', '[]'], 'type', /neither a file nor an array/],
      [['--prediction', '[[1, 2], [3]]', '--target', '[1]'], 'shape-mismatch', /ragged: row \[1\]/],
      [['--prediction', '[1, x]', '--target', '[1]'], 'type', /"x" in line 1 is not a number/],
      [['--prediction', '[1', '--target', '[1]'], 'type', /not closed/],
      [['--prediction', 'none.ts', '--target', '[1]'], 'type', /neither a file nor an array/],
      [['--prediction', 'losses.ts', '--target', '[1]'], 'option', /several arrays: t, y1, y2, y3/],
      [['--prediction', 'losses.ts#y9', '--target', '[1]'], 'option', /no array named y9/],
      [['--prediction', '[1]', '--target', '[1]', '--loss', 'hinge2'], 'option', /takes one of: all, halfSumSquares/],
      [['--prediction', '[1]', '--target', '[1]', '--delta', 'x'], 'option', /takes a number from 0 to 1/],
      [['--prediction', '[1]', '--target', '[1]', '--reduction', 'x'], 'option', /takes one of: mean, sum/],
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
    assert.match(twice.stderr, /^Standard input holds no array of numbers\./);
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
