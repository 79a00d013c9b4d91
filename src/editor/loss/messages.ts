import * as v from 'valibot';
import { LOSS_IDS } from '../../numerics/lossEvaluation';
import { doubleSchema, problemSchema } from '../../words/schemas';

/** What the host and the Loss page say to each other. */

/** More elements than this are neither bars nor rows that anybody reads. */
export const MAX_ELEMENTS = 1000;

const doublesSchema = v.pipe(
  v.custom<Float64Array>(value => value instanceof Float64Array),
  v.check(data => data.length <= MAX_ELEMENTS),
);

const arraySchema = v.object({
  name: v.string(),
  /** Line of the literal in its file, from 1. */
  line: v.number(),
  data: doublesSchema,
});

const resultSchema = v.object({
  id: v.picklist(LOSS_IDS),
  value: doubleSchema,
  terms: doublesSchema,
  warnings: v.pipe(v.array(problemSchema), v.readonly()),
});

/** Two arrays of `shape` and their losses; of their elements and terms the first `MAX_ELEMENTS`, row-major. */
const comparisonSchema = v.object({
  kind: v.literal('comparison'),
  file: v.string(),
  prediction: arraySchema,
  target: arraySchema,
  oneHot: v.boolean(),
  shape: v.pipe(v.array(v.number()), v.readonly()),
  delta: v.number(),
  results: v.pipe(v.array(resultSchema), v.minLength(1), v.readonly()),
});
export type LossComparison = v.InferOutput<typeof comparisonSchema>;

/** Nothing to show, and why: after a reload whose arrays could not be kept. */
const unavailableSchema = v.object({ kind: v.literal('unavailable'), problem: problemSchema });

export const lossStateSchema = v.variant('kind', [comparisonSchema, unavailableSchema]);
export type LossState = v.InferOutput<typeof lossStateSchema>;

/** What the page may ask for. */
export const lossRequestSchema = v.variant('kind', [
  v.object({ kind: v.literal('swap') }),
  v.object({ kind: v.literal('reveal'), array: v.picklist(['prediction', 'target']) }),
  /** The host asks in which form. */
  v.object({ kind: v.literal('copy') }),
  v.object({ kind: v.literal('showExample') }),
]);
export type LossRequest = v.InferOutput<typeof lossRequestSchema>;
