import * as v from 'valibot';

/** What a training is told about its data; part of its configuration. */

export const NORMALIZATIONS = ['none', 'minmax', 'standardize'] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

export const TASKS = ['classification', 'regression'] as const;
/** What is learned: the class of a sample, or numbers. */
export type Task = (typeof TASKS)[number];

/** What to do with a sample that lacks a value: name it, leave it out, or put in the mean (the most frequent). */
export const MISSING_VALUES = ['error', 'drop', 'fill'] as const;

const samples = (standard: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(1_000_000)), standard);
const noise = (standard: number) => v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), standard);
const classes = (standard: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(10)), standard);

/** Arms around the origin, a class an arm. */
export const spiralSchema = v.strictObject({
  generator: v.literal('spiral'),
  samples: samples(300),
  noise: noise(0.1),
  classes: classes(2),
  turns: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(10)), 1),
});

/** Two half circles, one in the other's gap. */
const moonsSchema = v.strictObject({ generator: v.literal('moons'), samples: samples(200), noise: noise(0.1) });

/** A circle in another; the inner one's radius is `factor` times the outer one's. */
const circlesSchema = v.strictObject({
  generator: v.literal('circles'),
  samples: samples(200),
  noise: noise(0.05),
  factor: v.optional(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), 0.5),
});

/** Points around the four corners of a square, opposite corners of one class. */
const xorSchema = v.strictObject({ generator: v.literal('xor'), samples: samples(200), noise: noise(0.1) });

/** A normal distribution a class; `noise` is its deviation. */
const blobsSchema = v.strictObject({
  generator: v.literal('blobs'),
  samples: samples(200),
  noise: noise(0.5),
  classes: classes(3),
});

/** y = sin x over one period; noise is the deviation of what is added to y. Regression. */
const sineSchema = v.strictObject({ generator: v.literal('sine'), samples: samples(200), noise: noise(0.1) });

/** z = a plane over x and y, plus noise. Regression. */
const planeSchema = v.strictObject({ generator: v.literal('plane'), samples: samples(200), noise: noise(0.1) });

/** Digits 0 to 9 drawn with strokes, 28 × 28 pixels; distortion 0 draws every digit alike. */
const drawnDigitsSchema = v.strictObject({
  generator: v.literal('drawnDigits'),
  samples: samples(2000),
  distortion: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(3)), 1),
});

export const generatorSchema = v.variant('generator', [
  spiralSchema,
  moonsSchema,
  circlesSchema,
  xorSchema,
  blobsSchema,
  sineSchema,
  planeSchema,
  drawnDigitsSchema,
]);
export type GeneratorConfig = v.InferOutput<typeof generatorSchema>;
export type GeneratorName = GeneratorConfig['generator'];
export type ConfigOf<Name extends GeneratorName> = Extract<GeneratorConfig, { generator: Name }>;
export const GENERATORS = generatorSchema.options.map(({ entries }) => entries.generator.literal);

const pathSchema = v.pipe(v.string(), v.minLength(1));

/** Features and labels in two files, or in two arrays of one (`mnist.npz#x_train`). */
const arraysSchema = v.strictObject({ images: pathSchema, labels: pathSchema });
export type ArraysConfig = v.InferOutput<typeof arraysSchema>;

/** A file by its path, relative to the configuration's folder; two files; or a generator. */
export const sourceSchema = v.lazy((input): typeof pathSchema | typeof arraysSchema | typeof generatorSchema =>
  // Which of them is meant is seen at once, so that what is wrong within it can be named.
  typeof input !== 'object' || input === null ? pathSchema : 'generator' in input ? generatorSchema : arraysSchema,
);
export type DataSource = v.InferOutput<typeof sourceSchema>;

const shareSchema = v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.9));
/** The share of the samples that is kept from training to test on, or other files to test on. */
const testSchema = v.lazy((input): typeof shareSchema | typeof pathSchema | typeof arraysSchema =>
  typeof input === 'string' ? pathSchema : typeof input === 'object' ? arraysSchema : shareSchema,
);

const columnSchema = v.union([v.string(), v.pipe(v.number(), v.integer())]);

export const dataSchema = v.strictObject({
  source: v.optional(sourceSchema, () => v.parse(spiralSchema, { generator: 'spiral' })),
  /**
   * Column of the classes or numbers to learn, by its name or its index from 0 (negative ones from the end); several of
   * numbers. The last column where none is given.
   */
  label: v.optional(v.union([columnSchema, v.pipe(v.array(columnSchema), v.minLength(1), v.readonly())])),
  /** Columns to leave out, such as identifiers, names and dates. */
  ignore: v.optional(v.pipe(v.array(columnSchema), v.readonly())),
  /** auto: whole numbers and texts that repeat are classes, other numbers are a regression. */
  task: v.optional(v.picklist(['auto', ...TASKS]), 'auto'),
  /** How each feature is scaled, by figures of the training samples; the pixels of images all alike. */
  normalize: v.optional(v.picklist(NORMALIZATIONS), 'standardize'),
  split: v.optional(v.strictObject({ test: v.optional(testSchema, 0.2) }), {}),
  /** Of tables. */
  missing: v.optional(v.picklist(MISSING_VALUES), 'error'),
  /** Between the cells of a table; auto takes what stands most often in its first line. */
  separator: v.optional(v.picklist(['auto', ',', ';', '\t', '|', ' ']), 'auto'),
  /** Memory that the data may take, in MB. */
  memory: v.optional(v.pipe(v.number(), v.minValue(16), v.maxValue(65_536)), 1024),
});
export type DataConfig = v.InferOutput<typeof dataSchema>;

const names = v.pipe(v.array(v.string()), v.readonly());

/** What a data source holds. */
export const dataDescriptionSchema = v.object({
  samples: v.number(),
  features: v.number(),
  task: v.picklist(TASKS),
  /** Names of the classes; none of a regression. */
  classes: names,
  /** Names of what is learned: the label column, or the columns of a regression. */
  labels: names,
  /** Columns of a table; none for a generator or images. */
  columns: names,
  /** Samples that were left out and values that were put in where they were missing; undefined where none was. */
  missing: v.optional(v.object({ dropped: v.number(), filled: v.number() })),
  /** Height and width in pixels where the samples are images. */
  image: v.optional(v.object({ height: v.number(), width: v.number() })),
});
export type DataDescription = v.InferOutput<typeof dataDescriptionSchema>;

/** How far reading or making data is; `total` is 0 while it is not known. */
export const readingSchema = v.object({
  kind: v.literal('reading'),
  /** The file, as it was given, or the generator. */
  source: v.string(),
  done: v.number(),
  total: v.number(),
});
export type Reading = v.InferOutput<typeof readingSchema>;
