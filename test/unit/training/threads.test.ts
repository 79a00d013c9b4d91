import * as assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { createTrainer } from '../../../src/training/createTrainer';
import { parseConfig } from '../../../src/training/config';
import { advance, SAMPLES, type History } from './trainings';

/** Mini-batches of it take long enough that several threads are tried. */
const CONFIG = parseConfig({
  data: { source: { generator: 'drawnDigits', samples: 300 } },
  model: { layers: [{ units: 200, activation: 'sigmoid' }, { units: 100, activation: 'relu' }] }, // prettier-ignore
  training: { optimizer: { name: 'adam' }, batchSize: 100, epochs: 40 },
});

describe('threads of a training', () => {
  it('do not change a bit of it', async () => {
    let started = 0;
    const note = () => started++;
    process.on('worker', note);
    const alone = await train(1);
    for (const threads of [2, 3]) assert.deepEqual(await train(threads), alone);
    process.off('worker', note);
    assert.equal(started, 1 + 2);
  });
});

/** Trains to the end, in turns with what else happens. @returns all numbers that come of it */
async function train(threads: number): Promise<unknown> {
  const trainer = await createTrainer(CONFIG, SAMPLES, { threads });
  const history: History = { losses: [], epochs: [] };
  for (; !trainer.done; advance(trainer, history)) await setImmediate();
  const { tensors } = trainer.state();
  trainer.dispose();
  return { ...history, tensors };
}
