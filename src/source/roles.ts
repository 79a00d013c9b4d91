import type { Tensor } from '../numerics/tensor';
import type { NumberArray } from './arrays';

/** What told the prediction from the target: `labels` are class numbers beside probabilities, `chosen` is the person. */
export const ROLE_REASONS = ['names', 'one-hot', 'labels', 'order', 'chosen'] as const;
export type RoleReason = (typeof ROLE_REASONS)[number];

/** Which array is compared with which, and what told so. */
export interface Roles {
  readonly prediction: NumberArray;
  readonly target: NumberArray;
  readonly reason: RoleReason;
}

const PREDICTION_WORDS = new Set(
  'y yhat hat pred preds predicted prediction predictions output outputs out logits prob probs probability probabilities p estimate estimated'.split(
    ' ',
  ),
);
const TARGET_WORDS = new Set('t target targets label labels truth true actual expected gt ground answer'.split(' '));

/**
 * Tells the prediction from the target: by their names, else because only one of them is one-hot, else the prediction
 * comes first.
 */
export function assignRoles(first: NumberArray, second: NumberArray): Roles {
  const [a, b] = [roleByName(first.name), roleByName(second.name)];
  if (a !== b) {
    const firstIsTarget = a === 'target' || b === 'prediction';
    return { ...ordered(first, second, firstIsTarget), reason: 'names' };
  }
  const [hotFirst, hotSecond] = [isOneHot(first), isOneHot(second)];
  if (hotFirst !== hotSecond) return { ...ordered(first, second, hotFirst), reason: 'one-hot' };
  return { ...ordered(first, second, false), reason: 'order' };
}

function ordered(first: NumberArray, second: NumberArray, firstIsTarget: boolean) {
  return firstIsTarget ? { prediction: second, target: first } : { prediction: first, target: second };
}

function roleByName(name: string | undefined): 'prediction' | 'target' | undefined {
  const words = (name ?? '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  if (words.some(word => TARGET_WORDS.has(word))) return 'target';
  if (words.some(word => PREDICTION_WORDS.has(word))) return 'prediction';
  return undefined;
}

/** Whether every sample (the last axis) has a single 1 among zeros. */
export function isOneHot({ data, shape }: Tensor): boolean {
  const classes = shape.at(-1) ?? 0;
  if (classes < 2) return false;
  for (let start = 0; start < data.length; start += classes) {
    const sample = data.subarray(start, start + classes);
    const ones = sample.reduce((count, value) => count + (value === 1 ? 1 : 0), 0);
    if (ones !== 1 || sample.some(value => value !== 0 && value !== 1)) return false;
  }
  return true;
}
