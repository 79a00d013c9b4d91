import * as assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TrainingControl } from '../../../src/training/trainingControl';
import { runTraining } from '../../../src/training/trainingLoop';
import { trainerOf } from './trainings';

const STEPS = process.env['NABLA_SOAK'] ? 2_000_000 : 40_000;

/** A byte a mini-batch in the large size; compiled code and what was not reported yet take 0.6 MB in either. */
const BOUND = 1_500_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes that are held, in V8's heap and outside. */
function held(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('a long training', function () {
  this.timeout(600_000);

  const kinds = [
    { optimizer: { name: 'adam' }, batchSize: 10, sampling: 'shuffle' },
    { optimizer: { name: 'nesterov' }, batchSize: 7, sampling: 'withReplacement', earlyStopping: { patience: 1e6 } },
    { optimizer: { name: 'sgd' }, batchSize: 'full', schedule: { name: 'cosine' } },
  ];
  for (const kind of kinds) {
    const { optimizer, batchSize } = kind;
    it(`takes no more memory the longer it runs: ${STEPS} steps by ${optimizer.name}, ${batchSize} at once`, async () => {
      const data = { source: { generator: 'xor', samples: 40 } };
      const training = { ...kind, epochs: 1_000_000 };
      const trainer = await trainerOf({ data, model: { layers: [{ units: 4 }] }, training });
      const control = new TrainingControl();
      let early: { readonly steps: number; readonly bytes: number } | undefined;
      const sink = () => {
        trainer.state();
        if (trainer.steps > STEPS / 4) early ??= { steps: trainer.steps, bytes: held() };
        if (trainer.steps > STEPS) control.stop();
      };
      await runTraining(trainer, control, sink, { interval: 0 });
      assert.ok(early && early.steps < STEPS && trainer.steps > STEPS);
      const more = held() - early.bytes;
      assert.ok(more < BOUND, `${more} bytes in ${trainer.steps - early.steps} steps`);
    });
  }
});
