import * as v from 'valibot';
import { dataSchema } from '../data/config';
import { chosen, described, describedChoice, isObject } from '../data/configSchemas';
import { ACTIVATIONS } from '../kernels/kernels';
import { CONSTANTS_OF, FORMS, OPTIMIZERS, type OptimizerName } from '../numerics/optimizers';
import { Problem } from '../numerics/problem';
import { knownKeys, misplacedList, schemaAt } from './schemaWalk';

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
  units: described(count(4096), 'How many units the layer has.'),
  activation: v.optional(
    describedChoice(ACTIVATIONS, 'What a unit makes of its weighted sum.', {
      sigmoid: '1 / (1 + e⁻ˣ)',
      relu: 'max(0, x)',
      tanh: 'tanh x',
      identity: 'x: layers of it do no more than one layer',
      step: '1 for x > 0, else 0: its derivative is 0, so that nothing below it learns',
    }),
    'tanh',
  ),
});

const networkSchema = described(
  v.strictObject({
    layers: v.optional(
      described(
        v.pipe(v.array(layerSchema), v.maxLength(16)),
        'The hidden layers, from the input on; the output layer is made for the data and the loss.',
      ),
      () => [
        { units: 16, activation: 'tanh' as const },
        { units: 16, activation: 'tanh' as const },
      ],
    ),
    init: v.optional(
      describedChoice(INITIALIZATIONS, 'How the weights begin.', {
        auto: 'He before ReLU, else Xavier.',
        normal: 'N(0, 0.01²), as in the book.',
        xavier: 'N(0, 1/n) for n inputs.',
        he: 'N(0, 2/n) for n inputs.',
      }),
      'auto',
    ),
  }),
  'A network of fully connected layers.',
);
export type NetworkConfig = v.InferOutput<typeof networkSchema>;

/** A module of the user's with `init(random)`, `loss(params, x, t)` and perhaps `predict(params, x)`. */
const moduleSchema = described(
  v.strictObject({
    module: described(
      v.pipe(v.string('path'), v.minLength(1, 'path')),
      'A TypeScript or JavaScript module, relative to this file, that exports init(random), loss(params, x, t) and perhaps predict(params, x).',
    ),
  }),
  'A model of your own.',
);
export type ModuleConfig = v.InferOutput<typeof moduleSchema>;

const modelSchema = chosen([networkSchema, moduleSchema], input =>
  isObject(input) && 'module' in input ? moduleSchema : networkSchema,
);

const CONSTANTS = ['momentum', 'decay', 'beta1', 'beta2', 'epsilon'] as const;

/** The constants that an optimizer does not take. */
function unusedConstants(name: OptimizerName) {
  return CONSTANTS.filter(constant => !CONSTANTS_OF[name].includes(constant));
}

const DEFAULT_OPTIMIZER = 'adam';

const optimizerSchema = v.strictObject({
  name: v.optional(
    describedChoice(OPTIMIZERS, 'How the parameters are moved against the gradient.', {
      sgd: 'Gradient descent: W ← W − α ∂L/∂W.',
      momentum: 'Momentum: goes on in the direction it had.',
      nesterov: 'Momentum with the gradient taken ahead.',
      adagrad: 'AdaGrad: smaller steps where gradients were large.',
      rmsprop: 'RMSProp: as AdaGrad, but forgets.',
      adam: 'Adam: averages of gradients and of their squares.',
    }),
    DEFAULT_OPTIMIZER,
  ),
  form: v.optional(
    describedChoice(FORMS, 'Where ε stands, and the constants.', {
      book: 'As "Deep Learning from Scratch" writes it.',
      paper: 'As it was published.',
    }),
    'paper',
  ),
  learningRate: v.optional(described(positive, 'The learning rate α, which a schedule multiplies.'), 0.01),
  momentum: v.optional(described(share, 'μ of momentum and nesterov; 0.9 where it is left out.')),
  decay: v.optional(
    described(share, 'ρ of rmsprop: how much of its average is kept; 0.9 in the paper form, 0.99 in the book form.'),
  ),
  beta1: v.optional(described(share, 'β₁ of adam; 0.9 where it is left out.')),
  beta2: v.optional(described(share, 'β₂ of adam; 0.999 where it is left out.')),
  epsilon: v.optional(
    described(
      v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
      'ε of adagrad, rmsprop and adam, which keeps them from dividing by 0.',
    ),
  ),
  weightDecay: v.optional(
    described(
      v.pipe(v.number(), v.minValue(0), v.maxValue(1e3)),
      'λ: λW is added to the gradient of every weight ("Deep Learning from Scratch", 6.4.2).',
    ),
    0,
  ),
});
export type OptimizerConfig = v.InferOutput<typeof optimizerSchema>;

