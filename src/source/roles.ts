import { isOneHotRow } from '../numerics/arrayForm';
import { sameShape, type Tensor } from '../numerics/tensor';
import type { NumberArray } from './numberArray';

/** What told the prediction from the target: `labels` are class numbers beside probabilities, `chosen` is the person. */
export const ROLE_REASONS = ['names', 'one-hot', 'labels', 'order', 'chosen'] as const;
export type RoleReason = (typeof ROLE_REASONS)[number];

/** Which arrays are compared with which, and what told so. */
export interface Roles {
  /** At least one, in the order given. */
  readonly predictions: readonly NumberArray[];
  readonly target: NumberArray;
  readonly reason: RoleReason;
}

/** What a name says; `y` alone is a prediction or, beside a named one, the truth. */
type NameRole = 'prediction' | 'target' | 'y' | 'input';

/** The first of these decides, whatever else the name says: `y_true`, `predicted_labels`. */
const DECISIVE = {
  target: words('truth true actual actuals expected gt ground observed desired reference'),
  prediction: words(
    'pred preds predict predicted prediction predictions yhat hat ŷ logit logits estimate estimated forecast fitted',
  ),
};

/** These say it where nothing decisive does, a target's before a prediction's: `target_output`. */
const NOUNS = {
  target: words('t target targets label labels answer answers onehot'),
  prediction: words('p output outputs out prob probs probability probabilities softmax score scores'),
};

/** Korean compounds are not separated; the first part decides: 예측레이블, 정답값. */
const KOREAN = /(?<prediction>예측|추정|출력|확률)|(?<target>정답|목표|실제|참값|레이블|라벨|타깃|타겟)/u;

/** What is neither predicted nor true: inputs, and what counts the samples. */
const INPUTS = words(
  'x xs input inputs feature features epoch epochs step steps iteration iterations iter index idx id time',
);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/**
 * Tells the predictions from their target: by names, else by form (class numbers beside probabilities, the only
 * one-hot array), else by order: the last is the target, all before it are predictions. `y` is the prediction as in
 * the book, `y` against `t`; beside `y_hat`, `y_pred` or another named prediction it is the truth, as in statistics.
 * An array called `x` or `input` is never the target.
 *
 * @param arrays at least two
 */
export function assignRoles(arrays: readonly NumberArray[]): Roles {
  const named = namedCandidates(arrays);
  if (named.length === 1) return roles(arrays, named[0]!, 'names');
  for (const [isTarget, reason] of FORMS) {
    const fitting = named.filter(each => arrays.some(other => other !== each && isTarget(each, other)));
    if (fitting.length === 1) return roles(arrays, fitting[0]!, reason);
  }
  return roles(arrays, named.at(-1)!, 'order');
}

/**
 * The arrays among which prediction and target are looked for: those called `x`, `epoch` or `index` only where there are
 * not two others.
 */
export function withoutInputs(arrays: readonly NumberArray[]): readonly NumberArray[] {
  const others = arrays.filter(({ name }) => roleOf(wordsOf(name)) !== 'input');
  return others.length > 1 ? others : arrays;
}

/** Whether the names say that one of them is a target and the other is not. */
export function areRolesNamed(a: NumberArray, b: NumberArray): boolean {
  const isTarget = ({ name }: NumberArray) => roleOf(wordsOf(name)) === 'target';
  return isTarget(a) !== isTarget(b);
}

/** The forms that tell a target beside a prediction, the surest first. */
const FORMS: readonly [(target: Tensor, prediction: Tensor) => boolean, RoleReason][] = [
  [areLabelsOf, 'labels'],
  [(target, prediction) => isOneHot(target) && !isOneHot(prediction), 'one-hot'],
  [areAnswersTo, 'labels'],
];

function roles(arrays: readonly NumberArray[], target: NumberArray, reason: RoleReason): Roles {
  return { predictions: arrays.filter(each => each !== target), target, reason };
}

/** The arrays that can be the target as far as names say. */
function namedCandidates(arrays: readonly NumberArray[]): readonly NumberArray[] {
  const rolesByName = arrays.map(({ name }) => roleOf(wordsOf(name)));
  const having = (...wanted: (NameRole | undefined)[]) => arrays.filter((_, i) => wanted.includes(rolesByName[i]));
  const ySaysTruth = having('prediction').length > 0;
  const choices = [
    having('target'),
    ySaysTruth ? having('y') : having(undefined),
    ySaysTruth ? having(undefined) : having('y'),
    having('prediction'),
    arrays,
  ];
  return choices.find(candidates => candidates.length > 0)!;
}

function wordsOf(name = ''): readonly string[] {
  const separated = name.normalize('NFC').replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2');
  return separated.toLowerCase().match(/\p{L}+/gu) ?? [];
}

function roleOf(name: readonly string[]): NameRole | undefined {
  const has = (set: ReadonlySet<string>) => name.some(word => set.has(word));
  const decisive = name.find(word => DECISIVE.target.has(word) || DECISIVE.prediction.has(word));
  if (decisive !== undefined) return DECISIVE.target.has(decisive) ? 'target' : 'prediction';
  const korean = KOREAN.exec(name.join(''));
  if (korean) return korean.groups?.['target'] === undefined ? 'prediction' : 'target';
  if (has(NOUNS.target)) return 'target';
  if (has(NOUNS.prediction)) return 'prediction';
  if (name.includes('y')) return 'y';
  return has(INPUTS) ? 'input' : undefined;
}

/** Whether every sample (the last axis) has a single 1 among zeros. */
function isOneHot({ data, shape }: Tensor): boolean {
  const classes = shape.at(-1) ?? 0;
  if (classes < 2 || data.length === 0) return false;
  for (let start = 0; start < data.length; start += classes) {
    if (!isOneHotRow(data, start, start + classes)) return false;
  }
  return true;
}

/** Whether the first holds class numbers [N] of what the second holds probabilities or scores [N, K] of. */
export function areLabelsOf(labels: Tensor, other: Tensor): boolean {
  const classes = other.shape.at(-1) ?? 0;
  return sameShape(labels.shape, other.shape.slice(0, -1)) && areBelow(labels, classes);
}

/** Whether the first holds zeros and ones of what the second holds probabilities of. */
function areAnswersTo(answers: Tensor, other: Tensor): boolean {
  const areProbabilities = () => other.data.every(value => value >= 0 && value <= 1) && !areBelow(other, 2);
  return sameShape(answers.shape, other.shape) && areBelow(answers, 2) && areProbabilities();
}

/** Whether all are class numbers of so many classes. */
function areBelow({ data }: Tensor, classes: number): boolean {
  return data.length > 0 && data.every(value => Number.isInteger(value) && value >= 0 && value < classes);
}
