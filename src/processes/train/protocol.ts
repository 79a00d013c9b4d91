import * as v from 'valibot';
import { configSchema, sourceSchema } from '../../training/config';

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

const names = v.pipe(v.array(v.string()), v.readonly());

/** Answer to `describe`. */
export const dataDescriptionSchema = v.object({
  samples: v.number(),
  features: v.number(),
  classes: names,
  /** Column of the classes. */
  label: v.string(),
  /** Columns of a CSV file; none for a generator. */
  columns: names,
});
export type DataDescription = v.InferOutput<typeof dataDescriptionSchema>;

/** Answer to `start`. */
export const trainingSummarySchema = v.object({
  trainSamples: v.number(),
  testSamples: v.number(),
  features: v.number(),
  classes: names,
  /** Number of weights and biases. */
  parameters: v.number(),
  /** Mini-batches an epoch; the last may be short. */
  stepsPerEpoch: v.number(),
  epochs: v.number(),
});
export type TrainingSummary = v.InferOutput<typeof trainingSummarySchema>;

const lossAndAccuracySchema = v.object({ loss: v.number(), accuracy: v.number() });

/** After an epoch, over all training and all test samples. */
export const epochSchema = v.object({
  epoch: v.number(),
  step: v.number(),
  train: lossAndAccuracySchema,
  test: lossAndAccuracySchema,
});
export type EpochMetrics = v.InferOutput<typeof epochSchema>;

export const TRAINING_STATUSES = ['running', 'paused', 'finished', 'stopped', 'diverged'] as const;
export type TrainingStatus = (typeof TRAINING_STATUSES)[number];

/**
 * News of a training, about 30 times a second while it runs and once more when it changes its status: what happened
 * since the last. `losses[i]` is the mean loss of mini-batch `firstStep + i`; steps count from 1.
 */
export const progressSchema = v.object({
  kind: v.literal('progress'),
  status: v.picklist(TRAINING_STATUSES),
  firstStep: v.number(),
  losses: v.custom<Float32Array>(value => value instanceof Float32Array),
  epochs: v.pipe(v.array(epochSchema), v.readonly()),
  /** Mini-batches done so far. */
  step: v.number(),
  /** Mini-batches a second lately; pauses do not count. */
  stepsPerSecond: v.number(),
  learningRate: v.number(),
});
export type TrainingProgress = v.InferOutput<typeof progressSchema>;
