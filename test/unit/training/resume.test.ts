import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { supportedBuilds } from '../../../src/kernels/createEngine';
import type { Build } from '../../../src/kernels/kernels';
import { Problem } from '../../../src/numerics/problem';
import { checkpointOf } from '../../../src/runs/runFolder';
import { readRunRecord, writeRunRecord } from '../../../src/runs/runRecord';
import { decodeState, encodeState } from '../../../src/training/checkpoint';
import { parseConfig, type TrainingConfig } from '../../../src/training/config';
import type { TrainingStatus } from '../../../src/training/progress';
import { ProgressReport } from '../../../src/training/progressReport';
import { resumeRun } from '../../../src/training/resume';
import { RunRecorder } from '../../../src/training/runRecorder';
import type { TrainerState } from '../../../src/training/state';
import { createTrainer } from '../../../src/training/createTrainer';
import type { Trainer } from '../../../src/training/trainer';
import { readEvents } from '../formats/eventReader';
import { temporaryFolder } from '../runs/temporaryFolder';

interface Written {
  readonly trainer: Trainer;
  readonly recorder: RunRecorder;
}

/** Mini-batches between two reports: no divisor of an epoch. */
const REPORT = 11;

/** What happens to a training, by mini-batches done. */
interface Course {
  /** When it is paused, which writes a checkpoint. */
  readonly pausedAt?: number;
  readonly rateAt?: readonly [step: number, learningRate: number];
  /** When it is stopped, or its process killed. */
  readonly stoppedAt?: number;
  readonly killedAt?: number;
}

/** Trains as the loop does, but by mini-batches instead of time. */
function train({ trainer, recorder }: Written, { pausedAt, rateAt, stoppedAt, killedAt }: Course = {}): void {
  const report = new ProgressReport(0);
  const tell = (status: TrainingStatus) => recorder.record(report.take(status, trainer, 0));
  while (!trainer.done) {
    if (trainer.epochEnded) {
      const metrics = trainer.evaluateSome();
      if (metrics) report.addEpoch(metrics);
      continue;
    }
    if (trainer.steps === killedAt) return;
    if (trainer.steps === stoppedAt) return tell('stopped');
    if (trainer.steps === pausedAt) tell('paused');
    if (trainer.steps === rateAt?.[0]) {
      trainer.learningRate = rateAt[1];
      tell('running');
    } else if (trainer.steps % REPORT === 0) tell('running');
    report.addLoss(trainer.step()!);
  }
  tell('finished');
}

async function begin(run: string, config: TrainingConfig, build?: Build): Promise<Written> {
  const trainer = await createTrainer(config, '', { build });
  return { trainer, recorder: RunRecorder.begin(run, '', trainer) };
}

/** The numbers of a run by tag and step, as TensorBoard reads them: a restart takes back the later ones. */
function seriesOf(run: string): Map<string, number> {
  const series = new Map<string, { step: number; value: number }>();
  for (const name of fs.readdirSync(run).sort()) {
    if (!name.includes('tfevents')) continue;
    for (const { step, sessionStatus, scalars } of readEvents(fs.readFileSync(path.join(run, name)))) {
      if (sessionStatus === 1) for (const [key, point] of series) if (point.step >= step) series.delete(key);
      for (const [tag, value] of scalars) series.set(`${tag} ${step}`, { step, value });
    }
  }
  return new Map([...series].map(([key, { value }]) => [key, value] as const).sort());
}

const SPIRAL = { source: { generator: 'spiral', samples: 100 } };
const SMALL = { layers: [{ units: 8, activation: 'tanh' }] };

const CONFIGS: Readonly<Record<string, unknown>> = {
  'Adam, shuffled, ended early': {
    data: SPIRAL,
    model: SMALL,
    training: { epochs: 60, earlyStopping: { patience: 4 }, optimizer: { learningRate: 0.05 } },
  },
  'momentum, with replacement, steps': {
    data: SPIRAL,
    model: SMALL,
    training: {
      epochs: 40,
      sampling: 'withReplacement',
      optimizer: { name: 'momentum', learningRate: 0.1 },
      schedule: { name: 'step', epochs: 3 },
    },
  },
  'Nesterov, cosine, numbers to predict': {
    data: { source: { generator: 'sine' } },
    model: { layers: [{ units: 5 }] },
    training: {
      epochs: 30,
      batchSize: 7,
      optimizer: { name: 'nesterov', learningRate: 0.02 },
      schedule: { name: 'cosine' },
    },
  },
};

