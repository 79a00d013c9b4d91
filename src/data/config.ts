import * as v from 'valibot';
import { chosen, described, describedChoice, isObject } from './configSchemas';

/** What a training is told about its data; part of its configuration. */

export const NORMALIZATIONS = ['none', 'minmax', 'standardize'] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

export const TASKS = ['classification', 'regression'] as const;
/** What is learned: the class of a sample, or numbers. */
export type Task = (typeof TASKS)[number];

/** What to do with a sample that lacks a value: name it, leave it out, or put in the mean (the most frequent). */
export const MISSING_VALUES = ['error', 'drop', 'fill'] as const;

const samples = (standard: number) =>
  v.optional(
    described(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(1_000_000)), 'How many samples are made.'),
    standard,
  );
const noise = (standard: number, description: string) =>
  v.optional(described(v.pipe(v.number(), v.minValue(0), v.maxValue(10)), description), standard);
const classes = (standard: number) =>
  v.optional(
    described(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(10)), 'How many classes there are.'),
    standard,
  );

const DEVIATION = 'Standard deviation of what is added to each coordinate.';

/** Arms around the origin, a class an arm. */
export const spiralSchema = described(
  v.strictObject({
    generator: v.literal('spiral'),
    samples: samples(300),
    noise: noise(0.1, 'Width of the range of what is added to each coordinate.'),
    classes: classes(2),
    turns: v.optional(
      described(v.pipe(v.number(), v.gtValue(0), v.maxValue(10)), 'How often an arm goes around the origin.'),
      1,
    ),
  }),
  'Arms around the origin, a class an arm.',
);

const moonsSchema = described(
  v.strictObject({ generator: v.literal('moons'), samples: samples(200), noise: noise(0.1, DEVIATION) }),
  "Two half circles, one in the other's gap.",
);

const circlesSchema = described(
  v.strictObject({
    generator: v.literal('circles'),
    samples: samples(200),
    noise: noise(0.05, DEVIATION),
    factor: v.optional(
      described(v.pipe(v.number(), v.gtValue(0), v.ltValue(1)), "Radius of the inner circle; the outer one's is 1."),
      0.5,
    ),
  }),
  'A circle in another.',
);

const xorSchema = described(
  v.strictObject({ generator: v.literal('xor'), samples: samples(200), noise: noise(0.1, DEVIATION) }),
  'Points around the four corners of a square; opposite corners are of one class.',
);

const blobsSchema = described(
  v.strictObject({
    generator: v.literal('blobs'),
    samples: samples(200),
    noise: noise(0.5, 'Standard deviation of each class.'),
    classes: classes(3),
  }),
  'A normal distribution a class.',
);

const sineSchema = described(
  v.strictObject({
    generator: v.literal('sine'),
    samples: samples(200),
    noise: noise(0.1, 'Standard deviation of what is added to y.'),
  }),
  'y = sin x over one period. Regression.',
);

const planeSchema = described(
  v.strictObject({
    generator: v.literal('plane'),
    samples: samples(200),
    noise: noise(0.1, 'Standard deviation of what is added to z.'),
  }),
  'z = a plane over x and y. Regression.',
);

const drawnDigitsSchema = described(
  v.strictObject({
    generator: v.literal('drawnDigits'),
    samples: samples(2000),
    distortion: v.optional(
      described(
        v.pipe(v.number(), v.minValue(0), v.maxValue(3)),
        'How much the strokes are distorted; 0 draws every digit alike.',
      ),
      1,
    ),
  }),
  'Digits 0 to 9 drawn with strokes, 28 × 28 pixels.',
);

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

const pathSchema = (expected: string) => v.pipe(v.string(expected), v.minLength(1, expected));

/** Features and labels in two files, or in two arrays of one (`mnist.npz#x_train`). */
const arraysSchema = described(
  v.strictObject({
    images: described(pathSchema('path'), 'File of the images or features, relative to this file.'),
    labels: described(pathSchema('path'), 'File of the labels, relative to this file.'),
  }),
  'Features and labels in two files, or in two arrays of one: mnist.npz#x_train and mnist.npz#y_train.',
);
export type ArraysConfig = v.InferOutput<typeof arraysSchema>;

