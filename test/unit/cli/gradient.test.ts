import * as assert from 'node:assert/strict';
import { TemporaryFolder } from '../source/temporary';
import { assertRefused, runNabla, type Refusal } from './nabla';

interface GradientJson {
  function: string;
  value: number | string | null | number[];
  method: string;
  step?: number;
  evaluations: number;
  parameters: { name: string; gradient: unknown; error: unknown; exact: unknown; status: unknown }[];
  status: string;
  message?: string;
}

const FUNCTIONS = `
export function f(x: number): number { return 0.01 * x ** 2 + 0.1 * x; }
const bowl = (x: number[]): number => x[0] ** 2 + x[1] ** 2;
const two = (a: number, b: number, c = 2): number => a * b + c;
const matrix = (w: number[][]): number => w[0][1] * w[1][0];
const nan = (x: number): number => Math.sqrt(-x);
const fails = (x: number): number => { throw new Error('no'); };
const loops = (x: number): number => { for (;;); };
const prints = (x: number): number => { console.log('seen'); return x; };
export default (t: number): number => 3 * t;
const hinge = (x: number[]): number => Math.max(-x[0], 3 * x[0]) + x[1];
const rotate = ([x, y]: [number, number]) => [-y, x];
const scaled = (x: number, mode: 'once' | 'twice', options: { by: number }): number =>
  (mode === 'twice' ? 2 : 1) * options.by * x;
`;

