import * as assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { ROOT } from '../house/files';
import { TemporaryFolder } from '../source/temporary';

interface DescentJson {
  function: string;
  optimizer: string;
  form: string;
  end: unknown;
  value: number | string;
  steps: number;
  diverged: false | { at: number; reason: string; message: string };
  gradient: string;
  gradientNote?: string;
  trajectory?: { step: number; value: number; at: unknown }[];
}

const FUNCTIONS = `
export const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;
export const valley = (x: number, y: number): number => x ** 2 / 20 + y ** 2;
const edge = (x: number): number => Math.sqrt(x);
const hidden = (x: number): number => Number(String(x)) ** 2 + parseFloat(String(x));
const several = (x: number[]): number[] => x;
`;

describe('nabla descend', function () {
  this.timeout(60_000);

  const folder = new TemporaryFolder();
  before(() => folder.write({ 'd.ts': FUNCTIONS }));
  after(() => folder.remove());

  const command = (args: readonly string[]) => [path.join(ROOT, 'dist', 'cli.js'), 'descend', ...args];
  const options = { cwd: folder.path, env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' } };

  function nabla(...args: string[]) {
    const { stdout, stderr, status } = spawnSync(process.execPath, command(args), { ...options, encoding: 'utf8' });
    return { stdout, stderr, status };
  }

  function json(status: number, ...args: string[]): DescentJson {
    const result = nabla('--json', ...args);
    assert.equal(result.status, status, result.stdout + result.stderr);
    return JSON.parse(result.stdout) as DescentJson;
  }

  const near = (found: unknown, expected: readonly number[]) =>
    assert.ok(
      (found as number[]).every((x, i) => Math.abs(x - expected[i]!) <= 1e-6 * Math.abs(expected[i]!) + 5e-7),
      `${String(found)} instead of ${expected.join(', ')}`,
    );

  it("ends where the book's descents end", () => {
    const { end, value, ...rest } = json(0, 'd.ts#bowl', '--from', '-3,4', '--optimizer', 'sgd', '--lr', '0.1');
    const [x, y] = end as [number, number];
    assert.ok(Math.abs(x / -6.11e-10 - 1) < 1e-3 && Math.abs(y / 8.15e-10 - 1) < 1e-3, `${x}, ${y}`);
    assert.equal(value, x ** 2 + y ** 2);
    const settings = { function: 'bowl', optimizer: 'sgd', form: 'book', steps: 100, diverged: false };
    assert.deepEqual(rest, { ...settings, gradient: 'exact' });
    const six = (...args: string[]) => json(0, 'd.ts#valley', '--from', '[-7, 2]', '--steps', '30', ...args).end;
    near(six('--optimizer', 'adam', '--lr', '0.3'), [0.136007, 0.318245]);
    near(six('--optimizer', 'rmsprop', '--lr', '0.1', '--decay', '0.99', '--gradient', 'adaptive'), [-0.69742, 1.5e-8]);
  });

  it('says that it diverges, and where, with exit code 1', () => {
    const book = json(1, 'd.ts#bowl', '--from', '[-3, 4]', '--lr', '10', '--gradient', 'central');
    near(book.end, [-2.58983747e13, -1.29524862e12]);
    assert.ok(book.diverged && book.diverged.at === 14 && book.diverged.reason === 'point-grows');
    const outside = json(1, 'd.ts#edge', '--from', '0.25', '--lr', '1');
    assert.deepEqual([outside.value, outside.diverged && outside.diverged.reason], ['NaN', 'not-finite']);
  });

  it('gives the path, and notes why a gradient is not exact', () => {
    const { trajectory } = json(0, 'd.ts#valley', '--from', '[-7, 2]', '--lr', '0.5', '--steps', '4', '--every', '2');
    assert.deepEqual(trajectory!.map(({ step, at }) => [step, at]).slice(0, 1), [[0, [-7, 2]]]);
    assert.deepEqual(
      trajectory!.map(({ step }) => step),
      [0, 2, 4],
    );
    const { gradient, gradientNote } = json(0, 'd.ts#hidden', '--from', '1', '--steps', '2');
    assert.equal(gradient, 'adaptive');
    assert.ok(gradientNote!.length > 20);
  });

  it('speaks Korean', () => {
    const { stdout, stderr, status } = nabla('d.ts#bowl', '--from', '-3,4', '--lr', '10', '--lang', 'ko');
    assert.equal(status, 1);
    assert.match(stdout, /학습률 10, 100단계/);
    assert.match(stderr, /^발산합니다\. 14단계/);
  });

  it('prints settings, path and end for people', () => {
    const { stdout, status } = nabla('d.ts#bowl', '--from', '-3,4', '--lr', '0.5', '--steps', '2', '--every', '1');
    assert.equal(status, 0);
    assert.deepEqual(stdout.split('\n'), [
      'SGD, learning rate 0.5, 2 steps, exact gradient',
      '0: bowl(-3, 4) = 25',
      '1: bowl(0, 0) = 0',
      '2: bowl(0, 0) = 0',
      'bowl(0, 0) = 0',
      '',
    ]);
  });

  it('answers wrong input with one sentence, a code and exit code 2', () => {
    const from = ['d.ts#bowl', '--from', '-3,4'];
    const cases: [string[], string, RegExp][] = [
      [['d.ts#bowl'], 'option', /--from is missing/],
      [['d.ts#bowl', '--from', 'x'], 'point', /"x" is not a point/],
      [[...from, '--optimizer', 'adams'], 'option', /takes one of: sgd, momentum/],
      [[...from, '--gradient', 'none'], 'option', /takes one of: exact, adaptive, central/],
      [[...from, '--lr', '-1'], 'option', /--lr is "-1"/],
      [[...from, '--steps', '1.5'], 'option', /--steps is "1\.5"/],
      [[...from, '--momentum', '0.9'], 'option', /SGD takes no --momentum/],
      [[...from, '--optimizer', 'adam', '--decay', '0.9'], 'option', /Adam takes no --decay; it takes --beta1/],
      [['d.ts#several', '--from', '[1, 2]'], 'function', /returns 2 numbers/],
      [[...from, '--steps', '1000000000', '--timeout', '300'], 'timeout', /0\.3 s.*--timeout/],
    ];
    for (const [args, code, message] of cases) {
      const { stdout, stderr, status } = nabla('--json', ...args);
      assert.deepEqual([status, stderr], [2, ''], args.join(' ') + stdout);
      const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
      assert.deepEqual([error.code], [code], error.message);
      assert.match(error.message, message);
    }
  });

  it('ends at Ctrl+C with 130', async () => {
    const child = spawn(process.execPath, command(['d.ts#bowl', '--from', '1,1', '--steps', '1000000000']), {
      ...options,
      stdio: 'ignore',
    });
    const ended = new Promise<number | null>(resolve => child.on('exit', resolve));
    const timer = setInterval(() => child.kill('SIGINT'), 1000);
    const code = await ended;
    clearInterval(timer);
    assert.equal(code, 130);
  });
});
