import * as v from 'valibot';
import type { NestedOf, Value } from '../../numerics/argument';
import { GRADIENT_METHODS, STATUSES } from '../../numerics/derivative';
import { DIFFERENCE_METHODS } from '../../numerics/differences';
import { FORMS, OPTIMIZERS } from '../../numerics/optimizers';
import { elementCount } from '../../numerics/tensor';
import { VERDICTS } from '../../numerics/verdict';
import { TYPED_ARRAYS } from '../../source/types';
import { doubleSchema, problemSchema } from '../../words/schemas';

/** What the extension host and the evaluate process say to each other; the envelope is that of every child process. */

const formSchema = v.variant('kind', [
  v.object({
    kind: v.literal('numbers'),
    depth: v.number(),
    length: v.exactOptional(v.number()),
    typed: v.exactOptional(v.picklist(TYPED_ARRAYS)),
  }),
  v.object({ kind: v.literal('unknown'), numbers: v.exactOptional(v.literal(true)) }),
  v.object({ kind: v.literal('other'), type: v.string() }),
  v.object({ kind: v.literal('ungivable'), type: v.string(), integers: v.exactOptional(v.literal(true)) }),
]);

const parameterSchema = v.object({ name: v.string(), form: formSchema, optional: v.boolean() });

/** A module of the user: see `ModuleText`. */
const moduleSchema = v.object({
  file: v.string(),
  text: v.string(),
  unsaved: v.exactOptional(v.record(v.string(), v.string())),
});

/** Where a function stands in its text: see `FunctionSite`. */
const siteSchema = v.object({
  name: v.string(),
  start: v.number(),
  end: v.number(),
  inModule: v.boolean(),
  variables: v.exactOptional(v.pipe(v.array(v.string()), v.readonly())),
  parameters: v.pipe(v.array(parameterSchema), v.readonly()),
});

/** A function in a text: see `FunctionSource`. */
const sourceSchema = v.object({ ...moduleSchema.entries, site: siteSchema });

/** Arguments as JSON knows them: the process makes typed arrays of them where the function asks for such. */
const argumentsSchema: v.GenericSchema<Value[]> = v.array(v.custom<Value>(value => typeof value !== 'function'));

/** What the code prints is dropped: it has printed the same before, or will do so many times. */
const quietSchema = v.exactOptional(v.boolean());

/** Loads the module and differentiates its function at a point; answered by a `GradientReport`. */
export const gradientRequestSchema = v.object({
  kind: v.literal('gradient'),
  source: sourceSchema,
  args: argumentsSchema,
  method: v.picklist(GRADIENT_METHODS),
  /** h of the methods with one step. */
  step: v.exactOptional(v.pipe(v.number(), v.gtValue(0))),
  /** Automatic differentiation of the same source, too. */
  exact: v.exactOptional(v.boolean()),
  /** The central difference of the book for every component, too. */
  book: v.exactOptional(v.boolean()),
  /** Numbers of the parameters to differentiate with respect to; all by default. */
  wrt: v.exactOptional(v.array(v.number())),
  quiet: quietSchema,
});
export type GradientRequest = v.InferOutput<typeof gradientRequestSchema>;

/** A number among the arguments: its place, row-major over all parameters. */
const variableSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Ends of an interval, the smaller first; finite. */
const rangeSchema = v.pipe(
  v.tuple([v.number(), v.number()]),
  v.check(([from, to]) => from < to && Number.isFinite(to - from)),
);
export type Range = v.InferOutput<typeof rangeSchema>;

/** Loads the module and evaluates its function about a point, to be drawn; answered by a `PlotsReport`. */
export const plotsRequestSchema = v.object({
  kind: v.literal('plots'),
  source: sourceSchema,
  args: argumentsSchema,
  /** The function along one variable, the others held fixed. */
  slice: v.exactOptional(v.object({ variable: variableSchema, range: rangeSchema })),
  /** The function over two variables, with its gradient at some points. */
  map: v.exactOptional(
    v.object({ variables: v.tuple([variableSchema, variableSchema]), x: rangeSchema, y: rangeSchema }),
  ),
  /** The differences with respect to one variable, and their errors over the steps. */
  steps: v.exactOptional(
    v.object({
      variable: variableSchema,
      /** What the differences are compared with. */
      reference: v.nullable(doubleSchema),
      /** h of the methods with one step. */
      step: v.exactOptional(v.pipe(v.number(), v.gtValue(0))),
    }),
  ),
});
export type PlotsRequest = v.InferOutput<typeof plotsRequestSchema>;

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

