import type { Part } from '../data/dataset';
import { GatheredBatch } from './gatheredBatch';
import type { BadNumber, Model } from './model';
import type { LossAndScore } from './progress';
import { createScore, type Score } from './score';

/** Samples evaluated at once, so that a training can be paused or stopped while an epoch is evaluated. */
export const EVALUATED_AT_ONCE = 100;

/** Mean loss and score of a model over a part of the data, a few samples at a time. */
export class Evaluation {
  /** The first number that was not finite, where the loss of some samples is not. */
  bad: BadNumber | undefined;

  private seen = 0;
  private loss = 0;
  private readonly batch: GatheredBatch;
  private readonly score: Score;

  constructor(
    private readonly model: Model,
    private readonly part: Part,
  ) {
    this.batch = new GatheredBatch(part, Math.min(EVALUATED_AT_ONCE, model.capacity, part.rows.length));
    this.score = createScore(part.dataset.targets, part.rows.length);
  }

  /** Begins anew, in the same memory. */
  restart(): void {
    this.bad = undefined;
    this.seen = 0;
    this.loss = 0;
    this.score.restart();
  }

  get done(): boolean {
    return this.seen === this.part.rows.length;
  }

  /** Takes the next samples. */
  advance(): void {
    const { model, batch } = this;
    const count = Math.min(EVALUATED_AT_ONCE, model.capacity, this.part.rows.length - this.seen);
    batch.gather(this.seen, count);
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
