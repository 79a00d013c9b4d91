import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Problem } from '../../../src/numerics/problem';
import type { ConsoleEvent } from '../../../src/processes/envelope';
import { TrainClient } from '../../../src/processes/train/client';
import type { TrainingProgress } from '../../../src/processes/train/protocol';
import { readRunRecord } from '../../../src/runs/runRecord';
import { parseConfig, type TrainingConfig } from '../../../src/training/config';
import { sentence } from '../../../src/words/sentences';
import { ROOT } from '../house/files';
import { TemporaryFolder } from '../source/temporary';

const INIT = 'export const init = () => ({ b: [0.5, 0.25] });';

describe('the train process with a module', () => {
  const folder = new TemporaryFolder();
  const progress: TrainingProgress[] = [];
  const problems: Problem[] = [];
  const printed: ConsoleEvent[] = [];
  let trusted = true;
  let waiting: (() => void)[] = [];
  let client: TrainClient;

  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise<void>(resolve => waiting.push(resolve));
  };

  beforeEach(() => {
    for (const each of [progress, problems, printed]) each.length = 0;
    [trusted, waiting] = [true, []];
    const listener = {
      progress: (each: TrainingProgress) => (progress.push(each), wake()),
      ended: (problem: Problem) => (problems.push(problem), wake()),
      print: (event: ConsoleEvent) => (printed.push(event), wake()),
    };
    client = new TrainClient(listener, path.join(ROOT, 'dist', 'train.js'), () => trusted);
  });
  afterEach(() => client.dispose());
  after(() => folder.remove());

  /** A training of a module that has no end. */
  function configOf(text: string, training: object = {}): TrainingConfig {
    folder.write({ 'm.ts': text });
    return parseConfig({ model: { module: 'm.ts' }, training: { epochs: 1_000_000, ...training } });
  }

  const start = (text: string, training?: object) => client.start(configOf(text, training), folder.path);

  it('leaves a run that is interrupted, with the reason, when it ends its process', async () => {
    const run = path.join(folder.path, 'interrupted');
    const loss = 'let n = 0; export const loss = ({ b }) => (n++ === 5000 ? process.exit(3) : b[0] ** 2);';
    await client.start(configOf(`${INIT} ${loss}`), folder.path, run);
    await until(() => problems.length > 0);
    const { status, problem } = readRunRecord(run);
    assert.deepEqual([status, problem?.code], ['interrupted', 'process-exited']);
  });

  it('goes on with a run of it, unless its text is another', async () => {
    const loss = 'export const loss = ({ b }) => (b[0] - 3) ** 2;';
    const [config, run] = [configOf(`${INIT} ${loss}`), path.join(folder.path, 'run')];
    await client.start(config, folder.path, run);
    await client.stop();
    await until(() => progress.at(-1)?.status === 'stopped');
    folder.write({ 'm.ts': `${INIT} ${loss.replace('3', '4')}` });
    await assert.rejects(client.continue(run), { code: 'run-module-changed', args: { module: 'm.ts' } });
    folder.write({ 'm.ts': `${INIT} ${loss}` });
    await client.continue(run);
  });

  it('trains it to the end', async () => {
    const loss = 'export const loss = ({ b }) => (b[0] - 3) ** 2 + (b[1] + 1) ** 2;';
    const summary = await start(`${INIT} ${loss}`, { epochs: 3 });
    assert.equal(summary.parameters, 2);
    await until(() => progress.at(-1)?.status === 'finished');
    const losses = progress.flatMap(each => [...each.losses]);
    assert.equal(losses[0], 2.5 ** 2 + 1.25 ** 2);
    assert.ok(losses.at(-1)! < losses[0]);
    assert.equal(progress.flatMap(({ epochs }) => epochs).at(-1)!.test.score, null);
  });

  it('runs none where code is not trusted, and none without being told to', async () => {
    trusted = false;
    const config = configOf(`${INIT} export const loss = ({ b }) => b[0];`);
    await assert.rejects(client.start(config, folder.path), { code: 'model-untrusted' });
    await assert.rejects(client.compareGradients(config, folder.path), { code: 'model-untrusted' });
  });

  it('ends within two seconds of a stop when its loss has no end', async () => {
    await start(`let calls = 0; ${INIT} export const loss = ({ b }) => { while (calls++ > 1000); return b[0] ** 2; };`);
    await new Promise(resolve => setTimeout(resolve, 500)); // it is there by then
    const stopped = performance.now();
    await client.stop();
    assert.ok(performance.now() - stopped < 2000);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['model-stuck'],
    );
    assert.match(sentence(problems[0]!), /still running 1 s after it was to stop/);
    await start(`${INIT} export const loss = ({ b }) => b[0] ** 2;`, { epochs: 1 });
    await until(() => progress.at(-1)?.status === 'finished');
  });

  it('ends when a module has no end before it begins', async () => {
    const starting = assert.rejects(start('for (;;);'), { code: 'model-stuck' });
    await new Promise(resolve => setTimeout(resolve, 1000));
    await client.stop();
    await starting;
    assert.deepEqual(problems, []);
  });

  it('stops a module that behaves, at once', async () => {
    await start(`${INIT} export const loss = ({ b }) => b[0] ** 2;`);
    await until(() => (progress.at(-1)?.step ?? 0) > 10);
    await client.stop();
    await until(() => progress.at(-1)?.status === 'stopped');
    assert.deepEqual(problems, []);
  });

  it('tells how a module ended its process', async () => {
    const loss = (text: string) => `${INIT} export const loss = ({ b }) => { ${text}; return b[0] ** 2; };`;
    await assert.rejects(start(loss('process.exit(3)')), { code: 'process-exited', args: { exitCode: 3 } });
    await assert.rejects(start(loss('process.kill(process.ppid)')), { code: 'process-killed' });
    await assert.rejects(start(loss('Math.exp = () => 1')), { code: 'built-ins-changed' });
  });

  it('tells where a module throws in the middle of a training, and what it prints', async () => {
    await start(`${INIT}
      export const loss = ({ b }) => {
        if (b[0] < 0.3) throw new RangeError('too small');
        return b[0] ** 2;
      };
      console.log('hello');`);
    await until(() => problems.length > 0);
    const steps = progress.reduce((sum, { losses }) => sum + losses.length, 0);
    assert.ok(steps > 10, `the steps before are told: ${steps}`); // Adam at 0.01 moves from 0.5 by 0.01 a step
    const [{ code, args }] = problems as [Problem];
    assert.deepEqual([code, args['line'], args['name']], ['model-threw', 3, 'loss']);
    assert.match(sentence({ code, args }), /^loss of the module throws\. Line 3 of m\.ts: RangeError: too small$/);
    assert.deepEqual(printed[0], { kind: 'console', level: 'log', text: 'hello' });
  });

  it('compares gradients of a module in a process of its own', async () => {
    const config = configOf(`${INIT} export const loss = ({ b }) => b[0] ** 2 + 3 * b[1];`);
    const compared = await client.compareGradients(config, folder.path);
    assert.deepEqual(
      compared.map(({ parameter, count }) => [parameter, count]),
      [['b', 2]],
    );
    assert.ok(compared[0]!.largest < 1e-9);
    const endless = configOf('for (;;);');
    await assert.rejects(client.compareGradients(endless, folder.path, AbortSignal.timeout(500)), {
      code: 'cancelled',
    });
  });

  it('ends a training before another with code begins, and keeps nothing of it', async () => {
    await start(`${INIT} globalThis.left = 1; export const loss = ({ b }) => b[0] ** 2;`);
    await start(`${INIT} export const loss = ({ b }) => b[0] ** 2 + (globalThis.left ?? 0);`, { epochs: 1 });
    await until(() => progress.at(-1)?.status === 'finished');
    const ends = progress.filter(({ status }) => status !== 'running').map(({ status }) => status);
    assert.deepEqual(ends, ['stopped', 'finished']);
    assert.ok(progress.at(-1)!.epochs.at(-1)!.test.loss < 0.25);
  });
});
