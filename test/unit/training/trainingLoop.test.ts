import * as assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { parseConfig } from '../../../src/training/config';
import type { TrainingProgress } from '../../../src/training/progress';
import type { TrainerState } from '../../../src/training/state';
import { createTrainer } from '../../../src/training/createTrainer';
import type { Trainer } from '../../../src/training/trainer';
import { TrainingControl } from '../../../src/training/trainingControl';
import { runTraining } from '../../../src/training/trainingLoop';
import { partOf, regression, trainerOn } from './trainings';

/** A training of the default network, of many epochs unless it says otherwise. */
function trainerOf(training: object = { epochs: 1_000_000 }): Promise<Trainer> {
  return createTrainer(parseConfig({ training }), '.');
}

/** A sink that keeps what it gets, and lets a test wait for it. */
class Recorder {
  readonly all: TrainingProgress[] = [];
  private readonly waiting: { until: (progress: TrainingProgress) => boolean; resolve: () => void }[] = [];

  readonly sink = (progress: TrainingProgress): void => {
    this.all.push(progress);
    for (const { until, resolve } of this.waiting) if (until(progress)) resolve();
  };

  next(until: (progress: TrainingProgress) => boolean = () => true): Promise<void> {
    return new Promise(resolve => this.waiting.push({ until, resolve }));
  }

  /** Every loss, checked to be told once and in order. */
  losses(): number[] {
    const losses: number[] = [];
    for (const progress of this.all) {
      assert.equal(progress.firstStep, losses.length + 1);
      losses.push(...progress.losses);
      assert.equal(progress.step, losses.length);
    }
    return losses;
  }
}