const sourceFileSchema = described(
  pathSchema('source'),
  'A file, relative to this one: CSV, TSV, JSON, JSON Lines, NPY, NPZ or IDX.',
);

/** A file by its path, relative to the configuration's folder; two files; or a generator. */
export const sourceSchema = chosen([sourceFileSchema, generatorSchema, arraysSchema], input => {
  if (!isObject(input)) return sourceFileSchema;
  return 'generator' in input ? generatorSchema : arraysSchema;
});
export type DataSource = v.InferOutput<typeof sourceSchema>;

const shareSchema = described(
  v.pipe(v.number('test'), v.minValue(0.01, 'test'), v.maxValue(0.9, 'test')),
  'The share of the samples that is kept from training.',
);
const testFileSchema = described(pathSchema('test'), 'Another file to test on.');

/** The share of the samples that is kept from training to test on, or other files to test on. */
const testSchema = chosen([shareSchema, testFileSchema, arraysSchema], input => {
  if (typeof input === 'string') return testFileSchema;
  return isObject(input) ? arraysSchema : shareSchema;
});

const columnSchema = v.union([v.string('label'), v.pipe(v.number('label'), v.integer('label'))], 'label');
const columnsSchema = v.pipe(v.array(columnSchema), v.minLength(1, 'label'), v.readonly());

/** A column of the classes or numbers to learn, by its name or its index from 0; several of numbers. */
const labelSchema = chosen([columnSchema, columnsSchema], input =>
  Array.isArray(input) ? columnsSchema : columnSchema,
);

export const dataSchema = v.strictObject({
  source: v.optional(described(sourceSchema, 'What is trained on: a file, two files of arrays, or a generator.'), () =>
    v.parse(spiralSchema, { generator: 'spiral' }),
  ),
  label: v.optional(
    described(
      labelSchema,
      'Column of what is to be learned, by its name or its index from 0, negative ones from the end; a list of columns for several numbers. The last column where none is given.',
    ),
  ),
  ignore: v.optional(
    described(
      v.pipe(v.array(columnSchema), v.readonly()),
      'Columns to leave out, such as identifiers, names and dates.',
    ),
  ),
  task: v.optional(
    describedChoice(['auto', ...TASKS], 'What is learned.', {
      auto: 'Texts, and whole numbers that repeat, are classes; other numbers are a regression.',
      classification: 'The class of a sample.',
      regression: 'Numbers.',
    }),
    'auto',
  ),
  normalize: v.optional(
    describedChoice(NORMALIZATIONS, 'How each feature is scaled, by figures of the training samples.', {
      none: 'Not at all.',
      minmax: 'To the range from 0 to 1.',
      standardize: 'To mean 0 and deviation 1.',
    }),
    'standardize',
  ),
  normalizeLabels: v.optional(
    describedChoice(
      NORMALIZATIONS,
      'How the numbers of a regression are scaled, by figures of the training samples. The loss is that of the scaled numbers; R² is the same for all.',
      {
        none: 'Not at all.',
        minmax: 'To the range from 0 to 1.',
        standardize: 'To mean 0 and deviation 1.',
      },
    ),
    'standardize',
  ),
  split: v.optional(
    described(
      v.strictObject({
        test: v.optional(
          described(
            testSchema,
            'What is tested on: a share of the samples, or other files. No share is taken where the source brings arrays to test on (x_test, y_test).',
          ),
          0.2,
        ),
      }),
      'How the samples are split into those to train on and those to test on.',
    ),
    {},
  ),
  missing: v.optional(
    describedChoice(MISSING_VALUES, 'What is done with a sample that lacks a value.', {
      error: 'It is named, and nothing is trained.',
      drop: 'It is left out.',
      fill: 'The mean of the training samples is put in, or the most frequent text.',
    }),
    'error',
  ),
  separator: v.optional(
    described(
      v.picklist(['auto', ',', ';', '\t', '|', ' ']),
      'What stands between the cells of a table; auto takes what stands most often in its first line.',
    ),
    'auto',
  ),
  memory: v.optional(
    described(
      v.pipe(v.number(), v.minValue(16), v.maxValue(65_536)),
      'Memory that the data may take, in MB; data that need more are refused before they are read.',
    ),
    1024,
  ),
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
