import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import {
  curvesStateSchema,
  isGenerator,
  trainStateSchema,
  type DataSource,
  type TrainForm,
} from '../../../../src/editor/training/messages';
import { TrainingSession, type Engine, type EngineNews } from '../../../../src/editor/training/session';
import { Problem } from '../../../../src/numerics/problem';
import type {
  DataDescription,
  EpochMetrics,
  Reading,
  TrainingProgress,
  TrainingSummary,
} from '../../../../src/processes/train/protocol';
import type { DataConfig } from '../../../../src/training/config';
import type { Divergence } from '../../../../src/training/progress';
import { progressText } from '../../../../src/words/trainingRun';
import { decodeDoubles, encodeDoubles } from '../../../../src/editor/webviewProtocol';

const DESCRIPTION: DataDescription = {
  samples: 300,
  features: 2,
  task: 'classification',
  classes: ['0', '1'],
  labels: ['class'],
  columns: [],
};
const SUMMARY: TrainingSummary = {
  trainSamples: 240,
  testSamples: 60,
  features: 2,
  classes: ['0', '1'],
  score: 'accuracy',
  parameters: 354,
  stepsPerEpoch: 2,
  epochs: 100,
  kernels: 'typescript',
  threads: 1,
};

/** An engine that does what the test says, and remembers what it was asked. */
class FakeEngine implements Engine {
  readonly asked: string[] = [];
  describe = ({ source }: DataConfig): Promise<DataDescription> => {
    this.asked.push(`describe ${typeof source === 'object' && 'generator' in source ? source.generator : 'a file'}`);
    return Promise.resolve(DESCRIPTION);
  };
  start = (): Promise<TrainingSummary> => this.note('start', SUMMARY);
  pause = () => this.note('pause', undefined);
  resume = () => this.note('resume', undefined);
  stop = () => this.note('stop', undefined);
  setLearningRate = (rate: number) => this.note(`rate ${rate}`, undefined);

  private note<Answer>(what: string, answer: Answer): Promise<Answer> {
    this.asked.push(what);
    return Promise.resolve(answer);
  }
}

function progressOf(firstStep: number, losses: number[], change: Partial<TrainingProgress> = {}): TrainingProgress {
  return {
    kind: 'progress',
    status: 'running',
    firstStep,
    losses: Float32Array.from(losses),
    epochs: [],
    step: firstStep + losses.length - 1,
    stepsPerSecond: 100,
    learningRate: 0.01,
    ...change,
  };
}

function epochOf(epoch: number): EpochMetrics {
  const figures = { loss: 1 / epoch, score: 1 - 1 / (epoch + 1) };
  return { epoch, step: 2 * epoch, train: figures, test: figures };
}

function open(kept: Record<string, unknown> = {}) {
  const engine = new FakeEngine();
  const errors: unknown[] = [];
  let news: EngineNews | undefined;
  const sources: DataSource[] = [
    { id: 'spiral', name: 'Spiral' },
    { id: 'file:///w/a.csv', name: 'a.csv' },
  ];
  const session = new TrainingSession({
    connect: hears => {
      news = hears;
      return engine;
    },
    locate: source =>
      isGenerator(source)
        ? { name: source, folder: '', path: undefined }
        : { name: source.slice(10), folder: '/w', path: source.slice(10) },
    findSources: () => Promise.resolve(sources),
    kept: {
      get: (key: string) => kept[key],
      update: (key, value) => Promise.resolve(void (kept[key] = value)),
    },
    logError: error => errors.push(error),
  });
  const edit = (change: Partial<TrainForm>) => session.edit({ ...session.trainState().form, ...change });
  return { session, engine, errors, news: news!, edit, kept };
}

/** As a training with a rate that is far too high comes to it. */
const DIVERGENCE: Divergence = {
  step: 2,
  reason: 'notFinite',
  kind: 'gradient',
  layer: 1,
  parameter: 'W1',
  index: [0, 3],
  value: -Infinity,
  recoverable: true,
};

/** A message as a page gets it. */
function asSent(message: unknown): unknown {
  return decodeDoubles(structuredClone(encodeDoubles(message)));
}

/** Lets everything that was promised happen. */
const settled = () => new Promise(resolve => setImmediate(resolve));

const START = { kind: 'start' } as const;

