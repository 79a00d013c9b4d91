import * as v from 'valibot';
import { doubleSchema } from '../words/schemas';

/** What a training tells of itself. */

const names = v.pipe(v.array(v.string()), v.readonly());

/** What is trained on what, known before the first step. */
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

const lossAndAccuracySchema = v.object({ loss: doubleSchema, accuracy: v.number() });
export type LossAndAccuracy = v.InferOutput<typeof lossAndAccuracySchema>;

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
  /** Mini-batches done so far; of a diverged training the one whose loss is not finite. */
  step: v.number(),
  /** Mini-batches a second lately; pauses do not count. */
  stepsPerSecond: v.number(),
  learningRate: v.number(),
});
export type TrainingProgress = v.InferOutput<typeof progressSchema>;