/** How the gradient of a descent is taken. */
export const DESCENT_GRADIENTS = ['exact', 'adaptive', 'central'] as const;

/** Loads the module and goes down its function from a point; answered by a `DescentReport`. */
export const descentRequestSchema = v.object({
  kind: v.literal('descend'),
  source: sourceSchema,
  args: argumentsSchema,
  optimizer: v.object({
    name: v.picklist(OPTIMIZERS),
    form: v.picklist(FORMS),
    /** Those that are left out are the optimizer's own. */
    constants: v.object({
      learningRate: v.exactOptional(v.number()),
      momentum: v.exactOptional(v.number()),
      decay: v.exactOptional(v.number()),
      beta1: v.exactOptional(v.number()),
      beta2: v.exactOptional(v.number()),
      epsilon: v.exactOptional(v.number()),
    }),
  }),
  steps: v.pipe(v.number(), v.integer(), v.minValue(0)),
  gradient: v.picklist(DESCENT_GRADIENTS),
  /** The path is wanted at every so many steps; of a long one it comes thinned out. */
  every: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  quiet: quietSchema,
});
export type DescentRequest = v.InferOutput<typeof descentRequestSchema>;

/** Loads the module and compares a derivative in it with its function; answered by a `CheckReport`. */
export const checkRequestSchema = v.object({
  kind: v.literal('check'),
  source: moduleSchema,
  function: siteSchema,
  derivative: siteSchema,
  /** The functions of the text that the derivative calls: offsets. Slips are looked for there, too. */
  called: v.pipe(v.array(v.object({ start: v.number(), end: v.number() })), v.readonly()),
  /** The only parameter that the derivative is taken with respect to. */
  wrt: v.exactOptional(v.string()),
  /** The center of the points; `chosen` where a person said it. */
  args: argumentsSchema,
  chosen: v.boolean(),
  points: v.pipe(v.number(), v.integer(), v.minValue(0)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0)),
  rtol: v.exactOptional(v.number()),
});
export type CheckRequest = v.InferOutput<typeof checkRequestSchema>;

export const evaluateRequestSchema = v.variant('kind', [
  gradientRequestSchema,
  plotsRequestSchema,
  valuesRequestSchema,
  descentRequestSchema,
  checkRequestSchema,
]);
export type EvaluateRequest = v.InferOutput<typeof evaluateRequestSchema>;

/** A derivative by each method, with its error; null where there is none. */
const differenceSchema = v.object({
  method: v.picklist(DIFFERENCE_METHODS),
  derivative: v.nullable(doubleSchema),
  error: v.nullable(doubleSchema),
});

const doublesSchema = v.instance(Float64Array);

/** The function along one of its variables, the others held fixed. */
const sliceSchema = v.object({
  variable: v.number(),
  /** Its value at the point. */
  at: doubleSchema,
  /** Ascending. */
  xs: doublesSchema,
  /** Values of the function; NaN where it has none. */
  ys: doublesSchema,
});
export type Slice = v.InferOutput<typeof sliceSchema>;

/** The function over two of its variables, the others held fixed. */
const mapSchema = v.object({
  variables: v.tuple([v.number(), v.number()]),
  /** Their values at the point. */
  at: v.tuple([doubleSchema, doubleSchema]),
  /** Values of the first variable, one a column, and of the second, one a row; ascending and evenly spaced. */
  xs: doublesSchema,
  ys: doublesSchema,
  /** Values of the function, row by row; NaN where it has none. */
  values: doublesSchema,
  /** The gradient at points of a coarser grid: x, y, ∂f/∂x, ∂f/∂y of each, one after the other; only where it is finite. */
  arrows: doublesSchema,
});
export type ContourMap = v.InferOutput<typeof mapSchema>;

/** The differences with respect to one variable, and how their error depends on the step. */
const stepsSchema = v.object({
  variable: v.number(),
  differences: v.pipe(v.array(differenceSchema), v.readonly()),
  /** Steps, descending; none where there is no reference, or the function takes too long. */
  h: doublesSchema,
  /** |difference − reference| over `h`, of each method; NaN where there is none. */
  errors: v.pipe(v.array(v.object({ method: v.picklist(DIFFERENCE_METHODS), error: doublesSchema })), v.readonly()),
});
export type Steps = v.InferOutput<typeof stepsSchema>;

