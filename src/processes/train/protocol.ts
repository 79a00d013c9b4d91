import * as v from 'valibot';
import { dataSchema, readingSchema } from '../../data/config';
import { problemSchema } from '../../words/schemas';
import { MOST_THREADS } from '../../kernels/kernels';
import { configSchema } from '../../training/config';
import { progressSchema } from '../../training/progress';
import { consoleEventSchema } from '../envelope';

export { dataDescriptionSchema, type DataDescription, type Reading } from '../../data/config';
export { gradientComparisonSchema, type GradientDifference } from '../../training/gradientComparison';
export {
  epochSchema,
  lossesSchema,
  progressSchema,
  TRAINING_STATUSES,
  trainingSummarySchema,
  type Divergence,
  type EpochMetrics,
  type Losses,
  type TrainingProgress,
  type TrainingStatus,
  type TrainingSummary,
} from '../../training/progress';

/** What of a run may be changed when it goes on. */
const changesSchema = v.object({
  epochs: v.optional(v.number()),
  learningRate: v.optional(v.pipe(v.number(), v.gtValue(0))),
});
export type RunChanges = v.InferOutput<typeof changesSchema>;

/** How a training is followed by who asks for it. */
const followingSchema = v.object({
  /** Time between two news of it in ms; some 30 a second where it is left out. */
  interval: v.optional(v.number()),
  /** Whether a training that diverges ends, or waits for a lower learning rate. */
  onDivergence: v.optional(v.picklist(['end', 'pause']), 'pause'),
});
export type Following = v.InferInput<typeof followingSchema>;

/** How many threads may train; where it is left out, as many as there are processors. */
const threadsSchema = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_THREADS)));

/** What the extension host and the train process say to each other; the envelope is that of every child process. */

export const trainRequestSchema = v.variant('kind', [
  /** What data hold, before anything is trained on them. Paths are relative to `folder`. */
  v.object({ kind: v.literal('describe'), data: dataSchema, folder: v.string() }),
  /**
   * Begins a training; answered once data and network are there, by a `TrainingSummary`. With `run` it is written to
   * that folder, which is made, as it goes.
   */
  v.object({
    kind: v.literal('start'),
    config: configSchema,
    folder: v.string(),
    run: v.optional(v.string()),
    threads: threadsSchema,
    ...followingSchema.entries,
  }),
  /**
   * Goes on with the run in a folder from its last checkpoint, perhaps for more epochs or at another rate; answered as
   * `start`.
   */
  v.object({
    kind: v.literal('continue'),
    run: v.string(),
    changes: changesSchema,
    threads: threadsSchema,
    ...followingSchema.entries,
  }),
  v.object({ kind: v.literal('pause') }),
  v.object({ kind: v.literal('resume') }),
  /** Also while data are read. */
  v.object({ kind: v.literal('stop') }),
  /** Takes effect with the next mini-batch. */
  v.object({ kind: v.literal('setLearningRate'), learningRate: v.pipe(v.number(), v.gtValue(0)) }),
  /** Loss and score of the model as it is, after the end of the training; answered by `Losses`. */
  v.object({ kind: v.literal('evaluate') }),
  /** Back-propagated and numerical gradient of a fresh model for its first batch, layer by layer. */
  v.object({ kind: v.literal('compareGradients'), config: configSchema, folder: v.string() }),
]);
export type TrainRequest = v.InferOutput<typeof trainRequestSchema>;

/** The training that is on cannot go on: nothing can be written, or the user's model throws. */
const failedSchema = v.object({ kind: v.literal('failed'), problem: problemSchema });

/** Argument of a train process that may run a module of the user's: it is contained. */
export const MODULES = 'modules';

/** What the train process tells without being asked; what a module prints. */
export const trainNewsSchema = v.variant('kind', [progressSchema, readingSchema, failedSchema, consoleEventSchema]);
export type TrainNews = v.InferOutput<typeof trainNewsSchema>;
