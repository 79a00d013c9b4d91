import { isScores, labelsBelow, notOneHot, type Compared } from './compared';
import { OPTION_RANGES, type LossOptions } from './lossOptions';
import { indexOfLargest } from './losses/softmax';
import { checkFinite, checkProbabilities } from './meaning';
import { Problem } from './problem';
import type { Tensor } from './tensor';

/** Samples with the class each belongs to and the class each is taken for. */
export interface Classification {
  readonly classes: number;
  readonly truth: Uint32Array;
  readonly predicted: Uint32Array;
  /** One number a sample and two classes, so that one of them can be called positive. */
  readonly binary: boolean;
}

/** A probability above this is class 1; a tie is the first class, as for argmax. */
export const THRESHOLD = 0.5;

/** Labels beyond this are hardly classes, and would need a count each. */
export const MAX_CLASSES = OPTION_RANGES.classes.most;

/**
 * Reads prediction and target as classes: scores [N, K] against one-hot rows or labels [N] (the largest score, the first
 * of several), labels against labels, or probabilities of class 1 against 0 and 1 (above 0.5).
 *
 * @throws Problem `non-finite`, `not-one-hot`, `label-range`, `not-probability`,
 * `too-many-classes`
 */
export function classify(pair: Compared, options: Pick<LossOptions, 'classes' | 'labels'>): Classification {
  const { y, t, yForm, tForm, form } = pair;
  checkFinite('prediction', y, yForm);
  checkFinite('target', t, tForm);
  return form === 'index' || isScores(y.shape) ? ofScores(pair, options) : ofSingleNumbers(pair, options);
}

function ofScores({ y, t, tForm, labels }: Compared, options: Pick<LossOptions, 'classes'>): Classification {
  const columns = y.shape.at(-1)!;
  const classes = options.classes ?? columns;
  if (classes < columns) throw new Problem('classes-columns', { classes, columns });
  if (!labels && !tForm.oneHot) throw notOneHot(t);
  const truth = labels ?? largestOfRows(t);
  return { classes: checkedCount(classes), truth, predicted: largestOfRows(y), binary: false };
}

function largestOfRows({ data, shape }: Tensor): Uint32Array {
  const classes = shape.at(-1)!;
  return Uint32Array.from({ length: data.length / classes }, (_, n) =>
    indexOfLargest(data, n * classes, (n + 1) * classes),
  );
}

/** One number a sample: labels, or probabilities of class 1. */
function ofSingleNumbers(pair: Compared, options: Pick<LossOptions, 'classes' | 'labels'>): Classification {
  const { y, t, yForm, tForm } = pair;
  const areLabels = options.labels === 'index' || yForm.notLabel < 0 || tForm.notBinary >= 0;
  if (!areLabels) return ofProbabilities(pair, options);
  const largest = Math.max(yForm.notLabel < 0 ? yForm.largest : 0, tForm.notLabel < 0 ? tForm.largest : 0);
  const classes = checkedCount(options.classes ?? Math.max(2, largest + 1));
  const truth = labelsBelow(classes, t, tForm);
  const predicted = labelsBelow(classes, y, yForm, 'prediction');
  return { classes, truth, predicted, binary: classes === 2 };
}

function ofProbabilities({ y, t, yForm }: Compared, options: Pick<LossOptions, 'classes'>): Classification {
  checkProbabilities('prediction', y, yForm);
  const classes = checkedCount(options.classes ?? 2);
  const predicted = Uint32Array.from(y.data, p => (p > THRESHOLD ? 1 : 0));
  return { classes, truth: Uint32Array.from(t.data), predicted, binary: classes === 2 };
}

/** @throws Problem `too-many-classes` */
function checkedCount(classes: number): number {
  if (classes > MAX_CLASSES) throw new Problem('too-many-classes', { classes, most: MAX_CLASSES });
  return classes;
}
