import * as v from 'valibot';
import { dataSchema } from '../data/config';
import { ACTIVATIONS } from '../kernels/kernels';
import { Problem } from '../numerics/problem';
import { knownKeys, misplacedList } from './schemaWalk';

export { NORMALIZATIONS, sourceSchema, spiralSchema, type DataConfig } from '../data/config';
export { ACTIVATIONS, type Activation } from '../kernels/kernels';

/**
 * A training as a person describes it: in the Train view, in a `*.nabla.json` file and on the command line. Everything
 * has a default; what is not known is an error, so that a misspelt key never trains something else.
 */

export const OPTIMIZERS = ['sgd', 'adam'] as const;
export const INITIALIZATIONS = ['auto', 'normal', 'xavier', 'he'] as const;

const count = (maximum: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(maximum));

const layerSchema = v.strictObject({
  units: count(4096),
  activation: v.optional(v.picklist(ACTIVATIONS), 'tanh'),
});

const modelSchema = v.strictObject({
  /** The hidden layers; the output layer has a unit a class and softmax with cross-entropy. */
  layers: v.optional(v.pipe(v.array(layerSchema), v.maxLength(16)), () => [
    { units: 16, activation: 'tanh' as const },
    { units: 16, activation: 'tanh' as const },
  ]),
  /** auto: Xavier before sigmoid, tanh and the output, He before ReLU; normal: N(0, 0.01²) as in the book. */
  init: v.optional(v.picklist(INITIALIZATIONS), 'auto'),
});

const optimizerSchema = v.strictObject({
  name: v.optional(v.picklist(OPTIMIZERS), 'adam'),
  learningRate: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1e6)), 0.01),
});

const trainingSchema = v.strictObject({
  /** Softmax with cross-entropy, the loss of classification. */
  loss: v.optional(v.picklist(['auto']), 'auto'),
  optimizer: v.optional(optimizerSchema, {}),
  /** Samples a mini-batch; "full" takes all training samples at once. */
  batchSize: v.optional(v.union([count(1_000_000), v.literal('full')]), 10),
  /** shuffle: every epoch sees every sample once; withReplacement: the book's random choice. */
  sampling: v.optional(v.picklist(['shuffle', 'withReplacement']), 'shuffle'),
  epochs: v.optional(count(1_000_000), 100),
  gradient: v.optional(v.picklist(['backpropagation']), 'backpropagation'),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)), 1),
  /** The same parameters on every machine. Accepted already; the order of all sums is fixed in any case. */
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