describe('a run that goes on', function () {
  this.timeout(30_000);
  const root = temporaryFolder();

  for (const [name, input] of Object.entries(CONFIGS)) {
    it(`reaches bit for bit what it would have reached: ${name}`, async () => {
      const config = parseConfig(input);
      const whole = path.join(root(), 'whole');
      train(await begin(whole, config));
      const { steps, metrics } = readRunRecord(whole);
      const [checkpoint, series] = [fs.readFileSync(checkpointOf(whole)), seriesOf(whole)];
      const three = fc.uniqueArray(fc.integer({ min: 1, max: steps - 1 }), { minLength: 3, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(three, async places => {
          const [pausedAt, killedAt, stoppedAt] = places.sort((a, b) => a - b);
          const broken = fs.mkdtempSync(path.join(root(), 'broken-'));
          train(await begin(broken, config), { pausedAt: pausedAt!, killedAt: killedAt! });
          const second = await resumeRun(broken, {});
          assert.equal(second.trainer.steps, pausedAt);
          train(second, { stoppedAt: stoppedAt! });
          assert.deepEqual([readRunRecord(broken).status, readRunRecord(broken).steps], ['stopped', stoppedAt]);
          train(await resumeRun(broken, {}));
          assert.deepEqual(fs.readFileSync(checkpointOf(broken)), checkpoint);
          assert.deepEqual(seriesOf(broken), series);
          const record = readRunRecord(broken);
          assert.deepEqual([record.status, record.resumed], ['finished', [pausedAt, stoppedAt]]);
          assert.deepEqual(record.metrics, metrics);
        }),
        { seed: 20261121, numRuns: 4 },
      );
    });
  }

  it('keeps a learning rate that was set, though it is killed after that', async () => {
    const config = parseConfig({ data: SPIRAL, model: SMALL, training: { epochs: 20 } });
    const rateAt = [37, 0.5] as const;
    const [whole, broken] = [path.join(root(), 'whole'), path.join(root(), 'broken')];
    train(await begin(whole, config), { rateAt });
    train(await begin(broken, config), { rateAt, killedAt: 38 });
    train(await resumeRun(broken, {}));
    assert.deepEqual(readRunRecord(broken).learningRates, [{ step: 37, learningRate: 0.5 }]);
    assert.deepEqual(fs.readFileSync(checkpointOf(broken)), fs.readFileSync(checkpointOf(whole)));
    const rates = [4, 5].map(epoch => seriesOf(whole).get(`learningRate ${8 * epoch}`));
    assert.deepEqual(rates, [Math.fround(0.01), 0.5]); // step 37 is in epoch 5
  });

  it('does so with the kernels it began with, where this machine has them', async () => {
    const config = parseConfig({ data: SPIRAL, model: SMALL, training: { epochs: 3 } });
    for (const build of supportedBuilds()) {
      const [whole, broken] = [path.join(root(), `whole-${build}`), path.join(root(), `broken-${build}`)];
      train(await begin(whole, config, build));
      train(await begin(broken, config, build), { stoppedAt: 10 });
      assert.equal(readRunRecord(broken).summary['kernels'], build);
      const resumed = await resumeRun(broken, {});
      assert.equal(resumed.trainer.build, build);
      train(resumed);
      assert.deepEqual(fs.readFileSync(checkpointOf(broken)), fs.readFileSync(checkpointOf(whole)));
    }
  });

  it('does with those that there are, and says so', async () => {
    const run = path.join(root(), 'run');
    train(await begin(run, parseConfig({ data: SPIRAL, model: SMALL, training: { epochs: 3 } })), { stoppedAt: 10 });
    for (const kernels of [undefined, 'webgpu']) {
      const content = readRunRecord(run);
      writeRunRecord(run, { ...content, summary: { ...content.summary, kernels } });
      const { trainer, recorder } = await resumeRun(run, {});
      assert.equal(trainer.build, supportedBuilds()[0]);
      assert.equal(readRunRecord(run).summary['kernels'], trainer.build);
      train({ trainer, recorder }, { stoppedAt: 12 });
    }
  });

  it('does not where early stopping has ended it, whatever the epochs', async () => {
    const run = path.join(root(), 'run');
    const earlyStopping = { patience: 2, improvement: 1e6 };
    train(await begin(run, parseConfig({ data: SPIRAL, model: SMALL, training: { epochs: 9, earlyStopping } })));
    for (const epochs of [9, 90])
      await assert.rejects(resumeRun(run, { epochs }), { code: 'run-ended-early', args: { folder: run, epochs: 3 } });
  });

  it('may be given more epochs and another rate', async () => {
    const run = path.join(root(), 'run');
    train(await begin(run, parseConfig({ data: SPIRAL, model: SMALL, training: { epochs: 2 } })));
    await assert.rejects(resumeRun(run, {}), { code: 'run-finished', args: { folder: run, epochs: 2 } });
    await assert.rejects(resumeRun(run, { epochs: 1 }), { code: 'run-finished' });
    train(await resumeRun(run, { epochs: 3, learningRate: 0.5 }));
    const { config, learningRates, epochs, status } = readRunRecord(run);
    assert.deepEqual([(config['training'] as { epochs: number }).epochs, epochs, status], [3, 3, 'finished']);
    assert.deepEqual(learningRates, [{ step: 16, learningRate: 0.5 }]);
  });

  it('needs its data as they were', async () => {
    const file = path.join(root(), 'points.csv');
    const text = `x,c\n${Array.from({ length: 20 }, (_, i) => `${i},${i % 2 ? 'a' : 'b'}`).join('\n')}\n`;
    fs.writeFileSync(file, text);
    const run = path.join(root(), 'run');
    const config = parseConfig({ data: { source: 'points.csv' }, training: { epochs: 50 } });
    const trainer = await createTrainer(config, root());
    train({ trainer, recorder: RunRecorder.begin(run, root(), trainer) }, { stoppedAt: 3 });
    assert.equal(readRunRecord(run).folder, '..');
    fs.writeFileSync(file, `${text}30,a\n31,b\n32,a\n33,b\n34,a\n`);
    await assert.rejects(resumeRun(run, {}), { code: 'run-data-changed' });
  });
});

describe('a checkpoint', () => {
  const number = fc.double();
  const state: fc.Arbitrary<TrainerState> = fc.record({
    step: fc.nat(2 ** 40),
    evaluated: fc.boolean(),
    learningRate: fc.double({ min: 1e-300, max: 1e6, noNaN: true }),
    random: fc.array(fc.nat(2 ** 32 - 1), { minLength: 4, maxLength: 4 }),
    firstLoss: fc.option(number, { nil: undefined }),
    tensors: fc.array(number, { maxLength: 6 }).map(
      values =>
        new Map([
          ['W1', { shape: [values.length], data: Float64Array.from(values) }],
          ['optimizer.m.W1', { shape: [values.length], data: Float32Array.from(values) }],
        ]),
    ),
    updates: fc.nat(),
    early: fc.option(fc.record({ best: number, epoch: fc.nat(), restored: fc.boolean() }, { noNullPrototype: true }), {
      nil: undefined,
    }),
  });

  it('holds a state exactly', () => {
    fc.assert(
      fc.property(state, each => {
        assert.deepEqual(decodeState(encodeState(each)), { ...each });
      }),
      { seed: 20261121 },
    );
  });

  it('that is none is told', () => {
    const [sample] = fc.sample(state, { numRuns: 1, seed: 1 });
    const text = Buffer.from(encodeState(sample!)).toString('latin1');
    const code = (changed: string): unknown => {
      try {
        decodeState(Buffer.from(changed, 'latin1'));
      } catch (error) {
        assert.ok(error instanceof Problem);
        return error.args['key'] ?? error.code;
      }
      return undefined;
    };
    assert.equal(code(text.replace('"nabla"', '"other"')), 'format');
    assert.equal(code(text.replace('"version":"1"', '"version":"2"')), 'version');
    assert.equal(code(text.replace(/"step":"\d/, '"step":"x')), 'step');
    assert.equal(code(text.slice(0, 50)), 'safetensors-short');
  });
});