/** Answer to `plots`: what was asked for, unless it would show no number or takes too long; coarser where calls are slow. */
export const plotsReportSchema = v.object({
  slice: v.exactOptional(sliceSchema),
  map: v.exactOptional(mapSchema),
  steps: v.exactOptional(stepsSchema),
  milliseconds: v.number(),
});
export type PlotsReport = v.InferOutput<typeof plotsReportSchema>;

/** Values nested in arrays to any depth. */
function nestedSchema<T>(item: v.GenericSchema<T>): v.GenericSchema<NestedOf<T>> {
  return v.union([item, v.lazy(() => v.array(nestedSchema(item)))]);
}

const nestedNumbersSchema = nestedSchema(v.nullable(doubleSchema));

const gradientSchema = v.object({
  name: v.string(),
  gradient: nestedNumbersSchema,
  error: nestedNumbersSchema,
  /** By automatic differentiation; null where that is not exact, or was not asked for. */
  exact: nestedNumbersSchema,
  /** The book's central difference, h = 1e-4; only where it was asked for. */
  book: v.exactOptional(nestedNumbersSchema),
  left: v.exactOptional(nestedNumbersSchema),
  right: v.exactOptional(nestedNumbersSchema),
  nearby: v.exactOptional(nestedNumbersSchema),
  status: nestedSchema(v.picklist(STATUSES)),
});

/** Answer to `gradient`. */
export const gradientReportSchema = v.object({
  /** The function's value, several flattened. */
  value: v.nullable(v.union([doubleSchema, v.pipe(v.array(doubleSchema), v.readonly())])),
  method: v.picklist(GRADIENT_METHODS),
  step: v.exactOptional(v.number()),
  evaluations: v.number(),
  parameters: v.pipe(v.array(gradientSchema), v.readonly()),
  status: v.picklist(STATUSES),
  problem: v.exactOptional(problemSchema),
  /** Why `exact` is null somewhere. */
  exactNote: v.exactOptional(problemSchema),
  /** The function changes its arguments, so that it was given copies. */
  changesArguments: v.exactOptional(v.literal(true)),
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

/** A path at some of its steps; the points one after the other. */
export const trajectorySchema = v.object({
  every: v.number(),
  steps: doublesSchema,
  values: doublesSchema,
  points: doublesSchema,
});

/** Answer to `descend`. */
export const descentReportSchema = v.object({
  /** The arguments at the end. */
  end: argumentsSchema,
  value: doubleSchema,
  /** Steps done. */
  steps: v.number(),
  diverged: v.exactOptional(v.object({ at: v.number(), problem: problemSchema })),
  /** How the gradient was taken. */
  gradient: v.picklist(DESCENT_GRADIENTS),
  /** Why it was not taken as it was wanted. */
  gradientNote: v.exactOptional(problemSchema),
  trajectory: v.exactOptional(trajectorySchema),
  milliseconds: v.number(),
});
export type DescentReport = v.InferOutput<typeof descentReportSchema>;

/** A number of a derivative, as a person's code gives it and as it is numerically. */
const componentSchema = v.object({
  parameter: v.string(),
  /** Its index among the numbers of this derivative, row-major. */
  index: v.number(),
  /** Of a Jacobian: which of the results. */
  row: v.exactOptional(v.number()),
  /** Where it stands in the parameter; empty for a number. */
  position: v.pipe(v.array(v.number()), v.readonly()),
  analytic: doubleSchema,
  numeric: v.nullable(doubleSchema),
  error: v.nullable(doubleSchema),
  left: v.exactOptional(doubleSchema),
  right: v.exactOptional(doubleSchema),
  /** Why it is inconclusive. */
  reason: v.exactOptional(problemSchema),
  /** The point at which it is so. */
  at: argumentsSchema,
});
export type CheckedComponent = v.InferOutput<typeof componentSchema>;

/** Answer to `check`. */
export const checkReportSchema = v.object({
  verdict: v.picklist(VERDICTS),
  /** How many points were checked. */
  points: v.number(),
  /** The parameters with respect to which the derivative is taken. */
  wrt: v.pipe(v.array(v.string()), v.readonly()),
  /** The worst of the numbers; none where nothing could be compared. */
  component: v.exactOptional(componentSchema),
  /** What the difference looks like. */
  cause: v.exactOptional(problemSchema),
  /** Why nothing can be said. */
  problem: v.exactOptional(problemSchema),
  milliseconds: v.number(),
});
export type CheckReport = v.InferOutput<typeof checkReportSchema>;
