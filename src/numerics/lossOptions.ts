import { Problem } from './problem';

/** How the losses of the samples of a batch become one number: their mean (the default) or their sum. */
export const REDUCTIONS = ['mean', 'sum'] as const;
export type Reduction = (typeof REDUCTIONS)[number];

/** How precision, recall and F1 of the classes become one number. */
export const AVERAGES = ['binary', 'macro', 'micro', 'weighted'] as const;
export type Average = (typeof AVERAGES)[number];

/** How a target is read: labels are 0, 1, … as numbers, or one-hot; `auto` tells by the shapes. */
export const LABEL_FORMS = ['auto', 'index', 'one-hot'] as const;
export type LabelForm = (typeof LABEL_FORMS)[number];

export interface LossOptions {
  readonly reduction: Reduction;
  /** δ added inside the logarithm of the (binary) cross-entropy so that log 0 does not occur; the book uses 1e-7. */
  readonly delta: number;
  /** The same for the softmax cross-entropy; 0 is the exact log-sum-exp form. */
  readonly softmaxDelta: number;
  /** Where the Huber loss turns from a square into a straight line. */
  readonly huberDelta: number;
  /** Base of the logarithm of entropy and information content: e gives nats, 2 bits. */
  readonly base: number;
  /** By default binary for two classes without a shape of their own, macro otherwise. */
  readonly average?: Average;
  /** The label that counts as positive for the average `binary`. */
  readonly positive: number;
  /** Number of classes; by default one more than the largest label, or the columns of the prediction. */
  readonly classes?: number;
  readonly labels: LabelForm;
}

/** The book's settings: batches are averaged, δ = 1e-7. */
export const DEFAULT_LOSS_OPTIONS: LossOptions = {
  reduction: 'mean',
  delta: 1e-7,
  softmaxDelta: 0,
  huberDelta: 1,
  base: Math.E,
  positive: 1,
  labels: 'auto',
};

/** What the options may be, both ends included. */
export const OPTION_RANGES = {
  delta: { least: 0, most: 1 },
  softmaxDelta: { least: 0, most: 1 },
  huberDelta: { least: 1e-9, most: 1e9 },
  base: { least: 1.001, most: 1e9 },
  positive: { least: 0, most: 99_999 },
  classes: { least: 2, most: 100_000 },
} as const;

const OPTION_CHOICES = { reduction: REDUCTIONS, average: AVERAGES, labels: LABEL_FORMS } as const;

/**
 * The options with the defaults in the place of those not given.
 *
 * @throws Problem `loss-option` for a number out of its range, `option-choice` for a word that is none of the choices
 */
export function completeOptions(options: Partial<LossOptions>): LossOptions {
  const all = { ...DEFAULT_LOSS_OPTIONS, ...options };
  for (const [name, { least, most }] of Object.entries(OPTION_RANGES)) {
    const found = all[name as keyof typeof OPTION_RANGES];
    const whole = name === 'positive' || name === 'classes';
    if (found === undefined || (found >= least && found <= most && (!whole || Number.isInteger(found)))) continue;
    throw new Problem('loss-option', { name, found, least, most });
  }
  for (const [name, known] of Object.entries(OPTION_CHOICES)) {
    const found = all[name as keyof typeof OPTION_CHOICES];
    if (found === undefined || known.some(choice => choice === found)) continue;
    throw new Problem('option-choice', { name, found, known: known.join(', ') });
  }
  return all;
}
