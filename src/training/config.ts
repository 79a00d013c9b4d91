import * as v from 'valibot';
import { dataSchema } from '../data/config';
import { ACTIVATIONS } from '../kernels/kernels';
import { FORMS, OPTIMIZERS } from '../numerics/optimizers';
import { Problem } from '../numerics/problem';
import { knownKeys, misplacedList } from './schemaWalk';

export {
  GENERATORS,
  NORMALIZATIONS,
  TASKS,
  generatorSchema,
  sourceSchema,
  spiralSchema,
  type DataConfig,
  type GeneratorName,
  type Task,
} from '../data/config';
export { ACTIVATIONS, type Activation } from '../kernels/kernels';
export { FORMS, OPTIMIZERS, type OptimizerForm, type OptimizerName } from '../numerics/optimizers';

/**
 * A training as a person describes it: in the Train view, in a `*.nabla.json` file and on the command line. Everything
 * has a default; what is not known is an error, so that a misspelt key never trains something else.
 */

export const INITIALIZATIONS = ['auto', 'normal', 'xavier', 'he'] as const;
export type Initialization = (typeof INITIALIZATIONS)[number];

export const LOSSES = ['auto', 'crossEntropy', 'binaryCrossEntropy', 'halfSquares'] as const;
/** The loss with what stands before it: softmax, sigmoid, identity. */
export type LossName = Exclude<(typeof LOSSES)[number], 'auto'>;

const count = (maximum: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximum));
const share = v.pipe(v.number(), v.minValue(0), v.ltValue(1));
const positive = v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6));

const layerSchema = v.strictObject({
  units: count(4096),
  activation: v.optional(v.picklist(ACTIVATIONS), 'tanh'),
});

const networkSchema = v.strictObject({
  /** The hidden layers; the output layer is made for the data and the loss. */
  layers: v.optional(v.pipe(v.array(layerSchema), v.maxLength(16)), () => [
    { units: 16, activation: 'tanh' as const },
    { units: 16, activation: 'tanh' as const },
  ]),
  /** auto: Xavier before sigmoid, tanh and the output, He before ReLU; normal: N(0, 0.01²) as in the book. */
  init: v.optional(v.picklist(INITIALIZATIONS), 'auto'),
});
export type NetworkConfig = v.InferOutput<typeof networkSchema>;

/** A module of the user's with `init(random)`, `loss(params, x, t)` and perhaps `predict(params, x)`. */
const moduleSchema = v.strictObject({ module: v.pipe(v.string(), v.minLength(1)) });
export type ModuleConfig = v.InferOutput<typeof moduleSchema>;

const modelSchema = v.lazy((input): typeof networkSchema | typeof moduleSchema =>
  typeof input === 'object' && input !== null && 'module' in input ? moduleSchema : networkSchema,
);

const optimizerSchema = v.strictObject({
  name: v.optional(v.picklist(OPTIMIZERS), 'adam'),
  /** As the book writes it or as it was published: where ε stands, and the constants. */
  form: v.optional(v.picklist(FORMS), 'paper'),
  learningRate: v.optional(positive, 0.01),
  /** Constants of the optimizer; those of its form where they are left out. */
  momentum: v.optional(share),
  decay: v.optional(share),
  beta1: v.optional(share),
  beta2: v.optional(share),
  epsilon: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  /** λ: λ W is added to the gradient of every weight ("Deep Learning from Scratch", 6.4.2). */
  weightDecay: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1e3)), 0),
});
export type OptimizerConfig = v.InferOutput<typeof optimizerSchema>;

const scheduleSchema = v.variant('name', [
  v.strictObject({ name: v.literal('constant') }),
  /** The rate is multiplied by `factor` after every `epochs` epochs. */
  v.strictObject({
    name: v.literal('step'),
    epochs: v.optional(count(1_000_000), 10),
    factor: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 0.5),
  }),
  /** Half a cosine from the rate down to `minimum` times the rate at the last mini-batch. */
  v.strictObject({ name: v.literal('cosine'), minimum: v.optional(share, 0) }),
]);
export type ScheduleConfig = v.InferOutput<typeof scheduleSchema>;

/** Ends a training once the test loss has not fallen by more than `improvement` for `patience` epochs. */
const earlyStoppingSchema = v.strictObject({
  patience: v.optional(count(1_000_000), 10),
  improvement: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  /** Whether the parameters of the best epoch are put back at the end. */
  restoreBest: v.optional(v.boolean(), true),
});
export type EarlyStoppingConfig = v.InferOutput<typeof earlyStoppingSchema>;

const trainingSchema = v.strictObject({
  /** auto: softmax with cross-entropy for classes, half squares for numbers. */
  loss: v.optional(v.picklist(LOSSES), 'auto'),
  optimizer: v.optional(optimizerSchema, {}),
  schedule: v.optional(scheduleSchema, { name: 'constant' }),
  /** Samples a mini-batch, 1 for stochastic descent; "full" takes all training samples at once. */
  batchSize: v.optional(v.union([count(1_000_000), v.literal('full')]), 10),
  /** shuffle: every epoch sees every sample once; withReplacement: the book's random choice. */
  sampling: v.optional(v.picklist(['shuffle', 'withReplacement']), 'shuffle'),
  epochs: v.optional(count(1_000_000), 100),
  earlyStopping: v.optional(earlyStoppingSchema),
  /** How the gradient is found; of a module back-propagation runs over its own code. */
  gradient: v.optional(v.picklist(['backpropagation', 'numerical']), 'backpropagation'),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)), 1),
  /** The same parameters on every machine, bit for bit. */
  reproducible: v.optional(v.boolean(), false),
});

export const configSchema = v.strictObject({
  $schema: v.optional(v.string()),
  data: v.optional(dataSchema, {}),
  model: v.optional(modelSchema, {}),
  training: v.optional(trainingSchema, {}),
});

/** A training with every default filled in. */
export type TrainingConfig = v.InferOutput<typeof configSchema>;

/** Spiral, two hidden layers of 16 tanh, Adam 0.01, batches of 10, 100 epochs. */
export function defaultConfig(): TrainingConfig {
  return v.parse(configSchema, {});
}

/**
 * Checks a configuration and fills in the defaults.
 *
 * @throws Problem about the first wrong value, with its path: `config-key` where there is no such key, with the keys
 * there are; `config-missing`; `config` with what was found and the rule it breaks (valibot's name of it)
 */
export function parseConfig(input: unknown): TrainingConfig {
  const list = misplacedList(configSchema, input);
  if (list !== undefined) throw new Problem('config', { path: list, found: 'Array', rule: 'strict_object', limit: '' });
  const parsed = v.safeParse(configSchema, input);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = v.getDotPath(issue) ?? '';
  if (issue.expected === 'never')
    throw new Problem('config-key', { path, known: knownKeys(configSchema, issue.path ?? []).join(', ') });
  if (issue.received === 'undefined' && path !== '') throw new Problem('config-missing', { path });
  throw new Problem('config', { path, found: issue.received, rule: issue.type, limit: limitOf(issue) });
}

/** What a rule compares with, or the values it allows. */
function limitOf(issue: v.BaseIssue<unknown>): string | number {
  if (typeof issue.requirement === 'number') return issue.requirement;
  return (issue.expected ?? '').replace(/^\(|\)$/g, '').replaceAll(' | ', ', ');
}
