import * as assert from 'node:assert/strict';
import { partOf, regression, run, trainerOf, trainerOn } from './trainings';

/** ReLU and identity, so that nothing keeps numbers small. */
const unbounded = (learningRate: number, optimizer: object = { name: 'sgd' }) => ({
  model: { layers: [{ units: 8, activation: 'relu' }, { units: 8, activation: 'identity' }] }, // prettier-ignore
  training: { epochs: 20, optimizer: { ...optimizer, learningRate } },
});

/** y = 2x and a linear model: descent converges for α < 2 / mean x², and grows exponentially beyond. */
const line = () => partOf(regression([[1], [2], [3]], [[2], [4], [6]]));
const linear = (learningRate: number, epochs = 1000, training: object = {}) => ({
  model: { layers: [] },
  training: { epochs, batchSize: 'full', optimizer: { name: 'sgd', learningRate }, ...training },
});

describe('a training that diverges', () => {
  it('does not do the mini-batch whose loss is not finite, and names the first such number', async () => {
    const trainer = await trainerOf(unbounded(1));
    trainer.learningRate = 1e30;
    const { losses } = run(trainer);
    assert.equal(trainer.done, true);
    assert.equal(trainer.finished, false);
    assert.equal(trainer.steps, losses.length);
    assert.ok(losses.length > 0 && losses.every(Number.isFinite));
    const { step, reason, kind, layer, parameter, value, recoverable } = trainer.divergence!;
    assert.deepEqual([step, reason, recoverable], [losses.length + 1, 'notFinite', true]);
    assert.deepEqual([kind, layer, parameter], ['output', 2, 'W2']);
    assert.ok(!Number.isFinite(value));
    assert.ok(trainer.model.values.every(Number.isFinite));
  });

  it('names the input where a feature is not finite', async () => {
    const part = partOf(regression([[1], [2], [NaN]], [[1], [2], [3]]));
    const trainer = await trainerOn(part, linear(0.1));
    run(trainer);
    assert.deepEqual(trainer.divergence, {
      step: 1,
      reason: 'notFinite',
      kind: 'input',
      index: [2, 0],
      value: NaN,
      recoverable: false,
    });
  });

  it('names the parameter where one is not finite from the beginning', async () => {
    const trainer = await trainerOf({});
    trainer.model.parameters[2]!.values[5] = NaN;
    run(trainer);
    assert.deepEqual(trainer.divergence, {
      step: 1,
      reason: 'notFinite',
      kind: 'parameter',
      layer: 2,
      parameter: 'W2',
      index: [0, 5],
      value: NaN,
      recoverable: false,
    });
    assert.equal(trainer.recover(), false);
  });

  it('names the parameter that an update made infinite, and takes the update back', async () => {
    // ∂L/∂w = −mean 2x² = −28/3, ∂L/∂b = −4: ·1e38 is beyond the floats of 32 bits.
    const trainer = await trainerOn(line(), linear(1e6));
    trainer.learningRate = 1e38;
    trainer.model.values.set([0, 0]);
    assert.equal(trainer.step(), undefined);
    const { divergence } = trainer;
    assert.deepEqual([divergence?.kind, divergence?.parameter, divergence?.index], ['parameter', 'W1', [0, 0]]);
    assert.deepEqual([divergence?.step, divergence?.value, trainer.steps], [1, Infinity, 0]);
    assert.deepEqual([...trainer.model.values], [0, 0]);
    assert.equal(divergence?.recoverable, true);
  });

  it('names a gradient that is not finite', async () => {
    // y = 0 has the loss ½ · 10²⁰, but the slope −10³⁰ · 10¹⁰.
    const trainer = await trainerOn(partOf(regression([[1e30]], [[1e10]])), linear(0.1));
    trainer.model.values.fill(0);
    assert.equal(trainer.step(), undefined);
    const { step, kind, layer, parameter, index, value } = trainer.divergence!;
    assert.deepEqual([step, kind, layer, parameter, index, value], [1, 'gradient', 1, 'W1', [0, 0], -Infinity]);
    assert.deepEqual([...trainer.model.values], [0, 0]);
  });

  it('is noticed by its growth, long before numbers are infinite', async () => {
    const trainer = await trainerOn(line(), linear(1));
    const { losses } = run(trainer);
    const { reason, kind, value, recoverable, step } = trainer.divergence!;
    assert.deepEqual([reason, kind, recoverable, step], ['growth', 'loss', true, losses.length + 1]);
    // The slope is moved further than the intercept: by mean x e against mean e, x from 1 to 3.
    const { layer, parameter, index } = trainer.divergence!;
    assert.deepEqual([layer, parameter, index], [1, 'W1', [0, 0]]);
    const ofZero = (4 + 16 + 36) / 6;
    const bound = 1e6 * (1 + losses[0]! + ofZero);
    assert.ok(value > bound && value < 1e3 * bound);
    assert.ok(losses.every(loss => loss <= bound));
  });

  it('names the largest number where it has grown', async () => {
    const trainer = await trainerOn(line(), { model: { layers: [{ units: 2, activation: 'identity' }] } });
    trainer.step();
    const { values } = trainer.model;
    values.fill(1);
    values[5] = -1e9; // W1 [1, 2], b1 [2], W2 [2, 1], b2 [1]
    run(trainer);
    const { reason, layer, parameter, index } = trainer.divergence!;
    assert.deepEqual([reason, layer, parameter, index], ['growth', 2, 'W2', [1, 0]]);
  });

  it('is not what large targets after small ones are', async () => {
    // One sample a batch: the first loss may be 0, another 5e9; their mean is learned all the same.
    const x = Array.from({ length: 50 }, (_, i) => [i % 10 === 0 ? 1 : 0]);
    const part = partOf(regression(x, x.map(([value]) => [1e5 * value!]))); // prettier-ignore
    for (const seed of [1, 2, 3]) {
      const trainer = await trainerOn(part, linear(0.1, 10, { batchSize: 1, seed }));
      run(trainer);
      assert.equal(trainer.divergence, undefined);
    }
  });

  it('goes on with a lower learning rate, from before the update that led astray', async () => {
    for (const optimizer of [
      { name: 'sgd' },
      { name: 'momentum' },
      { name: 'nesterov' },
      { name: 'nesterov', form: 'book' },
      { name: 'adam' },
    ]) {
      // prettier-ignore
      const trainer = await trainerOf(unbounded(1e6, optimizer));
      // Not finite soon, or growing.
      trainer.learningRate = 1e25;
      run(trainer);
      assert.ok(trainer.divergence?.recoverable, JSON.stringify(optimizer));
      const { steps } = trainer;
      trainer.learningRate = 0.01;
      assert.equal(trainer.recover(), true);
      const { epochs } = run(trainer);
      assert.equal(trainer.divergence, undefined);
      assert.equal(trainer.steps, trainer.totalSteps);
      assert.ok(trainer.steps > steps);
      assert.ok(epochs.at(-1)!.train.loss < 1, JSON.stringify(optimizer));
    }
  });

  it('goes on where it has grown, judged anew from there', async () => {
    const trainer = await trainerOn(line(), linear(1));
    run(trainer);
    assert.equal(trainer.divergence?.reason, 'growth');
    trainer.learningRate = 0.1;
    assert.equal(trainer.recover(), true);
    const { losses } = run(trainer);
    assert.equal(trainer.divergence, undefined);
    assert.ok(losses[0]! > 1e5 && losses.at(-1)! < 1e-6);
  });

  it('that cannot go on as it is diverges again at once', async () => {
    const trainer = await trainerOn(line(), linear(1));
    trainer.learningRate = 1e37;
    run(trainer);
    assert.equal(trainer.recover(), true);
    const { losses } = run(trainer);
    assert.ok(losses.length < 3);
    assert.notEqual(trainer.divergence, undefined);
  });

  it('takes back exactly one update, with what the optimizer keeps', async () => {
    for (const name of ['momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam']) {
      const trainer = await trainerOf({ training: { optimizer: { name } } });
      for (let i = 0; i < 5; i++) trainer.step();
      const [before, random] = [trainer.state(), trainer.state().random];
      trainer.step();
      trainer.model.values.fill(NaN); // as if the update had
      assert.equal(trainer.step(), undefined);
      const { tensors, updates, step } = trainer.state();
      assert.deepEqual([tensors, updates, step], [before.tensors, before.updates, 6]);
      assert.deepEqual(trainer.state().random, random);
    }
  });

  it('is noticed at the end of an epoch, too', async () => {
    const trainer = await trainerOn(line(), linear(0.1, 2), partOf(regression([[1], [Infinity]], [[2], [4]])));
    const { epochs } = run(trainer);
    assert.equal(epochs.length, 1);
    assert.ok(!Number.isFinite(epochs[0]!.test.loss));
    const { step, kind, index } = trainer.divergence!;
    assert.deepEqual([step, kind, index], [1, 'input', [1, 0]]);
  });

  it('may be recovered from after the last epoch, with the best parameters', async () => {
    const earlyStopping = { patience: 5 };
    const trainer = await trainerOn(line(), linear(0.05, 3, { batchSize: 1, earlyStopping }));
    while (trainer.epochs < 3) {
      if (trainer.epochEnded) trainer.evaluateSome();
      else trainer.step();
    }
    trainer.model.values.fill(NaN);
    run(trainer);
    assert.equal(trainer.divergence?.step, 9);
    const best = trainer.state().tensors.get('best.W1')!.data;
    assert.equal(trainer.recover(), true);
    assert.equal(trainer.finished, true);
    assert.equal(trainer.bestEpoch, 2);
    assert.deepEqual(trainer.model.parameters[0]!.values, best);
  });

  it('is noticed right after a state was put back; then there is no update to take back', async () => {
    const test = partOf(regression([[1], [Infinity]], [[2], [4]])); // prettier-ignore
    const nesterov = { optimizer: { name: 'nesterov', learningRate: 0.1 } };
    const [trainer, other] = [await trainerOn(line(), linear(0.1, 2, nesterov), test), await trainerOn(line(), linear(0.1, 2, nesterov), test)]; // prettier-ignore
    trainer.step();
    const state = trainer.state();
    other.restore(state);
    run(other);
    assert.deepEqual([other.divergence?.step, other.divergence?.recoverable], [1, false]);
    assert.deepEqual(other.state().tensors, state.tensors);
  });
});
