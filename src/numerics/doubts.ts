import type { ArrayForm } from './arrayForm';
import type { Compared } from './compared';
import type { MeasureId } from './lossIds';
import type { ProblemData } from './problem';
import { positionOf, type Tensor } from './tensor';

/** What makes arrays doubtful, of each kind the first place. */
export type Doubts = readonly ProblemData[];

/** NaN and infinities: what is computed from them follows IEEE arithmetic. */
export function nonFiniteDoubts({ y, t, yForm, tForm }: Compared): Doubts {
  return [...nonFinite('prediction', y, yForm), ...nonFinite('target', t, tForm)];
}

function nonFinite(role: 'prediction' | 'target', { data, shape }: Tensor, { nonFinite: index }: ArrayForm): Doubts {
  if (index < 0) return [];
  return [{ code: `non-finite-${role}`, args: { value: data[index]!, position: positionOf(index, shape) } }];
}

/** A prediction that leaves [0, 1]. */
export function probabilityDoubts({ data, shape }: Tensor, { outside, nonFinite }: ArrayForm): Doubts {
  if (outside < 0 || nonFinite >= 0) return [];
  return [{ code: 'outside-unit-interval', args: { value: data[outside]!, position: positionOf(outside, shape) } }];
}

/** A prediction that leaves [0, 1], or has rows that do not add up to 1. */
export function distributionDoubts(y: Tensor, form: ArrayForm): Doubts {
  const { outside, nonFinite, unevenRow } = form;
  if (outside >= 0 || nonFinite >= 0 || !unevenRow) return probabilityDoubts(y, form);
  return [{ code: 'sum-not-one', args: { sum: unevenRow.sum, position: rowOf(unevenRow.start, y) } }];
}

/** A target whose rows do not add up to 1, or whose labels look like a one-hot row. */
export function targetDoubts({ y, t, tForm, form }: Compared): Doubts {
  if (form === 'index') {
    // [N] against [N, N]: NumPy would take the row for every sample without a word.
    const looksOneHot = tForm.oneHot && y.shape[1] === t.data.length && t.data.length > 2;
    return looksOneHot ? [{ code: 'labels-look-one-hot', args: { count: t.data.length } }] : [];
  }
  const { outside, unevenRow } = tForm;
  if (outside >= 0 || !unevenRow) return [];
  return [{ code: 'target-sum-not-one', args: { sum: unevenRow.sum, position: rowOf(unevenRow.start, t) } }];
}

function rowOf(start: number, { shape }: Tensor): number[] {
  return positionOf(start, shape).slice(0, -1);
}

/** How far from 1 the sum of a prediction may be that is meant as one distribution. */
export const NEARLY_ONE = 0.1;

/** A one-hot vector beside probabilities is one sample; as N samples of two classes nearly all are easy. */
export function metricDoubts(id: MeasureId, { y, yForm, tForm }: Compared): Doubts {
  const isOneSample = y.shape.length === 1 && tForm.oneHot && yForm.sumError <= NEARLY_ONE;
  return isOneSample && id !== 'r2' ? [{ code: 'one-sample', args: { count: y.data.length } }] : [];
}
