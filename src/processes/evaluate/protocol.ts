import * as v from 'valibot';
import type { Argument } from '../../numerics/argument';
import { DIFFERENCE_METHODS } from '../../numerics/differences';
import { STATUSES } from '../../numerics/gradient';
import { elementCount } from '../../numerics/tensor';
import { doubleSchema, problemSchema } from '../../words/schemas';

/** What the extension host and the evaluate process say to each other; the envelope is that of every child process. */

const formSchema = v.variant('kind', [
  v.object({
    kind: v.literal('numbers'),
    depth: v.number(),
    length: v.exactOptional(v.number()),
    typed: v.exactOptional(v.literal(true)),
  }),
  v.object({ kind: v.literal('unknown') }),
  v.object({ kind: v.literal('other'), type: v.string() }),
]);

const parameterSchema = v.object({ name: v.string(), form: formSchema, optional: v.boolean() });

/** A module of the user: see `ModuleText`. */
const moduleSchema = v.object({ file: v.string(), text: v.string() });

/** A function in a text: see `FunctionSource`. */
const sourceSchema = v.object({
  ...moduleSchema.entries,
  site: v.object({
    name: v.string(),
    start: v.number(),
    end: v.number(),
    inModule: v.boolean(),
    parameters: v.pipe(v.array(parameterSchema), v.readonly()),
  }),
});

/** Arguments: numbers, and numbers nested in arrays. */
const argumentsSchema = v.array(v.custom<Argument>(value => typeof value === 'number' || Array.isArray(value)));

/** Loads the module and differentiates its function at a point; answered by a `GradientReport`. */
export const gradientRequestSchema = v.object({
  kind: v.literal('gradient'),
  source: sourceSchema,
  args: argumentsSchema,
  method: v.picklist(DIFFERENCE_METHODS),
  step: v.pipe(v.number(), v.gtValue(0)),
  /** Numbers of the parameters to differentiate with respect to; all by default. */
  wrt: v.exactOptional(v.array(v.number())),
  /** Which number among the arguments (row-major, over all parameters) a curve is drawn along. */
  curve: v.exactOptional(v.number()),
});
export type GradientRequest = v.InferOutput<typeof gradientRequestSchema>;

/** Loads the module and evaluates expressions of its text in it; answered by a `ValuesReport`. */
export const valuesRequestSchema = v.object({
  kind: v.literal('values'),
  source: moduleSchema,
  expressions: v.pipe(
    v.array(v.object({ name: v.string(), line: v.number(), start: v.number(), end: v.number() })),
    v.readonly(),
  ),
});
export type ValuesRequest = v.InferOutput<typeof valuesRequestSchema>;

export const evaluateRequestSchema = v.variant('kind', [gradientRequestSchema, valuesRequestSchema]);
export type EvaluateRequest = v.InferOutput<typeof evaluateRequestSchema>;

/** A derivative by each method, with its error; null where there is none. */
const differenceSchema = v.object({
  method: v.picklist(DIFFERENCE_METHODS),
  derivative: v.nullable(doubleSchema),
  error: v.nullable(doubleSchema),
});

const doublesSchema = v.instance(Float64Array);

/** The function along one of its numbers, the others held fixed. */
export const curveSchema = v.object({
  /** Which number, over all parameters. */
  index: v.number(),
  /** Its value at the point. */
  at: doubleSchema,
  xs: doublesSchema,
  /** Values of the function; NaN where it has none. */
  ys: doublesSchema,
  differences: v.pipe(v.array(differenceSchema), v.readonly()),
});
export type Curve = v.InferOutput<typeof curveSchema>;

type Nested<T> = T | Nested<T>[];

/** Values nested in arrays to any depth. */
function nestedSchema<T>(item: v.GenericSchema<T>): v.GenericSchema<Nested<T>> {
  return v.union([item, v.lazy(() => v.array(nestedSchema(item)))]);
}

const gradientSchema = v.object({
  name: v.string(),
  gradient: nestedSchema(v.nullable(doubleSchema)),
  error: nestedSchema(v.nullable(doubleSchema)),
  status: nestedSchema(v.picklist(STATUSES)),
});

/** Answer to `gradient`. */
export const gradientReportSchema = v.object({
  value: v.nullable(doubleSchema),
  method: v.picklist(DIFFERENCE_METHODS),
  step: v.number(),
  evaluations: v.number(),
  parameters: v.pipe(v.array(gradientSchema), v.readonly()),
  status: v.picklist(STATUSES),
  problem: v.exactOptional(problemSchema),
  curve: v.exactOptional(curveSchema),
  /** Loading the module and all calls of the function. */
  milliseconds: v.number(),
});
export type GradientReport = v.InferOutput<typeof gradientReportSchema>;

/** The numbers an expression is worth. */
const tensorSchema = v.pipe(
  v.object({ shape: v.pipe(v.array(v.number()), v.readonly()), data: doublesSchema }),
  v.check(({ shape, data }) => elementCount(shape) === data.length),
);

/** Answer to `values`: of each expression, in order, its numbers, or why it has none. */
export const valuesReportSchema = v.pipe(v.array(v.union([tensorSchema, problemSchema])), v.readonly());
export type ValuesReport = v.InferOutput<typeof valuesReportSchema>;