/** For the JSON schema: an optimizer takes its own constants only. */
function constantRules(): object[] {
  return OPTIMIZERS.map(name => ({
    if: { properties: { name: { const: name } }, ...(name === DEFAULT_OPTIMIZER ? {} : { required: ['name'] }) },
    then: { properties: Object.fromEntries(unusedConstants(name).map(constant => [constant, false])) },
  }));
}

const scheduleSchema = v.variant('name', [
  described(v.strictObject({ name: v.literal('constant') }), 'The learning rate stays as it is.'),
  described(
    v.strictObject({
      name: v.literal('step'),
      epochs: v.optional(described(count(1_000_000), 'Epochs between two multiplications.'), 10),
      factor: v.optional(
        described(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 'What the learning rate is multiplied by.'),
        0.5,
      ),
    }),
    'The learning rate is multiplied by a factor every few epochs.',
  ),
  described(
    v.strictObject({
      name: v.literal('cosine'),
      minimum: v.optional(described(share, 'The last rate, as a share of the first.'), 0),
    }),
    'Half a cosine from the learning rate down to a share of it at the last mini-batch.',
  ),
]);
export type ScheduleConfig = v.InferOutput<typeof scheduleSchema>;

const earlyStoppingSchema = v.strictObject({
  patience: v.optional(described(count(1_000_000), 'Epochs without improvement after which it ends.'), 10),
  improvement: v.optional(
    described(v.pipe(v.number(), v.minValue(0)), 'By how much the test loss must fall to count as an improvement.'),
    0,
  ),
  restoreBest: v.optional(
    described(v.boolean(), 'Whether the parameters of the best epoch are put back at the end.'),
    true,
  ),
});
export type EarlyStoppingConfig = v.InferOutput<typeof earlyStoppingSchema>;

const batchSizeSchema = v.union(
  [
    v.pipe(
      v.number('batchSize'),
      v.integer('batchSize'),
      v.minValue(1, 'batchSize'),
      v.maxValue(1_000_000, 'batchSize'),
    ),
    v.literal('full', 'batchSize'),
  ],
  'batchSize',
);

