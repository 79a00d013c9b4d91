import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { ROOT } from '../house/files';
import { TemporaryFolder } from '../source/temporary';
import { assertRefused, CLI, ENVIRONMENT, runNabla, type Refusal } from './nabla';

interface CheckJson {
  file: string;
  line: number;
  function: string;
  gradient: string;
  verdict: string;
  component?: number;
  label?: string;
  numeric?: number;
  analytic?: number;
  message: string;
}

const RIGHT = `export const f = (x: number): number => x ** 3;
export const fPrime = (x: number): number => 3 * x ** 2;
`;
const WRONG = `/** @at [3, 4] */
export function loss(w: number[]): number { return w[0] ** 2 + w[1] ** 2; }

/** @gradientOf loss */
export const back = (w: number[]): number[] => [2 * w[0], w[1]];
`;
const VECTOR = 'const g = (x: number[]): number => x[0];\nconst dg = (x: number[]): number[] => [1];\n';

describe('nabla check', function () {
  this.timeout(60_000);

  const folder = new TemporaryFolder();
  before(() =>
    folder.write({
      'src/right.ts': RIGHT,
      'src/deep/wrong.ts': WRONG,
      'src/node_modules/p/index.js': 'export const f = x => x ** 2;\nexport const df = x => x;',
      'src/types.d.ts': 'export declare function f(x: number): number;',
      'src/notes.md': '# nothing',
      'vector.ts': VECTOR,
      'none.js': 'export const f = x => x ** 2;',
      'broken.ts': `${RIGHT}const a = (1;`,
      'lonely.ts': '/** @gradientOf h */\nexport const slope = (x: number) => x;',
      'loops.ts': 'const f = (x: number): number => x;\nconst df = (x: number): number => { for (;;); };',
      '[x].ts': RIGHT,
      'imports/f.ts': 'export const cube = (x: number): number => x ** 3;\n',
      'imports/slopes.ts': `import { cube as f } from './f';
/** @gradientOf f @at 2 */
const right = (x: number): number => 3 * x ** 2;
/** @gradientOf f @at 2 */
const wrong = (x: number): number => 2 * x ** 2;
`,
    }),
  );
  after(() => folder.remove());

  const nabla = (...args: string[]) => runNabla(['check', ...args], { cwd: folder.path });

  function json(status: number, ...args: string[]): CheckJson[] {
    const result = nabla('--json', ...args);
    assert.equal(result.status, status, result.stdout + result.stderr);
    return (JSON.parse(result.stdout) as { checks: CheckJson[] }).checks;
  }

  it('finds functions that are imported', () => {
    const checks = json(1, 'imports/slopes.ts');
    assert.deepEqual(
      checks.map(({ function: name, gradient, verdict }) => [name, gradient, verdict]),
      [
        ['f', 'right', 'correct'],
        ['f', 'wrong', 'wrong'],
      ],
    );
    assert.match(checks[1]!.message, /^∂f\/∂x at f\(2\): wrong gives 8, the numerical derivative is 12 ± /);
  });

  it('finds the pairs in files, folders and patterns, and names what is wrong', () => {
    for (const pattern of ['src/**/*.ts', './src/']) {
      const checks = json(1, pattern);
      assert.deepEqual(
        checks.map(({ file, line, function: name, gradient, verdict }) => [file, line, name, gradient, verdict]),
        [
          ['src/deep/wrong.ts', 5, 'loss', 'back', 'wrong'],
          ['src/right.ts', 2, 'f', 'fPrime', 'correct'],
        ],
      );
      const [wrong] = checks;
      assert.deepEqual([wrong!.component, wrong!.label, wrong!.analytic], [1, '∂loss/∂w[1]', 4]);
      assert.ok(Math.abs(wrong!.numeric! - 8) < 1e-9);
      assert.match(
        wrong!.message,
        /at loss\(3, 4\): back gives 4, the numerical derivative is 8 ± .* 0\.5 times the right/,
      );
    }
  });

  it('prints places that can be clicked, and a summary', () => {
    const { stdout, stderr, status } = nabla('src/right.ts', 'src/deep/wrong.ts');
    assert.deepEqual([status, stderr], [1, '']);
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines[0]!, /^src\/deep\/wrong\.ts:5: wrong: back: ∂loss\/∂w\[1\]/);
    assert.match(lines[1]!, /^src\/right\.ts:2: correct: fPrime: It agrees .* at 6 points\.$/);
    assert.equal(lines[2], '2 derivatives checked: 1 correct, 1 wrong');
    assert.match(
      nabla('src', '--lang', 'ko').stdout,
      /틀림: back: .*0\.5배.*\n.*맞음.*\n도함수 2개 검사: 1 맞음, 1 틀림\n$/s,
    );
  });

  it('passes where all is right, or cannot be told', () => {
    const [right, vector] = json(0, '[x].ts', 'vector.ts');
    assert.equal(right!.verdict, 'correct');
    assert.equal(vector!.verdict, 'inconclusive');
    assert.match(vector!.message, /@at \[3, 4\]/);
    const none = nabla('none.js');
    assert.equal(none.status, 0);
    assert.match(none.stdout, /^No derivative was found in 1 files\./);
    assert.deepEqual(json(0, 'none.js'), []);
  });

  it('says of the samples what their comments say', () => {
    const verdicts = json(1, path.join(ROOT, 'samples')).map(({ gradient, verdict }) => [gradient, verdict]);
    assert.deepEqual(verdicts, [
      ['fPrime', 'correct'],
      ['slopeOfF', 'wrong'],
      ['gradBowl', 'correct'],
      ['dRelu', 'inconclusive'],
      ['errorGradient', 'correct'],
      ['softmaxJacobian', 'correct'],
      ['meanSquaredErrorGradient', 'wrong'],
    ]);
  });

  it('takes points, numbers of points, tolerances, seeds and names', () => {
    const verdict = (status: number, ...args: string[]) => json(status, ...args)[0]!.verdict;
    assert.equal(verdict(1, 'vector.ts', '--at', '[1, 2]'), 'error'); // its derivative has one number only
    assert.equal(verdict(0, 'src/deep/wrong.ts', '--at', '1, 0', '--points', '0'), 'correct'); // right only there
    assert.equal(
      verdict(0, 'src/deep/wrong.ts', '--rtol', '0.6', '--function', 'loss', '--gradient', 'back'),
      'suspicious',
    );
    const [seven, eight] = ['7', '8'].map(seed => json(0, 'src/right.ts', '--seed', seed));
    assert.notDeepEqual(seven, eight);
  });

  it('fails where a derivative cannot be run or compared', () => {
    const verdicts = (...args: string[]) => json(1, ...args).map(({ verdict, message }) => [verdict, message] as const);
    const [broken] = verdicts('broken.ts');
    assert.equal(broken![0], 'error');
    assert.match(broken![1], /Line 3 of broken\.ts/);
    const [lonely] = verdicts('lonely.ts');
    assert.match(lonely![1], /There is no function h\. The functions of the file are: slope/);
    const [loops, right] = verdicts('loops.ts', 'src/right.ts', '--timeout', '2000');
    assert.match(loops![1], /2 s.*--timeout/);
    assert.equal(right![0], 'correct');
  });

  it('answers wrong input with one sentence, a code and exit code 2', () => {
    const cases: Refusal[] = [
      [[], 'files', /Give files, folders or patterns/],
      [['nothing/**/*.ts'], 'files', /No TypeScript or JavaScript file fits nothing/],
      [['src/node_modules/**'], 'files', /node_modules/],
      [['src', '--points', '-1'], 'option', /--points is "-1"/],
      [['src/notes.md', '--rtol', 'x'], 'option', /--rtol is "x"/],
      [['src', '--function', 'f'], 'option', /--gradient is missing/],
      [['src', '--gradient', 'f'], 'option', /--function is missing/],
      [['src/right.ts', '--function', 'f', '--gradient', 'g'], 'function', /no function g/],
      [['src', '--fast'], 'option', /no option "--fast"/],
    ];
    assertRefused(nabla, cases);
  });

  it('ends quietly when nobody reads on, as behind a pipe to head', async () => {
    const child = spawn(process.execPath, [CLI, 'check', 'src'], { cwd: folder.path, env: ENVIRONMENT });
    let stderr = '';
    child.stderr.on('data', data => (stderr += String(data)));
    child.stdout.once('data', () => child.stdout.destroy()); // after the first of its lines
    await once(child, 'close');
    assert.equal(stderr, '');
  });
});
