import * as v from 'valibot';
import { configSchema, sourceSchema } from '../../training/config';

export { dataDescriptionSchema, type DataDescription } from '../../data/config';
export {
  epochSchema,
  progressSchema,
  TRAINING_STATUSES,
  trainingSummarySchema,
  type EpochMetrics,
  type TrainingProgress,
  type TrainingStatus,
  type TrainingSummary,
} from '../../training/progress';

/** What the extension host and the train process say to each other; the envelope is that of every child process. */

export const trainRequestSchema = v.variant('kind', [
  /** What a data source holds, before anything is trained on it. Paths are relative to `folder`. */
  v.object({ kind: v.literal('describe'), source: sourceSchema, label: v.optional(v.string()), folder: v.string() }),
  /** Begins a training; answered once data and network are there, by a `TrainingSummary`. */
  v.object({ kind: v.literal('start'), config: configSchema, folder: v.string() }),
  v.object({ kind: v.literal('pause') }),
  v.object({ kind: v.literal('resume') }),
  v.object({ kind: v.literal('stop') }),
  /** Takes effect with the next mini-batch. */
  v.object({ kind: v.literal('setLearningRate'), learningRate: v.pipe(v.number(), v.gtValue(0)) }),
]);
export type TrainRequest = v.InferOutput<typeof trainRequestSchema>;
