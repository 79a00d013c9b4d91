import * as assert from 'node:assert/strict';
import { rateFactor } from '../../../src/training/schedule';

describe('a learning-rate schedule', () => {
  it('is 1 all the time where it is constant', () => {
    for (const step of [0, 1, 999]) assert.equal(rateFactor({ name: 'constant' }, step, 10, 1000), 1);
  });

  it('goes down in steps, after whole epochs', () => {
    const schedule = { name: 'step', epochs: 2, factor: 0.5 } as const;
    const factors = [0, 6, 13, 14, 27, 28, 69].map(step => rateFactor(schedule, step, 7, 70));
    assert.deepEqual(factors, [1, 1, 1, 0.5, 0.5, 0.25, 0.0625]);
  });

  it('goes down half a cosine, from 1 in the first step to the minimum in the last, exactly', () => {
    for (const minimum of [0, 0.1, 0.3, 1 / 3]) {
      const factor = (step: number) => rateFactor({ name: 'cosine', minimum }, step, 7, 101);
      assert.equal(factor(0), 1);
      assert.equal(factor(100), minimum);
      assert.ok(Math.abs(factor(50) - (1 + minimum) / 2) < 1e-15);
      for (let step = 1; step <= 100; step++) {
        assert.ok(factor(step) < factor(step - 1));
        const expected = minimum + ((1 - minimum) * (1 + Math.cos((Math.PI * step) / 100))) / 2;
        assert.ok(Math.abs(factor(step) - expected) < 1e-15);
      }
    }
  });

  it('is 1 in the only step of a training, and the minimum beyond the last of another', () => {
    assert.equal(rateFactor({ name: 'cosine', minimum: 0.2 }, 0, 1, 1), 1);
    assert.equal(rateFactor({ name: 'cosine', minimum: 0.2 }, 500, 10, 100), 0.2);
  });
});