describe('a running training', () => {
  it('tells every loss and epoch once, and how it ended', async () => {
    const recorder = new Recorder();
    const status = await runTraining(await trainerOf({ epochs: 20 }), new TrainingControl(), recorder.sink, {
      interval: 5,
    });
    assert.equal(status, 'finished');
    assert.deepEqual(
      recorder.all.map(progress => progress.status).filter(each => each !== 'running'),
      ['finished'],
    );
    const expected = await trainerOf({ epochs: 20 });
    const losses: number[] = [];
    while (!expected.done) {
      if (expected.epochEnded) expected.evaluateSome();
      else losses.push(expected.step()!);
    }
    assert.deepEqual(recorder.losses(), losses);
    const epochs = recorder.all.flatMap(progress => progress.epochs).map(({ epoch }) => epoch);
    assert.deepEqual(
      epochs,
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    assert.ok(recorder.all.at(-1)!.stepsPerSecond > 0);
  });

  it('stops, and does no mini-batch after that', async () => {
    const [trainer, control, recorder] = [await trainerOf(), new TrainingControl(), new Recorder()];
    const running = runTraining(trainer, control, recorder.sink);
    await recorder.next();
    control.stop();
    const { steps } = trainer;
    control.resume(); // nothing takes it back
    assert.equal(await running, 'stopped');
    assert.equal(trainer.steps, steps);
    assert.equal(recorder.all.at(-1)!.status, 'stopped');
    assert.equal(recorder.losses().length, steps);
  });

  it('stands still while it is paused, and goes on as if it had not been', async () => {
    const [trainer, control, recorder] = [await trainerOf({ epochs: 2000 }), new TrainingControl(), new Recorder()];
    const running = runTraining(trainer, control, recorder.sink, { interval: 5 });
    await recorder.next();
    control.pause();
    await recorder.next(({ status }) => status === 'paused');
    const { steps } = trainer;
    const cpu = process.cpuUsage();
    await setTimeout(100);
    const { user, system } = process.cpuUsage(cpu);
    assert.equal(trainer.steps, steps);
    assert.ok(user + system < 60_000, `${user + system} µs`);
    control.resume();
    assert.equal(await running, 'finished');
    const statuses = recorder.all.map(({ status }) => status).filter((status, i, all) => status !== all[i - 1]);
    assert.deepEqual(statuses, ['running', 'paused', 'running', 'finished']);
    const undisturbed = new Recorder();
    await runTraining(await trainerOf({ epochs: 2000 }), new TrainingControl(), undisturbed.sink);
    assert.deepEqual(recorder.losses(), undisturbed.losses());
  });

  it('takes a learning rate, stop and resume while it is paused, even while it tells of the pause', async () => {
    const [trainer, control, recorder] = [await trainerOf(), new TrainingControl(), new Recorder()];
    control.pause();
    const running = runTraining(trainer, control, progress => {
      recorder.sink(progress);
      if (recorder.all.length === 1) control.resume();
    });
    await recorder.next(({ status }) => status === 'running');
    control.pause();
    await recorder.next(({ status }) => status === 'paused');
    control.setLearningRate(0.5);
    await recorder.next(({ learningRate }) => learningRate === 0.5);
    assert.equal(recorder.all.at(-1)!.status, 'paused');
    control.stop();
    assert.equal(await running, 'stopped');
    assert.equal(trainer.learningRate, 0.5);
  });

  it('lets others have the thread', async () => {
    const [control, recorder] = [new TrainingControl(), new Recorder()];
    const running = runTraining(await trainerOf(), control, recorder.sink);
    for (let i = 0; i < 5; i++) await setTimeout(1); // would never come back otherwise
    control.stop();
    await running;
  });

  it('says where it diverged, and ends', async () => {
    const [trainer, recorder] = [await trainerOf(), new Recorder()];
    for (let i = 0; i < 3; i++) trainer.step();
    trainer.model.values[0] = NaN;
    assert.equal(await runTraining(trainer, new TrainingControl(), recorder.sink), 'diverged');
    const { status, step, losses, divergence } = recorder.all.at(-1)!;
    assert.deepEqual([status, step, [...losses]], ['diverged', 3, []]);
    assert.deepEqual([divergence?.step, divergence?.kind, divergence?.parameter], [4, 'parameter', 'W1']);
  });

  /** A training of a linear model that grows by a factor each step until its learning rate is lowered. */
  function growing(): Promise<Trainer> {
    const part = partOf(regression([[1], [2], [3]], [[2], [4], [6]]));
    const optimizer = { name: 'sgd', learningRate: 1 };
    return trainerOn(part, { model: { layers: [] }, training: { batchSize: 'full', epochs: 200, optimizer } });
  }

  const isPaused = ({ status }: TrainingProgress) => status === 'paused';

  it('pauses where it diverges, if asked to, and goes on with a lower learning rate', async () => {
    const [trainer, control, recorder] = [await growing(), new TrainingControl(), new Recorder()];
    const running = runTraining(trainer, control, recorder.sink, { onDivergence: 'pause' });
    await recorder.next(isPaused);
    const { divergence, step } = recorder.all.at(-1)!;
    assert.deepEqual([divergence?.reason, divergence?.step, divergence?.recoverable], ['growth', step + 1, true]);
    control.setLearningRate(0.1);
    await recorder.next(({ learningRate }) => learningRate === 0.1);
    assert.equal(recorder.all.at(-1)!.status, 'paused');
    assert.equal(recorder.all.at(-1)!.divergence?.step, step + 1);
    control.resume();
    assert.equal(await running, 'finished');
    const { status, divergence: none } = recorder.all.at(-1)!;
    assert.deepEqual([status, none], ['finished', undefined]);
    const losses = recorder.losses();
    assert.equal(losses.length, 200);
    assert.ok(losses.at(-1)! < 1);
  });

  it('pauses again where nothing was changed, and ends as diverged when it is stopped', async () => {
    const [trainer, control, recorder] = [await growing(), new TrainingControl(), new Recorder()];
    const running = runTraining(trainer, control, recorder.sink, { onDivergence: 'pause' });
    await recorder.next(isPaused);
    const { step } = recorder.all.at(-1)!;
    control.resume();
    await recorder.next(progress => isPaused(progress) && progress.step > step);
    control.stop();
    assert.equal(await running, 'diverged');
    const { status, divergence } = recorder.all.at(-1)!;
    assert.equal(status, 'diverged');
    assert.ok(divergence!.step > step + 1);
  });

  it('stays paused where its first parameters are bad', async () => {
    const [trainer, control, recorder] = [await trainerOf(), new TrainingControl(), new Recorder()];
    trainer.model.values[0] = Infinity;
    const running = runTraining(trainer, control, recorder.sink, { onDivergence: 'pause' });
    await recorder.next(isPaused);
    assert.equal(recorder.all.at(-1)!.divergence?.recoverable, false);
    control.resume();
    await recorder.next();
    assert.equal(recorder.all.at(-1)!.status, 'paused');
    control.stop();
    assert.equal(await running, 'diverged');
    assert.equal(trainer.steps, 0);
  });

  it('says which epoch early stopping found best, once it has ended', async () => {
    const recorder = new Recorder();
    const trainer = await trainerOf({ epochs: 200, earlyStopping: { patience: 2, improvement: 0.05 } });
    assert.equal(await runTraining(trainer, new TrainingControl(), recorder.sink, { interval: 0 }), 'finished');
    const last = recorder.all.at(-1)!;
    const epochs = recorder.all.flatMap(progress => progress.epochs).length;
    assert.ok(epochs < 200);
    assert.equal(last.bestEpoch, epochs - 2);
    assert.ok(recorder.all.slice(0, -1).every(({ bestEpoch }) => bestEpoch === undefined));
  });

  it('may have its state taken whenever it tells something', async () => {
    const [trainer, control, recorder] = [await trainerOf({ epochs: 1000 }), new TrainingControl(), new Recorder()];
    const states: TrainerState[] = [];
    const sink = (progress: TrainingProgress) => {
      states.push(trainer.state());
      recorder.sink(progress);
    };
    await runTraining(trainer, control, sink, { interval: 0 });
    assert.ok(states.length > 2);
    const end = trainer.state();
    for (const state of [states[0]!, states[states.length >> 1]!, states.at(-1)!]) {
      const other = await trainerOf({ epochs: 1000 });
      other.restore(state);
      await runTraining(other, new TrainingControl(), () => undefined);
      assert.deepEqual(other.state(), end);
    }
  });

  it('waits for whoever takes what it tells', async () => {
    const [trainer, control] = [await trainerOf(), new TrainingControl()];
    let open = true;
    const running = runTraining(
      trainer,
      control,
      async () => {
        assert.ok(open);
        open = false;
        const { steps } = trainer;
        await setTimeout(20);
        assert.equal(trainer.steps, steps);
        open = true;
        if (steps > 1000) control.stop();
      },
      { interval: 1 },
    );
    assert.equal(await running, 'stopped');
  });
});
