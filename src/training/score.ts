import type { Targets } from '../data/dataset';
import type { Floats } from '../kernels/kernels';
import { r2 } from '../numerics/metrics';
import type { Batch } from './model';

/** How good predictions are, besides their loss, counted over batch after batch. */
export interface Score {
  /** @param predictions classes [N] or numbers [N, T]; undefined where the model does not predict */
  add(predictions: Uint8Array | Floats | undefined, batch: Batch): void;
  /** Begins to count anew. */
  restart(): void;
  /** null where nothing was predicted. */
  readonly value: number | null;
}

/** Accuracy of a classification, R² of a regression, over so many samples. */
export function createScore(targets: Targets, samples: number): Score {
  return targets.task === 'classification' ? new Accuracy() : new Determination(samples, targets.names.length);
}

/** The share of the samples that are given their class. */
class Accuracy implements Score {
  private right = 0;
  private seen = 0;

  restart(): void {
    this.right = 0;
    this.seen = 0;
  }

  add(predictions: Uint8Array | Floats | undefined, { targets, samples }: Batch): void {
    if (!predictions) return;
    for (let n = 0; n < samples; n++) if (predictions[n] === targets[n]) this.right++;
    this.seen += samples;
  }

  get value(): number | null {
    return this.seen > 0 ? this.right / this.seen : null;
  }
}

/** R²: the predictions are kept until all are there, since it has to do with the mean of all. */
class Determination implements Score {
  private readonly predictions: Float64Array;
  private readonly targets: Float64Array;
  private seen = 0;

  constructor(
    samples: number,
    private readonly width: number,
  ) {
    this.predictions = new Float64Array(samples * width);
    this.targets = new Float64Array(samples * width);
  }

  restart(): void {
    this.seen = 0;
  }

  add(predictions: Uint8Array | Floats | undefined, { targets, samples }: Batch): void {
    if (!predictions) return;
    const [at, count] = [this.seen * this.width, samples * this.width];
    for (let i = 0; i < count; i++) {
      this.predictions[at + i] = predictions[i]!;
      this.targets[at + i] = targets[i]!;
    }
    this.seen += samples;
  }

  get value(): number | null {
    if (this.seen === 0) return null;
    const shape = [this.seen, this.width];
    return r2({ data: this.predictions, shape }, { data: this.targets, shape }).value;
  }
}
