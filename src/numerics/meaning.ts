import type { ArrayForm } from './arrayForm';
import { Problem } from './problem';
import { positionOf, type Tensor } from './tensor';

/** Checks of what a measure needs to have a meaning; each names the first offending place. */

type Role = 'prediction' | 'target';

/** @throws Problem `non-finite` */
export function checkFinite(role: Role, array: Tensor, { nonFinite }: ArrayForm): void {
  if (nonFinite >= 0) throw problemAt('non-finite', role, array, nonFinite);
}

/** @throws Problem `not-probability` for a finite number outside [0, 1] */
export function checkProbabilities(role: Role, array: Tensor, { outside }: ArrayForm): void {
  if (outside >= 0 && Number.isFinite(array.data[outside])) throw problemAt('not-probability', role, array, outside);
}

/** @throws Problem `not-sign` for a finite number that is neither −1 nor 1 */
export function checkSigns(role: Role, array: Tensor, { notSign }: ArrayForm): void {
  if (notSign >= 0 && Number.isFinite(array.data[notSign])) throw problemAt('not-sign', role, array, notSign);
}

function problemAt(code: string, role: Role, { data, shape }: Tensor, index: number): Problem {
  return new Problem(code, { role, shape, value: data[index]!, position: positionOf(index, shape) });
}
