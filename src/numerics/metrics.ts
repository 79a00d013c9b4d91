import type { Classification } from './classification';
import type { Average } from './lossOptions';
import { Problem, type ProblemData } from './problem';
import { pairwiseSum } from './sum';
import { sampleCount, type Tensor } from './tensor';

/** How well one class is told from the others; 0 where a quotient would be 0/0. */
export interface ClassScore {
  /** Of the samples taken for the class, the part that belongs to it. */
  readonly precision: number;
  /** Of the samples that belong to the class, the part taken for it. */
  readonly recall: number;
  /** Harmonic mean of precision and recall. */
  readonly f1: number;
  /** How many samples belong to the class. */
  readonly support: number;
  /** How many samples are taken for the class. */
  readonly predicted: number;
}

/** A number with what a reader should know before trusting it. */
export interface Score {
  readonly value: number;
  readonly warnings: readonly ProblemData[];
}

/** The part of the samples that are taken for the class they belong to. */
export function accuracy(classification: Classification): number {
  return hits(classification) / classification.truth.length;
}

function hits({ truth, predicted }: Classification): number {
  let count = 0;
  for (let n = 0; n < truth.length; n++) if (truth[n] === predicted[n]) count++;
  return count;
}

/** A matrix of more rows is nothing that anybody reads. */
export const MAX_MATRIX_CLASSES = 1000;

/**
 * Counts of the samples by their true class (row) and the class they are taken for (column).
 *
 * @returns shape [classes, classes]
 * @throws Problem `too-many-classes`
 */
export function confusionMatrix({ classes, truth, predicted }: Classification): Tensor {
  if (classes > MAX_MATRIX_CLASSES) throw new Problem('too-many-classes', { classes, most: MAX_MATRIX_CLASSES });
  const data = new Float64Array(classes * classes);
  for (let n = 0; n < truth.length; n++) data[truth[n]! * classes + predicted[n]!]!++;
  return { data, shape: [classes, classes] };
}

/** Precision, recall and F1 of each class against the others. */
export function classScores({ classes, truth, predicted }: Classification): ClassScore[] {
  const counts = Array.from({ length: classes }, () => ({ hits: 0, support: 0, predicted: 0 }));
  for (let n = 0; n < truth.length; n++) {
    counts[truth[n]!]!.support++;
    counts[predicted[n]!]!.predicted++;
    if (truth[n] === predicted[n]) counts[truth[n]!]!.hits++;
  }
  return counts.map(({ hits, support, predicted }) => ({
    precision: quotient(hits, predicted),
    recall: quotient(hits, support),
    f1: quotient(2 * hits, support + predicted), // = 2 P R / (P + R)
    support,
    predicted,
  }));
}

function quotient(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** What a score is divided by: 0 where it is undefined. */
const WHOLES = {
  precision: ({ predicted }: ClassScore) => predicted,
  recall: ({ support }: ClassScore) => support,
  f1: ({ support, predicted }: ClassScore) => support + predicted,
};

export type ScoreId = keyof typeof WHOLES;

/**
 * Precision, recall or F1 as one number: of the positive class (`binary`), the mean over the classes (`macro`), of all
 * decisions together (`micro`, which is the accuracy) or the mean weighted by support (`weighted`). Classes that occur
 * neither in the truth nor in the prediction are left out of the mean. A score that is 0/0 counts as 0, with a warning.
 *
 * @param average by default `binary` for labels or probabilities of two classes, `macro` otherwise
 * @param positive the label that `binary` looks at
 * @throws Problem `positive-range` where there is no such class
 */
export function averageScore(
  id: ScoreId,
  classification: Classification,
  {
    average = classification.binary ? 'binary' : 'macro',
    positive,
  }: { average?: Average | undefined; positive: number },
): Score {
  if (average === 'micro') return { value: accuracy(classification), warnings: [] };
  const scores = classScores(classification);
  const numbers = average === 'binary' ? [positive] : occurring(scores);
  if (average === 'binary' && !scores[positive]) {
    throw new Problem('positive-range', { found: positive, last: classification.classes - 1 });
  }
  const values = numbers.map(number => scores[number]![id]);
  const weights = numbers.map(number => (average === 'weighted' ? scores[number]!.support : 1));
  const value = pairwiseSum(values.map((score, i) => score * weights[i]!)) / pairwiseSum(weights);
  return {
    value,
    warnings: undefinedScores(
      id,
      numbers.filter(number => WHOLES[id](scores[number]!) === 0),
    ),
  };
}

function occurring(scores: readonly ClassScore[]): number[] {
  return scores.flatMap(({ support, predicted }, number) => (support + predicted > 0 ? [number] : []));
}

function undefinedScores(id: ScoreId, numbers: readonly number[]): ProblemData[] {
  return numbers.length === 0 ? [] : [{ code: 'score-undefined', args: { id, classes: numbers } }];
}

/**
 * Coefficient of determination, R² = 1 − Σ (t − y)² / Σ (t − t̄)²: the part of the target's variation that the
 * prediction explains; the mean over the columns of a batch. For a constant target there is no variation to explain: 1
 * where the prediction is exact, else 0, with a warning.
 *
 * @param y prediction, shape [N] or [N, K]
 * @param t target, same shape
 */
export function r2(y: Tensor, t: Tensor): Score {
  const rows = t.shape.length < 2 ? t.data.length : sampleCount(t.shape);
  const columns = t.data.length / rows;
  const scores = Array.from({ length: columns }, (_, column) => r2OfColumn(y, t, column, columns));
  const constant = scores.findIndex(({ isConstant }) => isConstant);
  const warnings = constant < 0 ? [] : [{ code: 'constant-target', args: { column: constant, columns } }];
  return { value: pairwiseSum(scores.map(({ value }) => value)) / columns, warnings };
}

function r2OfColumn(y: Tensor, t: Tensor, column: number, columns: number) {
  const rows = t.data.length / columns;
  const targets = new Float64Array(rows);
  const squares = new Float64Array(rows);
  for (let n = 0; n < rows; n++) {
    targets[n] = t.data[n * columns + column]!;
    squares[n] = (targets[n]! - y.data[n * columns + column]!) ** 2;
  }
  const residual = pairwiseSum(squares);
  const isConstant = targets.every(target => target === targets[0]);
  if (isConstant) return { value: residual === 0 ? 1 : 0, isConstant };
  const mean = pairwiseSum(targets) / rows;
  for (let n = 0; n < rows; n++) squares[n] = (targets[n]! - mean) ** 2;
  return { value: 1 - residual / pairwiseSum(squares), isConstant };
}
