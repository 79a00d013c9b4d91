import * as v from 'valibot';
import { GRADIENT_METHODS, STATUSES } from '../../numerics/derivative';
import { FORMS, OPTIMIZERS } from '../../numerics/optimizers';
import { gradientReportSchema, plotsReportSchema, trajectorySchema } from '../../processes/evaluate/protocol';
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

/** Whether what is shown follows the text, and why it is older than that. */
const liveSchema = v.object({
  on: v.boolean(),
  /** The text has changed since. */
  stale: v.boolean(),
  problem: v.nullable(problemSchema),
});

/** What is drawn of the function; of an earlier point until it is known for this one. */
const plotsSchema = v.object({
  ...v.omit(plotsReportSchema, ['milliseconds']).entries,
  /** The steps are of another point than what is shown. */
  olderSteps: v.exactOptional(v.literal(true)),
  /** Why there are none. */
  problem: v.exactOptional(problemSchema),
});
export type ShownPlots = v.InferOutput<typeof plotsSchema>;

/** An optimizer that goes down the function; its other constants are its own. */
const pathSettingsSchema = v.object({
  optimizer: v.picklist(OPTIMIZERS),
  form: v.picklist(FORMS),
  learningRate: v.pipe(v.number(), v.gtValue(0), v.finite()),
});
export type PathSettings = v.InferOutput<typeof pathSettingsSchema>;

/** So many optimizers at most go down at once. */
export const MAX_PATHS = 6;
/** So many steps at most do they take. */
export const MAX_STEPS = 1000;

/** How the function is gone down from its point. */
export const descentSettingsSchema = v.object({
  on: v.boolean(),
  steps: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_STEPS)),
  paths: v.pipe(v.array(pathSettingsSchema), v.minLength(1), v.maxLength(MAX_PATHS)),
});
export type DescentSettings = v.InferOutput<typeof descentSettingsSchema>;

/** Where one optimizer has gone to. */
const pathSchema = v.object({
  ...pathSettingsSchema.entries,
  /** The point at the end as a person writes it, and the function's value there. */
  end: v.string(),
  value: doubleSchema,
  /** Steps done. */
  steps: v.number(),
  diverged: v.exactOptional(v.object({ at: v.number(), problem: problemSchema })),
  /** Why the gradient was not the exact one. */
  note: v.exactOptional(problemSchema),
  /** Steps and values; points (one number a variable) only of functions of one or two variables. */
  trajectory: v.omit(trajectorySchema, ['every']),
});
export type ShownPath = v.InferOutput<typeof pathSchema>;

/** The descent as it is set, and where it led; empty until it is known, and where it is off. */
const descentSchema = v.object({
  ...descentSettingsSchema.entries,
  results: v.pipe(v.array(pathSchema), v.readonly()),
  problem: v.exactOptional(problemSchema),
});
export type ShownDescent = v.InferOutput<typeof descentSchema>;

/** So many points at most are pinned of one function. */
export const MAX_PINS = 12;

/** A pinned point, with the function's derivatives there as its text is now. */
const pinSchema = v.object({
  point: v.string(),
  /** The variables' values, of functions of one or two variables: where to mark it. */
  at: v.pipe(v.array(doubleSchema), v.readonly()),
  value: gradientReportSchema.entries.value,
  /** The result in one line: `f′(5) = 0.2`, or what is wrong there; empty until it is known. */
  text: v.string(),
});
export type ShownPin = v.InferOutput<typeof pinSchema>;

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
  /** Which of the variables is looked at closely: its derivative is large, the slice runs along it. */
  chosen: v.number(),
  /** Undefined until they are known. */
  plots: v.exactOptional(plotsSchema),
  /** Of functions that give one number. */
  descent: v.exactOptional(descentSchema),
  pins: v.pipe(v.array(pinSchema), v.maxLength(MAX_PINS), v.readonly()),
  live: liveSchema,
});
export type ShownGradient = v.InferOutput<typeof gradientSchema>;

/** The function could not be run at this point: why, and whether there is a line to go to. */
const failedSchema = v.object({
  kind: v.literal('failed'),
  ...subject,
  /** How the gradient was to be taken. */
  method: v.picklist(GRADIENT_METHODS),
  problem: problemSchema,
  hasPlace: v.boolean(),
  live: liveSchema,
});

/** After a reload of the window: user code runs again only when it is asked for. */
const waitingSchema = v.object({ kind: v.literal('waiting'), ...subject });

const unavailableSchema = v.object({ kind: v.literal('unavailable'), problem: problemSchema });

export const gradientStateSchema = v.variant('kind', [gradientSchema, failedSchema, waitingSchema, unavailableSchema]);
export type GradientState = v.InferOutput<typeof gradientStateSchema>;

/** A picture of at most this many bytes is taken from the page. */
const MAX_PICTURE = 20_000_000;

const indexSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A point as a person writes it. */
const pointSchema = v.pipe(v.string(), v.maxLength(100_000));

/** What the page may ask for. */
export const gradientRequestSchema = v.variant('kind', [
  /** Another point, as the person writes it; refused with what is wrong with it. */
  v.object({ kind: v.literal('setPoint'), point: pointSchema }),
  /** Other values of some variables, as a point is dragged or stepped; what is in sight stays where it is. */
  v.object({
    kind: v.literal('movePoint'),
    values: v.pipe(
      v.array(v.object({ variable: indexSchema, value: v.pipe(v.number(), v.finite()) })),
      v.minLength(1),
      v.maxLength(2),
    ),
  }),
  /** Looks at another variable closely. */
  v.object({ kind: v.literal('choose'), variable: indexSchema }),
  v.object({ kind: v.literal('setMethod'), method: v.picklist(GRADIENT_METHODS) }),
  v.object({ kind: v.literal('setLive'), on: v.boolean() }),
  v.object({ kind: v.literal('setDescent'), settings: descentSettingsSchema }),
  /** Pins the point that is shown. */
  v.object({ kind: v.literal('pin') }),
  v.object({ kind: v.literal('unpin'), point: pointSchema }),
  v.object({ kind: v.literal('goToPin'), point: pointSchema }),
  v.object({ kind: v.literal('recompute') }),
  /** Goes to the function. */
  v.object({ kind: v.literal('reveal') }),
  /** Goes to the line that a problem names. */
  v.object({ kind: v.literal('revealPlace') }),
  /** The host asks in which form. */
  v.object({ kind: v.literal('copy') }),
  /** Writes a unit test that asserts what is shown. */
  v.object({ kind: v.literal('pinAsTest') }),
  /** A PNG to be saved where the person says. */
  v.object({
    kind: v.literal('savePicture'),
    png: v.pipe(
      v.instance(Uint8Array),
      v.check(png => png.byteLength <= MAX_PICTURE),
    ),
  }),
]);
export type GradientRequest = v.InferOutput<typeof gradientRequestSchema>;
