/** Losses of a prediction against a target, in the order in which they are shown. */
export const LOSS_IDS = [
  'halfSumSquares',
  'meanSquaredError',
  'rootMeanSquaredError',
  'meanAbsoluteError',
  'huber',
  'logCosh',
  'crossEntropy',
  'softmaxCrossEntropy',
  'binaryCrossEntropy',
  'klDivergence',
  'hinge',
] as const;
export type LossId = (typeof LOSS_IDS)[number];

/** What tells how good a prediction is, and cannot be trained by its gradient. */
export const METRIC_IDS = ['accuracy', 'precision', 'recall', 'f1', 'r2'] as const;
export type MetricId = (typeof METRIC_IDS)[number];

/** What follows from one array alone, probabilities or logits. */
export const ALONE_IDS = ['entropy', 'information', 'softmax'] as const;
export type AloneId = (typeof ALONE_IDS)[number];

export const MEASURE_IDS = [...LOSS_IDS, ...METRIC_IDS, 'confusionMatrix', ...ALONE_IDS] as const;
/** Everything that can be evaluated of a prediction, with or without a target. */
export type MeasureId = (typeof MEASURE_IDS)[number];

export function isMeasureId(id: string): id is MeasureId {
  return MEASURE_IDS.some(each => each === id);
}

export function isLossId(id: string): id is LossId {
  return LOSS_IDS.some(each => each === id);
}

export function isAloneId(id: string): id is AloneId {
  return ALONE_IDS.some(each => each === id);
}
