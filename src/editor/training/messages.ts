import * as v from 'valibot';
import { MISSING_VALUES, readingSchema } from '../../data/config';
import { dataDescriptionSchema, type DataDescription } from '../../processes/train/protocol';
import {
  ACTIVATIONS,
  GENERATORS,
  LOSSES,
  NORMALIZATIONS,
  OPTIMIZERS,
  TASKS,
  type GeneratorName,
} from '../../training/config';
import { divergenceSchema, SCORES } from '../../training/progress';
import { RUN_STATUSES } from '../../words/trainingRun';
import { doubleSchema, problemSchema } from '../../words/schemas';

/** What the host and the pages of a training, Train view and Training curves, say to each other. */

export { ACTIVATIONS, MISSING_VALUES, NORMALIZATIONS, OPTIMIZERS, type DataDescription };

/** What is learned; auto: what the values of the label look like. */
export const TASK_CHOICES = ['auto', ...TASKS] as const;

export const MAX_LAYERS = 16;

/** Whether a source is a data set that is made, by the name of what makes it, and no file. */
export function isGenerator(source: string): source is GeneratorName {
  return (GENERATORS as readonly string[]).includes(source);
}

/** The form of the Train view as it is filled in: numbers are texts, which may be wrong. */
export const formSchema = v.object({
  /** The name of a generator, or the address of a file. */
  source: v.string(),
  /** Column to learn; empty for the last one. */
  label: v.string(),
  /** Columns to leave out, with commas between them. */
  ignore: v.optional(v.string(), ''),
  /** Classes or numbers, and what to do with samples that lack a value; for tables only. */
  task: v.optional(v.picklist(TASK_CHOICES), 'auto'),
  missing: v.optional(v.picklist(MISSING_VALUES), 'error'),
  normalize: v.picklist(NORMALIZATIONS),
  /** Percentage of the samples that is kept to test on. */
  test: v.string(),
  layers: v.pipe(
    v.array(v.object({ units: v.string(), activation: v.picklist(ACTIVATIONS) })),
    v.maxLength(MAX_LAYERS),
    v.readonly(),
  ),
  loss: v.optional(v.picklist(LOSSES), 'auto'),
  optimizer: v.picklist(OPTIMIZERS),
  learningRate: v.string(),
  batchSize: v.string(),
  epochs: v.string(),
  seed: v.string(),
});
export type TrainForm = v.InferOutput<typeof formSchema>;

/** What is known of the data depends on these. */
const DATA_FIELDS = ['source', 'label', 'ignore', 'task', 'missing'] as const;

/** Whether two forms name other data. */
export function hasOtherData(before: TrainForm, after: TrainForm): boolean {
  return DATA_FIELDS.some(field => after[field] !== before[field]);
}

/** The form after a change; what was chosen for other data does not stay. */
export function changedForm(before: TrainForm, change: Partial<TrainForm>): TrainForm {
  const after = { ...before, ...change };
  return {
    ...after,
    ...(after.source !== before.source && { label: '', ignore: '', task: 'auto', missing: 'error' }),
    ...(hasOtherData(before, after) && { loss: 'auto' }),
  };
}

/** A data set on offer. */
const sourceSchema = v.object({ id: v.string(), name: v.string() });
export type DataSource = v.InferOutput<typeof sourceSchema>;

/** What is known of the chosen data set. */
const dataStateSchema = v.variant('kind', [
  v.object({ kind: v.literal('reading'), reading: v.optional(readingSchema) }),
  v.object({ kind: v.literal('described'), description: dataDescriptionSchema }),
  v.object({ kind: v.literal('wrong'), problem: problemSchema }),
]);
export type DataState = v.InferOutput<typeof dataStateSchema>;

