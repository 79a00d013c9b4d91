import { formOf, type ArrayForm } from './arrayForm';
import { classify, type Classification } from './classification';
import { checkFilled, compared, type Compared, type TargetForm } from './compared';
import { distributionDoubts, metricDoubts } from './doubts';
import { fittingAlone, fittingComparison } from './fitting';
import {
  isAloneId,
  isLossId,
  isMeasureId,
  MEASURE_IDS,
  type AloneId,
  type LossId,
  type MeasureId,
  type MetricId,
} from './lossIds';
import { completeOptions, type LossOptions } from './lossOptions';
import { LOSSES } from './lossTable';
import { entropy, information } from './losses/information';
import type { Loss } from './losses/loss';
import { softmax } from './losses/softmax';
import { accuracy, averageScore, confusionMatrix, r2, type Score } from './metrics';
import { checkFinite, checkProbabilities } from './meaning';
import { Problem, type ProblemData } from './problem';
import type { Tensor } from './tensor';

/** What a reader should know before trusting a result. */
interface Doubtful {
  readonly warnings: readonly ProblemData[];
}

/** A loss with its terms and gradient, both of the shape of the prediction. */
export interface LossResult extends Loss, Doubtful {
  readonly kind: 'loss';
  readonly id: LossId | 'entropy';
}

export interface MetricResult extends Doubtful {
  readonly kind: 'metric';
  readonly id: MetricId;
  readonly value: number;
}

export interface TensorResult extends Doubtful {
  readonly kind: 'tensor';
  readonly id: 'confusionMatrix' | Exclude<AloneId, 'entropy'>;
  readonly value: Tensor;
}

export type MeasureResult = LossResult | MetricResult | TensorResult;

/** What was evaluated of one prediction, with or without a target. */
export interface LossEvaluation {
  /** Of the prediction. */
  readonly shape: readonly number[];
  /** How the target was read; undefined without one. */
  readonly form: TargetForm | undefined;
  /** The samples by their classes, where a measure needed them. */
  readonly classification: Classification | undefined;
  readonly results: readonly MeasureResult[];
}

/**
 * Evaluates losses and metrics of a prediction against a target, or what follows from one array alone.
 *
 * @param y prediction, shape [K] (one sample) or [N, K] (a batch)
 * @param t target, same shape or the labels [N] of the rows: nothing is broadcast; undefined for one array alone
 * @param ids which; all that fit by default
 * @throws Problem where the arrays cannot be compared (see `compared`); where an option is wrong, `loss-option`,
 * `option-choice`; where a measure that was asked for has no meaning, `target-needed`, `labels-not-values`, `non-finite`,
 * `not-probability`, `not-sign`, or what `classify` throws
 */
export function evaluateLosses(
  y: Tensor,
  t: Tensor | undefined,
  options: Partial<LossOptions> = {},
  ids?: readonly MeasureId[],
): LossEvaluation {
  const { measures, form, classification } = measuresOf(y, t, options, ids);
  const results = measures.map(measure => measure());
  return { shape: y.shape, form, classification: classification(), results };
}

/** The same, stopping between the measures so that others can run. */
export function* evaluateLossSteps(
  y: Tensor,
  t: Tensor | undefined,
  options: Partial<LossOptions> = {},
  ids?: readonly MeasureId[],
): Generator<void, LossEvaluation, void> {
  const { measures, form, classification } = measuresOf(y, t, options, ids);
  const results: MeasureResult[] = [];
  for (const measure of measures) {
    yield;
    results.push(measure());
  }
  return { shape: y.shape, form, classification: classification(), results };
}

type Measure = () => MeasureResult;

/** What is to be evaluated of checked arrays. */
interface Measures extends Pick<LossEvaluation, 'form'> {
  readonly measures: readonly Measure[];
  /** The classification, once a measure has asked for it. */
  readonly classification: () => Classification | undefined;
}

function measuresOf(
  y: Tensor,
  t: Tensor | undefined,
  someOptions: Partial<LossOptions>,
  ids: readonly MeasureId[] | undefined,
): Measures {
  const options = completeOptions(someOptions);
  for (const id of ids ?? []) {
    if (!isMeasureId(id)) throw new Problem('option-choice', { name: 'ids', found: id, known: MEASURE_IDS.join(', ') });
  }
  if (!t) return { measures: alone(y, options, ids), form: undefined, classification: () => undefined };
  const pair = compared(y, t, options.labels);
  let known: Classification | undefined;
  const classification = () => (known ??= classify(pair, options));
  const measures = (ids ?? fittingComparison(pair, options)).map(id => () => {
    if (isAloneId(id)) return evaluateAlone(id, y, pair.yForm, options);
    return isLossId(id) ? evaluateLoss(id, pair, options) : evaluateMetric(id, pair, options, classification);
  });
  return { measures, form: pair.form, classification: () => known };
}

function alone(y: Tensor, options: LossOptions, ids: readonly MeasureId[] | undefined): Measure[] {
  checkFilled('prediction', y);
  const form = formOf(y);
  return (ids ?? fittingAlone(form)).map(id => {
    if (!isAloneId(id)) throw new Problem('target-needed', { id });
    return () => evaluateAlone(id, y, form, options);
  });
}

/** @throws Problem `non-finite`, and `not-probability` where probabilities are meant */
function evaluateAlone(id: AloneId, y: Tensor, form: ArrayForm, options: LossOptions): MeasureResult {
  checkFinite('prediction', y, form);
  if (id === 'softmax') return { kind: 'tensor', id, value: softmax(y), warnings: [] };
  checkProbabilities('prediction', y, form);
  if (id === 'information') return { kind: 'tensor', id, value: information(y, options), warnings: [] };
  return { kind: 'loss', id, ...entropy(y, options), warnings: distributionDoubts(y, form) };
}

function evaluateLoss(id: LossId, pair: Compared, options: LossOptions): LossResult {
  const { y, t, labels } = pair;
  const { compute, ofLabels, check, doubts, delta } = LOSSES[id];
  if (labels && !ofLabels) throw new Problem('labels-not-values', { id, prediction: y.shape, target: t.shape });
  check?.(pair);
  const loss = labels && ofLabels ? ofLabels(y, labels, options) : compute(y, t, options);
  const found = doubts(pair);
  const isNegative = delta && found.length === 0 && loss.value < 0;
  const warnings = isNegative ? [{ code: 'negative-by-delta', args: { delta: options[delta] } }] : found;
  return { kind: 'loss', id, ...loss, warnings };
}

function evaluateMetric(
  id: MetricId | 'confusionMatrix',
  pair: Compared,
  options: LossOptions,
  classification: () => Classification,
): MeasureResult {
  const metric = (id: MetricId, { value, warnings }: Score): MetricResult => {
    return { kind: 'metric', id, value, warnings: [...metricDoubts(id, pair), ...warnings] };
  };
  switch (id) {
    case 'accuracy':
      return metric(id, { value: accuracy(classification()), warnings: [] });
    case 'precision':
    case 'recall':
    case 'f1':
      return metric(id, averageScore(id, classification(), options));
    case 'confusionMatrix':
      return { kind: 'tensor', id, value: confusionMatrix(classification()), warnings: metricDoubts(id, pair) };
    case 'r2':
      return metric(id, scoreOfRegression(pair));
  }
}

function scoreOfRegression({ y, t, yForm, tForm, form }: Compared): Score {
  if (form === 'index') throw new Problem('labels-not-values', { id: 'r2', prediction: y.shape, target: t.shape });
  checkFinite('prediction', y, yForm);
  checkFinite('target', t, tForm);
  return r2(y, t);
}
