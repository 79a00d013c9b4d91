import * as v from 'valibot';
import { dataSchema } from '../../data/config';
import type { ProblemData } from '../../numerics/problem';
import { configSchema, defaultConfig, type DataConfig, type TrainingConfig } from '../../training/config';
import { isGenerator, type TrainForm } from './messages';

/** What a form says: a training, or what is wrong with which fields (`layers.0` for a layer). */
export interface ReadForm {
  readonly config: TrainingConfig | undefined;
  readonly problems: Readonly<Record<string, ProblemData>>;
}

/** The form that says what an empty configuration says. */
export function defaultForm(): TrainForm {
  const { data, model, training } = defaultConfig();
  return {
    source: 'spiral',
    label: '',
    ignore: '',
    task: data.task,
    missing: data.missing,
    normalize: data.normalize,
    test: String(100 * Number(data.split.test)),
    layers:
      'layers' in model ? model.layers.map(({ units, activation }) => ({ units: String(units), activation })) : [],
    loss: training.loss,
    optimizer: training.optimizer.name,
    learningRate: String(training.optimizer.learningRate),
    batchSize: String(training.batchSize),
    epochs: String(training.epochs),
    seed: String(training.seed),
  };
}

/** What the form says of the data it names, without what is done with them; a file is at `path`. */
export function readDataForm(form: TrainForm, path: string | undefined): DataConfig {
  return v.parse(dataSchema, dataOf(form, path));
}

function dataOf(
  { source, label, ignore, task, missing }: TrainForm,
  path: string | undefined,
): v.InferInput<typeof dataSchema> {
  if (path === undefined) return isGenerator(source) ? { source: { generator: source } } : {};
  return { source: path, ...(label === '' ? {} : { label }), ignore: namesIn(ignore), task, missing };
}

/** `name, date` as names. */
function namesIn(text: string): string[] {
  return text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
}

/**
 * Reads the form as a configuration whose data are the file at `path`, or made without one. Which numbers a field may
 * hold is what the configuration allows.
 */
export function readForm(form: TrainForm, path: string | undefined): ReadForm {
  const problems: Record<string, ProblemData> = {};
  const number = (field: string, text: string): number => {
    const value = text.trim() === '' ? NaN : Number(text);
    if (Number.isNaN(value)) problems[field] = noNumber(text);
    return Number.isNaN(value) ? PLACEHOLDER : value;
  };
  const layers = form.layers.map(({ units, activation }, index) => ({
    units: number(`layers.${index}`, units),
    activation,
  }));
  const parsed = v.safeParse(configSchema, {
    data: {
      ...dataOf(form, path),
      normalize: form.normalize,
      split: { test: number('test', form.test) / 100 },
    },
    model: { layers },
    training: {
      loss: form.loss,
      optimizer: { name: form.optimizer, learningRate: number('learningRate', form.learningRate) },
      batchSize: form.batchSize.trim() === 'full' ? 'full' : number('batchSize', form.batchSize),
      epochs: number('epochs', form.epochs),
      seed: number('seed', form.seed),
    },
  });
  for (const issue of parsed.issues ?? []) {
    const field = fieldOf(v.getDotPath(issue) ?? '');
    problems[field] ??= outOfRange(field, issue);
  }
  return { config: parsed.success && Object.keys(problems).length === 0 ? parsed.output : undefined, problems };
}

/** Stands for what is no number, which is complained of already; every field allows it. */
const PLACEHOLDER = 1;

/** The learning rate of the form, where it is one. */
export function readLearningRate(form: TrainForm): number | undefined {
  return 'learningRate' in readForm(form, undefined).problems ? undefined : Number(form.learningRate);
}

function noNumber(text: string): ProblemData {
  return text.trim() === ''
    ? { code: 'field-empty', args: {} }
    : { code: 'field-number', args: { found: text.trim() } };
}

/** The field of the form that a place in the configuration comes from. */
function fieldOf(path: string): string {
  const layer = /^model\.layers\.(\d+)/.exec(path);
  return layer ? `layers.${layer[1]}` : path.slice(path.lastIndexOf('.') + 1);
}

/** Percentages stand in the form where the configuration has shares. */
function inForm(field: string, value: unknown): number {
  // Without the last digits, in which 100 · 0.07 differs from 7.
  return field === 'test' ? Number((100 * Number(value)).toPrecision(12)) : Number(value);
}

function outOfRange(field: string, { type, input, requirement }: v.BaseIssue<unknown>): ProblemData {
  const found = inForm(field, input);
  const limit = inForm(field, requirement);
  switch (type) {
    case 'integer':
      return { code: 'field-whole', args: { found } };
    case 'gt_value':
      return { code: 'field-above', args: { found, limit } };
    case 'min_value':
      return { code: 'field-minimum', args: { found, limit } };
    default:
      return { code: 'field-maximum', args: { found, limit } };
  }
}