/** How a training stands. */
const runSchema = v.object({
  /** Data, network and optimizer in words. */
  name: v.string(),
  status: v.picklist(RUN_STATUSES),
  /** Why it failed, or what a request of the person met with. */
  problem: v.optional(problemSchema),
  step: v.number(),
  steps: v.number(),
  /** The epoch it is in, from 1. */
  epoch: v.number(),
  epochs: v.number(),
  stepsPerSecond: v.number(),
  learningRate: v.number(),
  /** Mean loss of the last mini-batch; null before the first one, and where it is not finite: nothing is shown then. */
  loss: v.nullable(v.number()),
  /** How the numbers of a regression are scaled: the losses are those of the scaled ones. */
  normalizeLabels: v.picklist(NORMALIZATIONS),
  /** What is counted besides the loss; undefined where the model cannot predict. */
  score: v.optional(v.picklist(SCORES)),
  /** The score after the last whole epoch. */
  scores: v.optional(v.object({ train: doubleSchema, test: doubleSchema })),
  /** How far its data are, while it starts. */
  reading: v.optional(readingSchema),
  /** Why it was paused or ended by itself, and with which learning rate: that may be lowered while it waits. */
  divergence: v.optional(v.object({ ...divergenceSchema.entries, learningRate: v.number() })),
  /** The epoch that early stopping found best, once the training is finished. */
  bestEpoch: v.optional(v.number()),
});
export type RunState = v.InferOutput<typeof runSchema>;

const doublesSchema = v.custom<Float64Array>(value => value instanceof Float64Array);
const lineSchema = v.object({ xs: doublesSchema, ys: doublesSchema });

/** Loss of mini-batches by step, the others by epoch; of long runs their extremes. */
const linesSchema = v.object({
  loss: lineSchema,
  trainLoss: lineSchema,
  testLoss: lineSchema,
  trainScore: lineSchema,
  testScore: lineSchema,
});
export type RunLines = v.InferOutput<typeof linesSchema>;

const shownRunSchema = v.object({ ...runSchema.entries, lines: linesSchema });

export const trainStateSchema = v.object({
  form: formSchema,
  /** What is wrong with a field, by its name in the form; `layers.0` for a layer. */
  problems: v.record(v.string(), problemSchema),
  sources: v.pipe(v.array(sourceSchema), v.readonly()),
  data: dataStateSchema,
  run: v.optional(shownRunSchema),
});
export type TrainState = v.InferOutput<typeof trainStateSchema>;

/** Of the epochs at most so many, the last ones, are rows of the table. */
export const MAX_EPOCH_ROWS = 100;

/** The last epochs by columns. */
const epochsSchema = v.object({
  epoch: doublesSchema,
  trainLoss: doublesSchema,
  testLoss: doublesSchema,
  trainScore: doublesSchema,
  testScore: doublesSchema,
});
export type EpochColumns = v.InferOutput<typeof epochsSchema>;

export const curvesStateSchema = v.variant('kind', [
  v.object({
    kind: v.literal('run'),
    run: shownRunSchema,
    epochs: epochsSchema,
    canStart: v.boolean(),
  }),
  /** Nothing to show: nothing was trained yet, or the window was reloaded. */
  v.object({ kind: v.literal('empty'), restored: v.boolean(), canStart: v.boolean() }),
]);
export type CurvesState = v.InferOutput<typeof curvesStateSchema>;

const controls = [
  v.object({ kind: v.literal('start') }),
  v.object({ kind: v.literal('pause') }),
  v.object({ kind: v.literal('resume') }),
  v.object({ kind: v.literal('stop') }),
] as const;

/** What the Train view may ask for. */
export const trainRequestSchema = v.variant('kind', [
  ...controls,
  v.object({ kind: v.literal('edit'), form: formSchema }),
  /** The learning rate of the form, for the training that is on. */
  v.object({ kind: v.literal('applyLearningRate') }),
  v.object({ kind: v.literal('chooseFile') }),
  v.object({ kind: v.literal('readAgain') }),
  v.object({ kind: v.literal('showCurves') }),
]);
export type TrainViewRequest = v.InferOutput<typeof trainRequestSchema>;

/** What the Training curves may ask for. */
export const curvesRequestSchema = v.variant('kind', [...controls, v.object({ kind: v.literal('showTrainView') })]);
export type CurvesRequest = v.InferOutput<typeof curvesRequestSchema>;

export type ControlRequest = Extract<CurvesRequest, { kind: 'start' | 'pause' | 'resume' | 'stop' }>;
