import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Problem } from '../../../src/numerics/problem';
import { TrainClient } from '../../../src/processes/train/client';
import type { TrainingProgress, TrainNews } from '../../../src/processes/train/protocol';
import { TrainServer } from '../../../src/processes/train/server';
import { readRunRecord } from '../../../src/runs/runRecord';
import { defaultConfig, parseConfig, type DataConfig } from '../../../src/training/config';
import { isAlive } from '../../host/alive';
import { ROOT } from '../house/files';

/** A server or client of the train process, what it told, and a way to wait for it. */
class Ear {
  readonly heard: TrainingProgress[] = [];
  readonly problems: Problem[] = [];
  private waiting: (() => void)[] = [];

  readonly tell = (news: TrainNews): void => {
    if (news.kind === 'progress') this.progress(news);
  };

  readonly progress = (progress: TrainingProgress): void => {
    this.heard.push(progress);
    this.wake();
  };

  readonly ended = (problem: Problem): void => {
    this.problems.push(problem);
    this.wake();
  };

  get last(): TrainingProgress | undefined {
    return this.heard.at(-1);
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>(resolve => this.waiting.push(resolve));
  }

  private wake(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

const LONG = parseConfig({ training: { epochs: 1_000_000 } });
const SHORT = parseConfig({ training: { epochs: 3 } });

describe('what the train process does', () => {
  it('answers a start before it tells the first news, and tells every loss once', async () => {
    const ear = new Ear();
    const server = new TrainServer(ear.tell);
    const summary = await server.handle({ kind: 'start', config: SHORT, folder: '', onDivergence: 'pause' });
    assert.equal(ear.heard.length, 0);
    assert.ok(summary && 'stepsPerEpoch' in summary);
    assert.equal(summary.stepsPerEpoch, 24);
    await ear.until(() => ear.last?.status === 'finished');
    const steps = ear.heard.flatMap(({ firstStep, losses }) => [...losses.keys()].map(i => firstStep + i));
    assert.deepEqual(
      steps,
      Array.from({ length: 72 }, (_, i) => i + 1),
    );
    assert.equal(ear.heard.flatMap(({ epochs }) => epochs).length, 3);
  });

  it('pauses, goes on, changes the learning rate and stops', async () => {
    const ear = new Ear();
    const server = new TrainServer(ear.tell);
    await server.handle({ kind: 'start', config: LONG, folder: '', onDivergence: 'pause' });
    await server.handle({ kind: 'pause' });
    await ear.until(() => ear.last?.status === 'paused');
    await server.handle({ kind: 'setLearningRate', learningRate: 0.5 });
    await server.handle({ kind: 'resume' });
    await ear.until(() => ear.last?.status === 'running' && ear.last.learningRate === 0.5);
    await server.handle({ kind: 'stop' });
    await ear.until(() => ear.last?.status === 'stopped');
  });

  it('ends the training that is on before it begins another', async () => {
    const ear = new Ear();
    const server = new TrainServer(ear.tell);
    await server.handle({ kind: 'start', config: LONG, folder: '', onDivergence: 'pause' });
    await server.handle({ kind: 'start', config: SHORT, folder: '', onDivergence: 'pause' });
    await ear.until(() => ear.last?.status === 'finished');
    const ends = ear.heard.filter(({ status }) => status !== 'running').map(({ status }) => status);
    assert.deepEqual(ends, ['stopped', 'finished']);
  });
});

describe('trainings one after the other', function () {
  this.timeout(30_000);

  it('take no more memory than one', async () => {
    const model = { layers: [{ units: 1000 }, { units: 1000 }] }; // 13 MB are kept of each, and more are used
    const config = parseConfig({ model, training: { epochs: 1, batchSize: 'full', optimizer: { name: 'sgd' } } });
    const ear = new Ear();
    const server = new TrainServer(ear.tell);
    let early = 0;
    for (let count = 1; count <= 5; count++) {
      await server.handle({ kind: 'start', config, folder: '', onDivergence: 'end' });
      await ear.until(() => ear.heard.filter(({ status }) => status === 'finished').length === count);
      if (count === 2) early = process.memoryUsage.rss();
    }
    const more = process.memoryUsage.rss() - early;
    assert.ok(more < 30e6, `${more} bytes more after 3 trainings`);
  });
});

describe('the train process', () => {
  const entry = path.join(ROOT, 'dist', 'train.js');
  let ear: Ear;
  let client: TrainClient;

  beforeEach(() => {
    ear = new Ear();
    client = new TrainClient(ear, entry);
  });

  afterEach(() => client.dispose());

  it('describes data and says what is wrong with them', async () => {
    const folder = path.join(ROOT, 'samples', 'data');
    const { samples, features, classes, labels } = await client.describe(dataOf('iris.csv'), folder);
    assert.deepEqual([samples, features, labels], [150, 4, ['species']]);
    assert.deepEqual(classes, ['setosa', 'versicolor', 'virginica']);
    await assert.rejects(client.describe(dataOf('none.csv'), folder), { code: 'data-not-found' });
  });

  it('trains to the end and takes the next training', async () => {
    for (let run = 0; run < 2; run++) {
      assert.equal((await client.start(SHORT, '')).epochs, 3);
      await ear.until(() => ear.last?.status === 'finished');
      assert.equal(ear.last!.step, 72);
      ear.heard.length = 0;
    }
  });

  it('trains with as many threads as it is asked to, and to the same losses', async () => {
    const training = { batchSize: 100, epochs: 40 };
    const data = { source: { generator: 'drawnDigits', samples: 300 } };
    const config = parseConfig({ data, model: { layers: [{ units: 300, activation: 'relu' }] }, training });
    let threads: number | undefined = 1;
    const asking = new TrainClient(ear, entry, undefined, () => threads);
    const losses: (readonly number[])[] = [];
    for (threads of [1, 2, undefined]) {
      await asking.start(config, '');
      await ear.until(() => ear.last?.status === 'finished');
      losses.push(ear.heard.splice(0).flatMap(progress => [...progress.losses]));
    }
    assert.ok(losses[0]!.length >= 2 * training.epochs);
    assert.deepEqual(losses[1], losses[0]);
    assert.deepEqual(losses[2], losses[0]);
    threads = 9;
    await assert.rejects(asking.start(config, ''));
    asking.dispose();
  });

  it('tells why a run cannot be written any more, with all that is known until then', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-train-'));
    const run = path.join(folder, 'run');
    try {
      await client.start(LONG, '', run);
      await ear.until(() => (ear.last?.step ?? 0) > 0);
      fs.mkdirSync(path.join(run, 'checkpoint.safetensors.tmp')); // the next checkpoint cannot be opened
      await client.pause();
      await ear.until(() => ear.problems.length > 0);
      assert.equal(ear.problems[0]!.code, 'run-write');
      assert.equal(readRunRecord(run).status, 'failed');
      assert.equal((await client.evaluate()).train.score! > 0, true);
      fs.rmdirSync(path.join(run, 'checkpoint.safetensors.tmp'));
      await client.continue(run);
      await client.stop();
      await ear.until(() => ear.last?.status === 'stopped');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('tells when it was killed in the middle of a training, and starts anew', async () => {
    await client.start(LONG, '');
    await ear.until(() => (ear.last?.step ?? 0) > 0);
    process.kill(pidOf(client), 'SIGKILL');
    await ear.until(() => ear.problems.length > 0);
    const [problem] = ear.problems;
    assert.equal(problem!.code, 'training-process');
    assert.deepEqual(problem!.args, { reason: 'SIGKILL' });
    assert.equal((await client.describe(defaultConfig().data, '')).samples, 300);
  });

  it('ends with its client', async () => {
    await client.start(LONG, '');
    const pid = pidOf(client);
    client.dispose();
    for (let waited = 0; isAlive(pid); waited += 20) {
      assert.ok(waited < 5_000);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    assert.deepEqual(ear.problems, []);
  });
});

function dataOf(source: string): DataConfig {
  return parseConfig({ data: { source } }).data;
}

function pidOf(client: TrainClient): number {
  const { child } = client as unknown as { child: { process: { pid: number } } };
  return child.process.pid;
}