describe('the training of a window', () => {
  it('has a state its pages accept, from the first moment to the last', async () => {
    const { session, news } = open();
    const expectValid = () => {
      v.parse(trainStateSchema, asSent(session.trainState()));
      v.parse(curvesStateSchema, asSent(session.curvesState(false)));
    };
    expectValid();
    await session.open();
    expectValid();
    void session.control(START);
    expectValid();
    await settled();
    news.progress(progressOf(1, [0.7, 0.6], { epochs: [epochOf(1)] }));
    expectValid();
    news.progress(progressOf(3, [NaN], { epochs: [{ ...epochOf(2), test: { loss: Infinity, score: 0.5 } }] }));
    expectValid();
    news.progress(progressOf(4, [NaN], { status: 'paused', divergence: DIVERGENCE }));
    expectValid();
    news.ended(new Problem('training-process', { reason: 'SIGKILL' }));
    expectValid();
  });

  it('counts R² of numbers, and nothing of a model that cannot predict', async () => {
    const { session, engine, news } = open();
    engine.describe = () => Promise.resolve({ ...DESCRIPTION, task: 'regression', classes: [], labels: ['y'] });
    await session.open();
    const starting = session.control(START);
    assert.equal(session.run!.state().score, 'r2');
    await starting;
    assert.equal(session.run!.state().score, 'accuracy'); // of the stand-in, which knows better
    const lost = { loss: 0.5, score: null };
    news.progress(progressOf(1, [0.5, 0.5], { epochs: [{ ...epochOf(1), train: lost, test: lost }] }));
    const { score, scores } = session.run!.state();
    assert.deepEqual([score, scores], [undefined, undefined]);
    assert.deepEqual(session.run!.linesOfPanel().testScore.ys, Float64Array.of(NaN));
  });

  it('starts once the data are described, and tells how far they are', async () => {
    const { session, engine, news } = open();
    const reading = (done: number): Reading => ({ kind: 'reading', source: 'spiral', done, total: 4 });
    let answer: (description: DataDescription) => void = () => assert.fail('not asked');
    engine.describe = () => new Promise(resolve => (answer = resolve));
    void session.open();
    const starting = session.control(START);
    news.reading(reading(1));
    assert.deepEqual(session.trainState().data, { kind: 'reading', reading: reading(1) });
    assert.deepEqual(session.run!.state().reading, reading(1));
    assert.deepEqual(engine.asked, []);
    answer(DESCRIPTION);
    await starting;
    assert.deepEqual(engine.asked, ['start']);
    news.reading(reading(4)); // late
    assert.deepEqual([session.run!.status, session.run!.state().reading], ['running', undefined]);
    assert.equal(session.trainState().data.kind, 'described');
  });

  it('is stopped, and not failed, when it is stopped while its data are read', async () => {
    const { session, engine } = open();
    let cancel: () => void = () => assert.fail('not started');
    engine.start = () => new Promise((_, reject) => (cancel = () => reject(new Problem('cancelled'))));
    engine.stop = () => Promise.resolve(void cancel());
    const starting = session.control(START);
    await settled();
    await session.control({ kind: 'stop' });
    await starting;
    const { status, problem, epoch, step } = session.run!.state();
    assert.deepEqual([status, problem, epoch, step], ['stopped', undefined, 1, 0]);
    assert.ok(session.canStart);
  });

  it('never starts what was stopped before its data were described', async () => {
    const { session, engine } = open();
    let answer: (description: DataDescription) => void = () => assert.fail('not asked');
    engine.describe = () => new Promise(resolve => (answer = resolve));
    void session.open();
    const starting = session.control(START);
    await session.control({ kind: 'stop' });
    assert.equal(session.run!.status, 'stopped');
    answer(DESCRIPTION);
    await starting;
    assert.deepEqual(engine.asked, []);
  });

  it('can stop a training that waits for other data than the one stopped before it', async () => {
    const { session, engine, edit } = open();
    const answers: ((description: DataDescription) => void)[] = [];
    engine.describe = () => new Promise(resolve => answers.push(resolve));
    void session.open();
    const first = session.control(START);
    await session.control({ kind: 'stop' });
    edit({ source: 'moons' });
    const second = session.control(START);
    answers[0]!(DESCRIPTION);
    await first;
    await session.control({ kind: 'stop' });
    assert.equal(session.run!.status, 'stopped');
    answers[1]!(DESCRIPTION);
    await second;
    assert.deepEqual(engine.asked, []);
  });

  it('keeps a diverged training to go on with, and why it waits until it does', async () => {
    const { session, engine, news } = open();
    await session.control(START);
    news.progress(progressOf(1, [0.5, NaN], { status: 'paused', divergence: DIVERGENCE }));
    assert.deepEqual(session.run!.state().divergence, { ...DIVERGENCE, learningRate: 0.01 });
    assert.ok(session.run!.isOn);
    news.progress(progressOf(3, [], { status: 'paused', divergence: DIVERGENCE, learningRate: 0.001 }));
    const { learningRate, divergence } = session.run!.state(); // lowered since
    assert.deepEqual([learningRate, divergence?.learningRate], [0.001, 0.01]);
    await session.control({ kind: 'resume' });
    assert.deepEqual(engine.asked, ['start', 'resume']);
    news.progress(progressOf(3, [0.4]));
    assert.equal(session.run!.state().divergence, undefined);
  });

  it('ends a training that waits in vain, so that another can start', async () => {
    const { session, engine, news } = open();
    await session.control(START);
    const divergence = { ...DIVERGENCE, recoverable: false };
    news.progress(progressOf(1, [0.5, NaN], { status: 'paused', divergence }));
    assert.deepEqual(engine.asked, ['start', 'stop']);
    news.progress(progressOf(2, [], { status: 'diverged', divergence }));
    assert.equal(session.run!.status, 'diverged');
    assert.ok(session.canStart);
  });

  it('leaves no samples of other data out because that was chosen for some', () => {
    const { session, edit } = open();
    edit({ source: 'file:///w/a.csv' });
    edit({ missing: 'drop', task: 'regression' });
    edit({ source: 'file:///w/b.csv' });
    const { missing, task } = session.trainState().form;
    assert.deepEqual([missing, task], ['error', 'auto']);
  });

  it('gives up a loss that was chosen for other data', () => {
    const { session, edit } = open();
    edit({ loss: 'binaryCrossEntropy', seed: '3' });
    assert.equal(session.trainState().form.loss, 'binaryCrossEntropy');
    edit({ source: 'blobs' });
    assert.equal(session.trainState().form.loss, 'auto');
  });

  it('tells the epoch it is in, and after the end the last one', async () => {
    const epochAt = async (step: number, status: TrainingProgress['status'], change = {}) => {
      const { session, news } = open();
      await session.control(START);
      news.progress(progressOf(1, Array<number>(step).fill(0.5), { status, ...change }));
      return session.run!.state();
    };
    assert.equal((await epochAt(4, 'running')).epoch, 3); // two steps an epoch
    assert.equal((await epochAt(200, 'running')).epoch, 100);
    assert.equal((await epochAt(3, 'stopped')).epoch, 2);
    assert.equal((await epochAt(0, 'stopped')).epoch, 1);
    const early = await epochAt(24, 'finished', { bestEpoch: 7 });
    assert.deepEqual([early.epoch, early.bestEpoch], [12, 7]);
    assert.equal(progressText(early), 'Finished early · epoch 12/100 · step 24 · best: epoch 7');
  });

  it('begins with the spiral and what is known of it', async () => {
    const { session, engine } = open();
    assert.deepEqual(session.trainState().data, { kind: 'reading' });
    await session.open();
    assert.deepEqual(engine.asked, ['describe spiral']);
    assert.deepEqual(session.trainState().data, { kind: 'described', description: DESCRIPTION });
    assert.deepEqual(session.curvesState(true), { kind: 'empty', restored: true, canStart: true });
  });

  it('draws what the engine tells: losses by step, accuracies by epoch', async () => {
    const { session, news } = open();
    await session.control(START);
    news.progress(progressOf(1, [0.75, 0.5], { epochs: [epochOf(1)] }));
    news.progress(progressOf(3, [0.25]));
    const { run } = session.trainState();
    assert.equal(run!.status, 'running');
    assert.deepEqual([run!.step, run!.steps, run!.epoch, run!.epochs, run!.loss], [3, 200, 2, 100, 0.25]);
    const state = session.curvesState(false);
    assert.ok(state.kind === 'run');
    assert.deepEqual(state.run.lines.loss, { xs: Float64Array.of(1, 2, 3), ys: Float64Array.of(0.75, 0.5, 0.25) });
    assert.deepEqual(state.run.lines.testScore, { xs: Float64Array.of(1), ys: Float64Array.of(0.5) });
    assert.deepEqual(state.epochs.testLoss, Float64Array.of(1));
    assert.equal(state.run.name, 'spiral · 16 tanh → 16 tanh · Adam 0.01');
  });

  it('starts only one training, and nothing that is wrong', async () => {
    const { session, engine, edit } = open();
    edit({ epochs: 'x' });
    assert.equal(session.canStart, false);
    await session.control(START);
    edit({ epochs: '5' });
    await session.control(START);
    await session.control(START);
    assert.deepEqual(
      engine.asked.filter(each => each === 'start'),
      ['start'],
    );
  });

  it('passes pause, resume, stop and a learning rate on while a training is on', async () => {
    const { session, engine, news, edit } = open();
    await session.control({ kind: 'pause' });
    await session.applyLearningRate();
    assert.deepEqual(engine.asked, []);
    await session.control(START);
    await session.control({ kind: 'pause' });
    news.progress(progressOf(1, [0.5], { status: 'paused' }));
    edit({ learningRate: '0.5' });
    await session.applyLearningRate();
    edit({ learningRate: 'x' });
    await session.applyLearningRate();
    await session.control({ kind: 'resume' });
    await session.control({ kind: 'stop' });
    assert.deepEqual(engine.asked, ['start', 'pause', 'rate 0.5', 'resume', 'stop']);
  });

  it('has failed when the engine dies, keeps its curves, and can start again', async () => {
    const { session, news } = open();
    await session.control(START);
    news.progress(progressOf(1, [0.5, 0.25]));
    news.ended(new Problem('training-process', { reason: 'SIGKILL' }));
    const { run } = session.trainState();
    assert.equal(run!.status, 'failed');
    assert.equal(run!.problem!.code, 'training-process');
    assert.equal(run!.lines.loss.xs.length, 2);
    news.progress(progressOf(3, [0.1])); // of nobody
    assert.equal(session.run!.state().step, 2);
    assert.ok(session.canStart);
    await session.control(START);
    assert.equal(session.run!.state().step, 0);
    assert.equal(session.run!.status, 'running');
  });

  it('tells why a training could not begin; a fault of its own goes to the log', async () => {
    const { session, engine, errors } = open();
    engine.start = () => Promise.reject(new Problem('data-not-found', { source: 'a.csv' }));
    await session.control(START);
    assert.equal(session.trainState().run!.problem!.code, 'data-not-found');
    assert.deepEqual(errors, []);
    engine.start = () => Promise.reject(new TypeError('a fault'));
    await session.control(START);
    assert.equal(session.trainState().run!.problem!.code, 'internal');
    assert.equal(errors.length, 1);
  });

  it('asks about data when another source or label is chosen, and takes the newest answer only', async () => {
    const { session, engine, edit } = open();
    await session.open();
    const answers: ((description: DataDescription) => void)[] = [];
    engine.describe = () => new Promise(resolve => answers.push(resolve));
    edit({ source: 'file:///w/a.csv', label: 'left over' });
    assert.equal(session.trainState().form.label, ''); // another file has other columns
    edit({ label: 'kind' });
    edit({ seed: '3' });
    assert.equal(answers.length, 2);
    answers[1]!({ ...DESCRIPTION, samples: 2 });
    answers[0]!({ ...DESCRIPTION, samples: 1 });
    await settled();
    const { data } = session.trainState();
    assert.ok(data.kind === 'described');
    assert.equal(data.description.samples, 2);
  });

  it('cannot start on data that cannot be read', async () => {
    const { session, engine } = open();
    engine.describe = () => Promise.reject(new Problem('csv-empty', { source: 'a.csv' }));
    session.chooseSource({ id: 'file:///w/other.csv', name: 'other.csv' });
    await settled();
    const { data, sources, form } = session.trainState();
    assert.ok(data.kind === 'wrong' && data.problem.code === 'csv-empty');
    assert.equal(session.canStart, false);
    assert.equal(form.source, 'file:///w/other.csv');
    assert.ok(sources.some(({ name }) => name === 'other.csv'));
    await session.refreshSources();
    assert.equal(session.trainState().sources.at(-1)!.name, 'other.csv'); // chosen, though not found
  });

  it('keeps the form, and begins anew where what was kept is of no use', () => {
    const { edit, kept } = open();
    edit({ seed: '9' });
    assert.equal(open(kept).session.trainState().form.seed, '9');
    assert.equal(open({ 'nabla.training.form': { seed: 9 } }).session.trainState().form.seed, '1');
  });

  it('tells of every change until nobody listens', async () => {
    const { session, news } = open();
    let changes = 0;
    const unsubscribe = session.onDidChange(() => changes++);
    await session.control(START);
    const before = changes;
    assert.ok(before >= 2);
    news.progress(progressOf(1, [0.5]));
    assert.equal(changes, before + 1);
    unsubscribe();
    news.progress(progressOf(2, [0.5]));
    assert.equal(changes, before + 1);
  });

  it('needs no more memory for a long training than for a short one', async () => {
    const { session, news } = open();
    await session.control(START);
    for (let i = 0; i < 100; i++) {
      const losses = Array<number>(10_000).fill(0.5);
      if (i === 57) losses[1234] = 9;
      const epochs = Array.from({ length: 20 }, (_, e) => epochOf(20 * i + e + 1));
      news.progress(progressOf(10_000 * i + 1, losses, { epochs }));
    }
    const state = session.curvesState(false);
    assert.ok(state.kind === 'run');
    const { xs, ys } = state.run.lines.loss;
    assert.ok(xs.length <= 2000);
    assert.equal(ys[xs.indexOf(571_235)], 9);
    assert.equal(state.epochs.epoch.length, 100);
    assert.equal(state.epochs.epoch.at(-1), 2000);
    assert.ok(session.trainState().run!.lines.loss.xs.length <= 200);
  });
});