describe('nabla gradient', function () {
  this.timeout(30_000);

  const folder = new TemporaryFolder();
  before(() =>
    folder.write({
      'g.ts': FUNCTIONS,
      'bad.ts': 'const f = (x: number) => x;\nconst g = (1;',
      'a#b.ts': FUNCTIONS,
      'x.py': '',
    }),
  );
  after(() => folder.remove());

  const nabla = (...args: string[]) => runNabla(['gradient', ...args], { cwd: folder.path });

  function json<T = GradientJson>(...args: string[]): T {
    const { stdout, stderr, status } = nabla('--json', ...args);
    assert.equal(status, 0, stdout + stderr);
    return JSON.parse(stdout) as T;
  }

  it("gives the book's numbers as JSON", () => {
    const [five, ten] = json<GradientJson[]>('g.ts#f', '--at', '5', '--at', '10', '--method', 'central');
    assert.equal(five!.parameters[0]!.gradient, 0.1999999999990898);
    assert.equal(ten!.parameters[0]!.gradient, 0.2999999999986347);
    const { parameters, evaluations, ...rest } = json('g.ts#bowl', '--at', '3,4', '--method', 'central');
    assert.deepEqual(rest, { function: 'bowl', value: 25, method: 'central', step: 1e-4, status: 'ok' });
    assert.ok(evaluations > 2);
    const [{ error, ...parameter }] = parameters as [GradientJson['parameters'][0]];
    assert.deepEqual(parameter, {
      name: 'x',
      gradient: [6.00000000000378, 7.999999999999119],
      exact: [6, 8],
      status: ['ok', 'ok'],
    });
    assert.ok((error as number[]).every(each => each > 0 && each < 1e-6));
  });

  it('chooses steps and tells the exact derivative and the verdict', () => {
    const { parameters, ...rest } = json('g.ts#f', '--at', '5');
    assert.deepEqual([rest.method, rest.step, rest.status], ['adaptive', undefined, 'ok']);
    const [{ gradient, error, exact }] = parameters as [GradientJson['parameters'][0]];
    assert.equal(exact, 0.2);
    assert.ok(Math.abs((gradient as number) - 0.2) <= (error as number) + 1e-16 && (error as number) < 1e-11);
    const kink = json('g.ts#hinge', '--at', '0, 1');
    assert.deepEqual([kink.status, kink.parameters[0]!.status], ['kink', ['kink', 'ok']]);
    const [side] = kink.parameters as unknown as [
      { left: number[]; right: number[]; gradient: unknown[]; exact: unknown[] },
    ];
    assert.deepEqual([side.gradient[0], side.exact[0]], [null, null]);
    assert.ok(Math.abs(side.left[0]! + 1) < 1e-3 && Math.abs(side.right[0]! - 3) < 1e-3);
    assert.match(kink.message!, /^The slope jumps from −1 to 3 at x\[0\] = 0;/);
    const rotation = json('g.ts#rotate', '--at', '[1, 2]');
    const [{ gradient: jacobian }] = rotation.parameters as [GradientJson['parameters'][0]];
    assert.deepEqual(rotation.value, [-2, 1]);
    assert.deepEqual(
      (jacobian as number[][]).map(row => row.map(each => Math.round(each * 1e9) / 1e9 + 0)),
      [
        [0, -1],
        [1, 0],
      ],
    );
    const scaled = json('g.ts#scaled', '--at', '3, "twice", {"by": 5}');
    assert.deepEqual(
      scaled.parameters.map(({ name, exact: each }) => [name, each]),
      [['x', 10]],
    );
  });

  it('takes points that begin with a minus sign, methods, steps and parameters', () => {
    const at = (...args: string[]) => json(...args).parameters.map(({ name, gradient }) => [name, gradient]);
    assert.deepEqual(at('g.ts#bowl', '--at', '-3,4', '--method', 'five-point', '--step', '1'), [['x', [-6, 8]]]);
    assert.deepEqual(at('g.ts#bowl', '--at', '[-3, 4]', '--method', 'forward', '--step', '1'), [['x', [-5, 9]]]);
    assert.deepEqual(at('g.ts#two', '--at', '-3, 4', '--step', '1'), [
      ['a', 4],
      ['b', -3],
    ]);
    assert.deepEqual(at('g.ts#two', '--at', '-3, 4', '--step', '1', '--wrt', '1'), [['b', -3]]);
    assert.deepEqual(at('g.ts#two', '--at', '[1, 2, 3]', '--step', '1', '--wrt', '2,0'), [
      ['c', 1],
      ['a', 2],
    ]);
    assert.deepEqual(at('g.ts#default', '--at', '2', '--step', '1'), [['t', 3]]);
    assert.deepEqual(at(`a#b.ts#default`, '--at=-2', '--step', '1'), [['t', 3]]);
    const matrix = [
      [0, 3],
      [2, 0],
    ];
    assert.deepEqual(at('g.ts#matrix', '--at', '[[1,2],[3,4]]', '--step', '1'), [['w', matrix]]);
  });

  it('says what the function does wrong, and is done', () => {
    const undefinedAt = json('g.ts#nan', '--at', '1');
    assert.deepEqual(
      [undefinedAt.value, undefinedAt.status, undefinedAt.parameters[0]!.gradient],
      ['NaN', 'undefined', null],
    );
    assert.match(undefinedAt.message!, /NaN at this point/);
    const failed = json('g.ts#fails', '--at', '1');
    assert.deepEqual([failed.value, failed.status], [null, 'error']);
    assert.match(failed.message!, /Line 7 of g\.ts: Error: no$/);
  });

  it('prints them for people, and what the code prints beside them', () => {
    const { stdout, stderr, status } = nabla('g.ts#bowl', '--at', '3,4', '--method', 'central');
    assert.deepEqual([stderr, status], ['', 0]);
    assert.match(stdout, /^bowl\(3, 4\) = 25\n∂bowl\/∂x\[0\] = 6\.00000000000378 ± [\d.e-]+ · exact 6\n/);
    assert.match(stdout, /central, h = 1e−4 \(the book\), \d+ evaluations\n$/);
    const prints = nabla('g.ts#prints', '--at', '5', '--json');
    assert.equal((JSON.parse(prints.stdout) as GradientJson).value, 5);
    assert.match(prints.stderr, /^seen/);
  });

  it('answers wrong input with one sentence, a code and exit code 2', () => {
    const cases: Refusal[] = [
      [[], 'function', /names no function/],
      [['g.ts', '--at', '5'], 'function', /"g\.ts" names no function/],
      [['none.ts#f', '--at', '5'], 'function', /no file none\.ts/],
      [['x.py#f', '--at', '5'], 'function', /this file is \.py/],
      [['g.ts#h', '--at', '5'], 'function', /The functions of the file are: f, bowl, two/],
      [['g.ts#f'], 'option', /--at is missing/],
      [['g.ts#f', '--at'], 'option', /--at needs a value/],
      [['g.ts#f', '--at', 'x'], 'point', /"x" is not a point/],
      [['g.ts#two', '--at', '1'], 'point', /takes 2–3 arguments \(a, b, c\); the point has 1/],
      [['g.ts#matrix', '--at', '[[1,2],[3]]'], 'point', /same length/],
      [['g.ts#f', '--at', '5', '--method', 'best'], 'option', /takes one of: adaptive, fast, central/],
      [['g.ts#f', '--at', '5', '--step', '0'], 'option', /--step is "0"/],
      [['g.ts#f', '--at', '5', '--wrt', '1'], 'option', /--wrt is "1"; it takes one of: 0/],
      [['g.ts#two', '--at', '1, 2', '--wrt', '2'], 'option', /--wrt is "2"; it takes one of: 0, 1/],
      [['bad.ts#f', '--at', '5'], 'module', /Line 2 of bad\.ts/],
      [['g.ts#loops', '--at', '5', '--timeout', '200'], 'timeout', /0\.2 s.*--timeout/],
    ];
    assertRefused(nabla, cases);
    const { stdout, stderr, status } = nabla('g.ts#f', '--at', 'x');
    assert.deepEqual([stdout, status], ['', 2]);
    assert.match(stderr, /^"x" is not a point\.[^\n]*\n$/);
  });

  it('speaks Korean, and explains itself', () => {
    assert.match(nabla('g.ts#f', '--at', '5', '--step', '1e-4', '--lang', 'ko').stdout, /중심 차분, h = 1e−4/);
    assert.match(nabla('g.ts#f', '--at', 'x', '--lang', 'ko').stderr, /점으로 읽을 수 없습니다/);
    const { stdout, status } = nabla('--help');
    assert.equal(status, 0);
    assert.match(stdout, /nabla gradient FILE#FUNCTION --at POINT/);
  });
});
