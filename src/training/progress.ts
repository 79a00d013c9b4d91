import * as v from 'valibot';
import { BUILDS } from '../kernels/kernels';
import { doubleSchema, problemSchema } from '../words/schemas';

/** What a training tells of itself. */

const names = v.pipe(v.array(v.string()), v.readonly());

export const SCORES = ['accuracy', 'r2'] as const;
export type ScoreName = (typeof SCORES)[number];

/** What is trained on what, known before the first step. */
export const trainingSummarySchema = v.object({
  trainSamples: v.number(),
  testSamples: v.number(),
  features: v.number(),
  classes: names,
  /** What is counted besides the loss: the share classified rightly, or R². */
  score: v.picklist(SCORES),
  /** Number of weights and biases. */
  parameters: v.number(),
  /** Mini-batches an epoch; the last may be short. */
  stepsPerEpoch: v.number(),
  epochs: v.number(),
  /** How the kernels are built that train; another build may round otherwise. */
  kernels: v.picklist(BUILDS),
  /** How many threads may work on a mini-batch, where that is faster. */
  threads: v.number(),
  /** What a person should know before: that the module is slow. */
  note: v.optional(problemSchema),
});
export type TrainingSummary = v.InferOutput<typeof trainingSummarySchema>;

/** Mean loss over samples, and their accuracy or R²; null where a user's module cannot predict. */
const lossAndScoreSchema = v.object({ loss: doubleSchema, score: v.nullable(doubleSchema) });
export type LossAndScore = v.InferOutput<typeof lossAndScoreSchema>;

/** Over all training and all test samples. */
export const lossesSchema = v.object({ train: lossAndScoreSchema, test: lossAndScoreSchema });
export type Losses = v.InferOutput<typeof lossesSchema>;

/** After an epoch. */
export const epochSchema = v.object({ epoch: v.number(), step: v.number(), ...lossesSchema.entries });
export type EpochMetrics = v.InferOutput<typeof epochSchema>;

export const TRAINING_STATUSES = ['running', 'paused', 'finished', 'stopped', 'diverged'] as const;
export type TrainingStatus = (typeof TRAINING_STATUSES)[number];

/**
 * Why a training was paused by itself: its loss, a gradient or a parameter is not finite, or the loss has grown beyond
 * all bounds. The update that led there has been taken back.
 */
export const divergenceSchema = v.object({
  /** The first bad mini-batch, counted from 1; the last one before an evaluation whose loss is not finite. */
  step: v.number(),
  reason: v.picklist(['notFinite', 'growth']),
  /** What was found where; see `BadNumber`. Of a loss that has grown the place of the largest parameter. */
  kind: v.picklist(['parameter', 'gradient', 'output', 'loss', 'input']),
  layer: v.optional(v.number()),
  parameter: v.optional(v.string()),
  index: v.pipe(v.array(v.number()), v.readonly()),
  value: doubleSchema,
  /** Whether the training can go on with a lower learning rate; not where the first parameters are bad already. */
  recoverable: v.boolean(),
});
export type Divergence = v.InferOutput<typeof divergenceSchema>;

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
  /** Mini-batches done so far. One that diverged before it changed anything is not done; see `divergence.step`. */
  step: v.number(),
  /** Mini-batches a second lately; pauses do not count. */
  stepsPerSecond: v.number(),
  learningRate: v.number(),
  /** Why it is paused or ended by itself. */
  divergence: v.optional(divergenceSchema),
  /** The epoch that early stopping found best, once the training is finished. */
  bestEpoch: v.optional(v.number()),
});
export type TrainingProgress = v.InferOutput<typeof progressSchema>;
