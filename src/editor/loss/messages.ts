import * as v from 'valibot';
import { LOSS_IDS, MEASURE_IDS, METRIC_IDS } from '../../numerics/lossIds';
import { ROLE_REASONS } from '../../source/roles';
import { doubleSchema, problemSchema } from '../../words/schemas';

/** What the host and the Loss page say to each other. */

/** More elements than this are neither bars nor rows that anybody reads. */
export const MAX_ELEMENTS = 1000;

/** A confusion matrix of more classes than this does not fit a page. */
export const MAX_CLASSES = 40;

function doublesSchema(most: number) {
  return v.pipe(
    v.custom<Float64Array>(value => value instanceof Float64Array),
    v.check(data => data.length <= most),
  );
}
const elementsSchema = doublesSchema(MAX_ELEMENTS);
const warningsSchema = v.pipe(v.array(problemSchema), v.readonly());
const shapeSchema = v.pipe(v.array(v.number()), v.readonly());

const arraySchema = v.object({
  name: v.string(),
  /** Line of the array in its file, from 1. */
  line: v.number(),
  shape: shapeSchema,
  /** The first `MAX_ELEMENTS`, row-major. */
  data: elementsSchema,
});

/** One loss, metric or tensor; of terms, gradient and tensor the first `MAX_ELEMENTS`. */
const resultSchema = v.variant('kind', [
  v.object({
    kind: v.literal('loss'),
    id: v.picklist([...LOSS_IDS, 'entropy']),
    value: doubleSchema,
    terms: elementsSchema,
    gradient: elementsSchema,
    warnings: warningsSchema,
  }),
  v.object({ kind: v.literal('metric'), id: v.picklist(METRIC_IDS), value: doubleSchema, warnings: warningsSchema }),
  v.object({
    kind: v.literal('tensor'),
    id: v.picklist(['information', 'softmax']),
    data: elementsSchema,
    warnings: warningsSchema,
  }),
]);
export type ShownResult = v.InferOutput<typeof resultSchema>;

/** One of several predictions of the same target; with a problem where it cannot be compared. */
const candidateSchema = v.object({ name: v.string(), line: v.number(), problem: v.nullable(problemSchema) });

/** The candidates by one measure: their values in the candidates' order (NaN without one), and their numbers, best first. */
const rankingSchema = v.object({
  id: v.picklist(MEASURE_IDS),
  values: v.pipe(v.array(doubleSchema), v.readonly()),
  order: v.pipe(v.array(v.number()), v.readonly()),
});
export type Ranking = v.InferOutput<typeof rankingSchema>;

const classificationSchema = v.object({
  classes: v.number(),
  /** Row-major [truth][predicted]; null beyond `MAX_CLASSES`. */
  counts: v.nullable(doublesSchema(MAX_CLASSES * MAX_CLASSES)),
  /** Of each class, in order; empty beyond `MAX_CLASSES`. */
  scores: v.pipe(
    v.array(v.object({ precision: doubleSchema, recall: doubleSchema, f1: doubleSchema, support: v.number() })),
    v.readonly(),
  ),
});
export type ShownClassification = v.InferOutput<typeof classificationSchema>;

/** "Why not accuracy?": loss and accuracy of the batch as one prediction moves from 0 to 1. */
const sweepSchema = v.object({
  /** Which sample moves, of how many. */
  sample: v.number(),
  samples: v.number(),
  id: v.picklist(['crossEntropy', 'binaryCrossEntropy']),
  /** Probability given to what is true (to class 1 in the binary case). */
  probability: elementsSchema,
  loss: elementsSchema,
  accuracy: elementsSchema,
  /** Where the prediction is now. */
  at: doubleSchema,
});
export type ShownSweep = v.InferOutput<typeof sweepSchema>;

const comparisonSchema = v.object({
  kind: v.literal('comparison'),
  file: v.string(),
  /** The prediction shown: number `shown` of the candidates. */
  prediction: arraySchema,
  /** null where one array is looked at alone. */
  target: v.nullable(arraySchema),
  /** How the target is read. */
  labels: v.picklist(['values', 'one-hot', 'index']),
  /** What told prediction and target apart. */
  reason: v.picklist(ROLE_REASONS),
  candidates: v.pipe(v.array(candidateSchema), v.minLength(1), v.readonly()),
  shown: v.number(),
  options: v.object({ delta: v.number(), softmaxDelta: v.number(), huberDelta: v.number(), base: v.number() }),
  results: v.pipe(v.array(resultSchema), v.minLength(1), v.readonly()),
  /** Empty for a single candidate. */
  ranking: v.pipe(v.array(rankingSchema), v.readonly()),
  classification: v.nullable(classificationSchema),
  sweep: v.nullable(sweepSchema),
  live: v.object({
    /** Whether edits of the arrays are followed. */
    on: v.boolean(),
    /** Why what is shown is older than the text. */
    problem: v.nullable(problemSchema),
  }),
});
export type LossComparison = v.InferOutput<typeof comparisonSchema>;

/** Nothing to show, and why: after a reload whose arrays could not be kept. */
const unavailableSchema = v.object({ kind: v.literal('unavailable'), problem: problemSchema });

export const lossStateSchema = v.variant('kind', [comparisonSchema, unavailableSchema]);
export type LossState = v.InferOutput<typeof lossStateSchema>;

/** A picture of at most this many bytes is taken from the page. */
const MAX_PICTURE = 20_000_000;

/** What the page may ask for. */
export const lossRequestSchema = v.variant('kind', [
  v.object({ kind: v.literal('swap') }),
  v.object({ kind: v.literal('reveal'), array: v.picklist(['prediction', 'target']) }),
  /** Shows another of several predictions. */
  v.object({ kind: v.literal('show'), candidate: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ kind: v.literal('live'), on: v.boolean() }),
  /** Moves another sample in "Why not accuracy?". */
  v.object({ kind: v.literal('sweep'), sample: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  /** The host asks in which form; `chosen` is the loss whose NumPy line is offered. */
  v.object({ kind: v.literal('copy'), chosen: v.picklist(MEASURE_IDS) }),
  /** A PNG to be saved where the person says. */
  v.object({
    kind: v.literal('savePicture'),
    png: v.pipe(
      v.instance(Uint8Array),
      v.check(png => png.byteLength <= MAX_PICTURE),
    ),
  }),
  v.object({ kind: v.literal('showExample') }),
]);
export type LossRequest = v.InferOutput<typeof lossRequestSchema>;
