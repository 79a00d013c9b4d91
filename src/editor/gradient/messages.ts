import * as v from 'valibot';
import { GRADIENT_METHODS, STATUSES } from '../../numerics/derivative';
import { curveSchema, gradientReportSchema } from '../../processes/evaluate/protocol';
import { doubleSchema, problemSchema } from '../../words/schemas';

/** What the host and the Gradient page say to each other. */

/** More components than this are no rows that anybody reads. */
export const MAX_VARIABLES = 1000;

/** The function, and the point as a person writes it. */
const subject = {
  name: v.string(),
  file: v.string(),
  /** Line of the function in its file, from 1. */
  line: v.number(),
  point: v.string(),
};

/** One of the numbers the function depends on, and the derivative with respect to it. */
const variableSchema = v.object({
  /** Which of the numbers that the function gives, where it gives several. */
  output: v.exactOptional(v.number()),
  /** `x`, `x[0]`, `w[1][2]`. */
  label: v.string(),
  value: doubleSchema,
  derivative: v.nullable(doubleSchema),
  error: v.nullable(doubleSchema),
  exact: v.nullable(doubleSchema),
  /** The central difference of the book. */
  book: v.nullable(doubleSchema),
  status: v.picklist(STATUSES),
  /** The slopes to either side, where they differ. */
  left: v.nullable(doubleSchema),
  right: v.nullable(doubleSchema),
  /** How far away a kink or a jump is. */
  nearby: v.nullable(doubleSchema),
});
export type VariableRow = v.InferOutput<typeof variableSchema>;

const gradientSchema = v.object({
  kind: v.literal('gradient'),
  ...subject,
  value: gradientReportSchema.entries.value,
  method: v.picklist(GRADIENT_METHODS),
  evaluations: v.number(),
  milliseconds: v.number(),
  status: v.picklist(STATUSES),
  problem: v.exactOptional(problemSchema),
  /** Why a derivative is not known exactly. */
  exactNote: v.exactOptional(problemSchema),
  changesArguments: v.exactOptional(v.literal(true)),
  /** The problem names a line to go to. */
  hasPlace: v.boolean(),
  /** The first `MAX_VARIABLES`, and how many there are. */
  variables: v.pipe(v.array(variableSchema), v.maxLength(MAX_VARIABLES), v.readonly()),
  total: v.number(),
  curve: v.exactOptional(curveSchema),
});
export type ShownGradient = v.InferOutput<typeof gradientSchema>;

/** The function could not be run at this point: why, and whether there is a line to go to. */
const failedSchema = v.object({
  kind: v.literal('failed'),
  ...subject,
  problem: problemSchema,
  hasPlace: v.boolean(),
});

/** After a reload of the window: user code runs again only when it is asked for. */
const waitingSchema = v.object({ kind: v.literal('waiting'), ...subject });

const unavailableSchema = v.object({ kind: v.literal('unavailable'), problem: problemSchema });

export const gradientStateSchema = v.variant('kind', [gradientSchema, failedSchema, waitingSchema, unavailableSchema]);
export type GradientState = v.InferOutput<typeof gradientStateSchema>;

/** What the page may ask for. */
export const gradientRequestSchema = v.variant('kind', [
  /** Another point, as the person writes it; refused with what is wrong with it. */
  v.object({ kind: v.literal('setPoint'), point: v.pipe(v.string(), v.maxLength(100_000)) }),
  /** Draws the function along another variable. */
  v.object({ kind: v.literal('setCurve'), index: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ kind: v.literal('recompute') }),
  /** Goes to the function. */
  v.object({ kind: v.literal('reveal') }),
  /** Goes to the line that a problem names. */
  v.object({ kind: v.literal('revealPlace') }),
  /** The host asks in which form. */
  v.object({ kind: v.literal('copy') }),
]);
export type GradientRequest = v.InferOutput<typeof gradientRequestSchema>;
