import { formOf, isOneHotRow, type ArrayForm } from './arrayForm';
import type { LabelForm } from './lossOptions';
import { Problem } from './problem';
import { elementCount, positionOf, sameShape, type Tensor } from './tensor';

/** How a target is read: number by number, or as classes, one-hot or by their numbers. */
export type TargetForm = 'values' | 'one-hot' | 'index';

/** A prediction and its target, checked: of one shape, or the target holds a label for each row of the prediction. */
export interface Compared {
  readonly y: Tensor;
  readonly t: Tensor;
  readonly yForm: ArrayForm;
  readonly tForm: ArrayForm;
  readonly form: TargetForm;
  /** The classes of the rows, for the form `index` only. */
  readonly labels: Uint32Array | undefined;
}

/**
 * Reads the target of a prediction. Nothing is ever broadcast: shapes are the same, or labels [N] stand against scores
 * [N, K], K ≥ 2. Where `labels` is `index`, also [N, 1] against [N, K], and [1] against the one sample [K].
 *
 * @throws Problem `empty`, `array-length`, `shape-mismatch`, `labels-shape`, `label-range`, `one-hot-as-labels`,
 * `labels-as-one-hot`, `not-one-hot`
 */
export function compared(y: Tensor, t: Tensor, labels: LabelForm): Compared {
  checkFilled('prediction', y);
  checkFilled('target', t);
  const [yForm, tForm] = [formOf(y), formOf(t)];
  const form = targetForm(y, t, labels, tForm);
  return { y, t, yForm, tForm, form, labels: form === 'index' ? labelsBelow(y.shape.at(-1)!, t, tForm) : undefined };
}

/** @throws Problem `empty`, and `array-length` where an array has not as many numbers as its shape says */
export function checkFilled(role: 'prediction' | 'target', { data, shape }: Tensor): void {
  if (data.length !== elementCount(shape)) throw new Problem('array-length', { role, shape, length: data.length });
  if (data.length === 0) throw new Problem('empty', { role, shape });
}

function targetForm(y: Tensor, t: Tensor, labels: LabelForm, tForm: ArrayForm): TargetForm {
  const shapes = { prediction: y.shape, target: t.shape };
  const same = sameShape(y.shape, t.shape);
  if (isLabelShape(y.shape, t.shape, labels === 'index')) {
    if (labels === 'one-hot') throw new Problem('labels-as-one-hot', shapes);
    return 'index';
  }
  if (!same) throw new Problem(labels === 'index' ? 'labels-shape' : 'shape-mismatch', shapes);
  if (labels === 'index' && isScores(y.shape))
    throw new Problem(tForm.oneHot ? 'one-hot-as-labels' : 'labels-shape', shapes);
  if (labels === 'one-hot' && !tForm.oneHot) throw notOneHot(t);
  return tForm.oneHot ? 'one-hot' : 'values';
}

/** Whether the shape is that of a batch of scores, one for each of at least two classes. */
export function isScores(shape: readonly number[]): boolean {
  return shape.length === 2 && shape[1]! >= 2;
}

function isLabelShape(scores: readonly number[], labels: readonly number[], asked: boolean): boolean {
  if (isScores(scores)) {
    const column = asked && labels.length === 2 && labels[1] === 1;
    return (labels.length === 1 || column) && labels[0] === scores[0];
  }
  return asked && scores.length === 1 && scores[0]! >= 2 && labels.length === 1 && labels[0] === 1;
}

/**
 * The numbers of an array as labels.
 *
 * @throws Problem `label-range` for the first that is no whole number from 0 to `classes` − 1
 */
export function labelsBelow(
  classes: number,
  { data, shape }: Tensor,
  { notLabel, largest }: ArrayForm,
  role: 'prediction' | 'target' = 'target',
): Uint32Array {
  const wrong = notLabel >= 0 || largest >= classes;
  if (wrong) {
    const index = data.findIndex(label => !(label >= 0 && label < classes && Number.isInteger(label)));
    throw new Problem('label-range', { role, shape, value: data[index]!, position: positionOf(index, shape), classes });
  }
  return Uint32Array.from(data);
}

/** The problem that a row of the target has not a single 1 among zeros. */
export function notOneHot({ data, shape }: Tensor): Problem {
  const classes = shape.at(-1)!;
  let start = 0;
  while (start < data.length && isOneHotRow(data, start, start + classes)) start += classes;
  return new Problem('not-one-hot', { position: positionOf(start, shape).slice(0, -1) });
}
