import { GatheredBatch } from './gatheredBatch';
import type { BadNumber, Model } from './model';
import type { LossAndScore } from './progress';
import type { Samples } from './samples';
import { createScore, type Score } from './score';

/** Samples evaluated at once, so that a training can be paused or stopped while an epoch is evaluated. */
export const EVALUATED_AT_ONCE = 100;

/** Mean loss and score of a model over a part of the data, a few samples at a time. */
export class Evaluation {
  /** The first number that was not finite, where the loss of some samples is not. */
  bad: BadNumber | undefined;

  /** How many samples there are. */
  private readonly all: number;
  private seen = 0;
  private loss = 0;
  private readonly batch: GatheredBatch;
  private readonly score: Score;

  constructor(
    private readonly model: Model,
    samples: Samples,
  ) {
    const { part } = samples;
    this.all = part.rows.length;
    this.batch = new GatheredBatch(samples, Math.min(EVALUATED_AT_ONCE, model.capacity, this.all));
    this.score = createScore(part.dataset.targets, this.all);
  }

  /** Begins anew, in the same memory. */
  restart(): void {
    this.bad = undefined;
    this.seen = 0;
    this.loss = 0;
    this.score.restart();
  }

  get done(): boolean {
    return this.seen === this.all;
  }

  /** Takes the next samples. */
  advance(): void {
    const { model, batch } = this;
    const count = Math.min(EVALUATED_AT_ONCE, model.capacity, this.all - this.seen);
    batch.pick(this.seen, count).gather();
    const mean = model.loss(batch);
    if (!Number.isFinite(mean)) this.bad ??= model.firstBad(batch);
    this.score.add(model.predictions(batch), batch);
    this.loss += mean * count;
    this.seen += count;
  }

  get result(): LossAndScore {
    return { loss: this.loss / this.seen, score: this.score.value };
  }
}