const trainingSchema = v.strictObject({
  loss: v.optional(
    describedChoice(LOSSES, 'The loss, with what stands before it.', {
      auto: 'Cross-entropy for classes, half squares for numbers.',
      crossEntropy: 'Softmax with cross-entropy.',
      binaryCrossEntropy: 'Sigmoid with binary cross-entropy, for two classes.',
      halfSquares: 'Half the sum of squared differences; classes count as one-hot numbers.',
    }),
    'auto',
  ),
  optimizer: v.optional(
    v.pipe(optimizerSchema, v.description('How the parameters are moved.'), v.metadata({ allOf: constantRules() })),
    {},
  ),
  schedule: v.optional(described(scheduleSchema, 'How the learning rate changes.'), { name: 'constant' }),
  batchSize: v.optional(
    described(batchSizeSchema, 'Samples a mini-batch, 1 for stochastic descent; "full" takes all at once.'),
    10,
  ),
  sampling: v.optional(
    describedChoice(['shuffle', 'withReplacement'], 'How the samples of a mini-batch are chosen.', {
      shuffle: 'Every epoch sees every sample once.',
      withReplacement: 'At random, as in the book: an epoch sees about 63 % of the samples.',
    }),
    'shuffle',
  ),
  epochs: v.optional(described(count(1_000_000), 'How often the training goes through the samples.'), 100),
  earlyStopping: v.optional(
    described(earlyStoppingSchema, 'Ends the training once the test loss does not fall any more.'),
  ),
  gradient: v.optional(
    describedChoice(['backpropagation', 'numerical'], 'How the gradient is found.', {
      backpropagation: 'Exactly; of a module over its own code.',
      numerical: 'By central differences: two losses for every parameter.',
    }),
    'backpropagation',
  ),
  seed: v.optional(
    described(
      v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
      'Where random numbers begin; the same seed gives the same training.',
    ),
    1,
  ),
  reproducible: v.optional(described(v.boolean(), 'The same parameters on every machine, bit for bit.'), false),
});

export const configSchema = described(
  v.strictObject({
    $schema: v.optional(described(v.string(), 'The JSON schema that editors check this file by.')),
    data: v.optional(described(dataSchema, 'What is trained on.'), {}),
    model: v.optional(described(modelSchema, 'What is trained: a network, or a module of your own.'), {}),
    training: v.optional(described(trainingSchema, 'How it is trained.'), {}),
  }),
  'A training of Nabla. Everything has a default.',
);

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
 * there are; `config-missing`; `config` with what was found and the rule it breaks (valibot's name of it, or ours);
 * `config-optimizer` and `config-module` where two keys do not go together
 */
export function parseConfig(input: unknown): TrainingConfig {
  const list = misplacedList(configSchema, input);
  if (list !== undefined) throw new Problem('config', { path: list, found: 'Array', rule: 'strict_object', limit: '' });
  const parsed = v.safeParse(configSchema, input);
  if (!parsed.success) throw problemOf(parsed.issues[0]);
  checkConstants(parsed.output.training.optimizer);
  return parsed.output;
}

function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = v.getDotPath(issue) ?? '';
  const limit = limitOf(issue);
  if (issue.expected === 'never') {
    const known = knownKeys(configSchema, issue.path ?? []).join(', ');
    return new Problem(known === 'module' ? 'config-module' : 'config-key', { path, known });
  }
  const rule = ruleOf(issue);
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    const [missing] = v.safeParse(schemaAt(configSchema, issue.path ?? []), undefined).issues ?? [issue];
    return new Problem('config-missing', { path, rule: ruleOf(missing), limit: limitOf(missing) });
  }
  if (issue.received === 'undefined') return new Problem('config-missing', { path, rule, limit });
  // Of a list that is too long valibot says how long; of a text we say the text.
  const found = typeof issue.input === 'string' ? JSON.stringify(issue.input) : issue.received;
  return new Problem('config', { path, found, rule, limit });
}

/** The name of the rule that is broken: ours where the schema gives one; valibot's messages are sentences. */
function ruleOf({ message, type }: v.BaseIssue<unknown>): string {
  return /^\w+$/.test(message) ? message : type;
}

/** What a rule compares with, or the values it allows. */
function limitOf(issue: v.BaseIssue<unknown>): string | number {
  if (typeof issue.requirement === 'number') return issue.requirement;
  return (issue.expected ?? '').replace(/^\(|\)$/g, '').replaceAll(' | ', ', ');
}

/** A constant that the optimizer does not have would be ignored. */
function checkConstants(optimizer: OptimizerConfig): void {
  const key = unusedConstants(optimizer.name).find(each => optimizer[each] !== undefined);
  if (key === undefined) return;
  const users = OPTIMIZERS.filter(name => CONSTANTS_OF[name].includes(key)).join(', ');
  throw new Problem('config-optimizer', { path: `training.optimizer.${key}`, name: optimizer.name, users });
}
