import type { Classification } from '../../numerics/classification';
import type { TargetForm } from '../../numerics/compared';
import { evaluateLossSteps, type LossEvaluation, type MeasureResult } from '../../numerics/lossEvaluation';
import type { LossOptions } from '../../numerics/lossOptions';
import { classScores, confusionMatrix } from '../../numerics/metrics';
import { Problem, type ProblemData } from '../../numerics/problem';
import { rankPredictions } from '../../numerics/ranking';
import { accuracySweep } from '../../numerics/accuracySweep';
import type { Tensor } from '../../numerics/tensor';
import type { RoleReason } from '../../source/roles';
import type { Steps } from '../../source/slices';
import { withNames } from '../../words/withNames';
import { fileName } from '../documents';
import {
  MAX_CLASSES,
  MAX_ELEMENTS,
  type LossComparison,
  type Ranking,
  type ShownClassification,
  type ShownResult,
} from './messages';

/** One of the arrays, and the line where it is written (from 1). */
export interface SourceArray extends Tensor {
  readonly name: string;
  readonly line: number;
}

/** The arrays a person chose, of the document `uri`: everything else on the page follows from them. */
export interface ComparedArrays {
  readonly uri: string;
  /** At least one. */
  readonly predictions: readonly SourceArray[];
  /** null where one array is looked at alone. */
  readonly target: SourceArray | null;
  readonly reason: RoleReason;
}

/** What came of one prediction; of large arrays only the first elements are kept. */
interface Candidate {
  readonly evaluation: Pick<LossEvaluation, 'shape' | 'results'> | undefined;
  readonly classification: ShownClassification | null;
  readonly labels: TargetForm;
  /** Why it cannot be compared. */
  readonly problem: ProblemData | null;
}

/** Arrays with all that was evaluated of them. */
export interface Comparison {
  readonly arrays: ComparedArrays;
  readonly options: LossOptions;
  readonly candidates: readonly Candidate[];
  readonly ranking: readonly Ranking[];
}

/**
 * Evaluates every prediction.
 *
 * @throws Problem what keeps all of them from being compared, that of the first
 */
export function* compareSteps(arrays: ComparedArrays, options: LossOptions): Steps<Comparison> {
  const candidates: Candidate[] = [];
  for (const prediction of arrays.predictions) {
    candidates.push(yield* candidateSteps(prediction, arrays.target ?? undefined, options));
  }
  const [first] = candidates;
  if (first?.problem && candidates.every(({ problem }) => problem)) {
    const problem = new Problem(first.problem.code, first.problem.args);
    throw withNames(problem, arrays.predictions[0]!, arrays.target ?? undefined);
  }
  const ranking = candidates.length < 2 ? [] : rankPredictions(candidates.map(({ evaluation }) => evaluation));
  return { arrays, options, candidates, ranking };
}

function* candidateSteps(y: SourceArray, t: SourceArray | undefined, options: LossOptions): Steps<Candidate> {
  try {
    const { shape, form, classification, results } = yield* evaluateLossSteps(y, t, options);
    return {
      evaluation: { shape, results: results.map(withFirstElements) },
      classification: classification ? shownClassification(classification) : null,
      labels: form ?? 'values',
      problem: null,
    };
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    return { evaluation: undefined, classification: null, labels: 'values', problem: problem.toData() };
  }
}

/** A copy of the first elements: a view would take the whole buffer along. */
function firstOf(data: Float64Array): Float64Array {
  return data.slice(0, MAX_ELEMENTS);
}

function withFirstElements(result: MeasureResult): MeasureResult {
  if (result.kind === 'metric') return result;
  if (result.kind === 'loss') return { ...result, terms: firstOf(result.terms), gradient: firstOf(result.gradient) };
  const { data, shape } = result.value;
  return { ...result, value: { data: firstOf(data), shape } };
}

function shownClassification(classification: Classification): ShownClassification {
  const { classes } = classification;
  if (classes > MAX_CLASSES) return { classes, counts: null, scores: [] };
  const scores = classScores(classification).map(({ precision, recall, f1, support }) => {
    return { precision, recall, f1, support };
  });
  return { classes, counts: confusionMatrix(classification).data, scores };
}

/** What a person looks at of a comparison. */
export interface LossView {
  /** Number of the prediction that is shown; the first that can be compared where that one cannot. */
  readonly shown: number;
  /** The sample that moves in "Why not accuracy?". */
  readonly sample: number;
  readonly live: LossComparison['live'];
}

/** The number of the prediction that a view of a comparison shows. */
export function shownCandidate({ candidates }: Comparison, shown: number): number {
  return candidates[shown]?.evaluation ? shown : candidates.findIndex(({ evaluation }) => evaluation);
}

/** A comparison as the Loss page shows it: of large arrays only the first elements travel. */
export function shownComparison(comparison: Comparison, view: LossView): LossComparison {
  const { arrays, candidates, ranking } = comparison;
  const { predictions, target, reason, uri } = arrays;
  const { delta, softmaxDelta, huberDelta, base } = comparison.options;
  const shown = shownCandidate(comparison, view.shown);
  const { evaluation, classification, labels } = candidates[shown]!;
  const prediction = predictions[shown]!;
  return {
    kind: 'comparison',
    file: fileName(uri),
    prediction: shownArray(prediction),
    target: target && shownArray(target),
    labels,
    reason,
    candidates: predictions.map(({ name, line }, index) => ({ name, line, problem: candidates[index]!.problem })),
    shown,
    options: { delta, softmaxDelta, huberDelta, base },
    results: evaluation!.results.flatMap(shownResult),
    ranking,
    classification,
    sweep: (classification && target && accuracySweep(prediction, target, view.sample, comparison.options)) ?? null,
    live: view.live,
  };
}

function shownArray({ name, line, shape, data }: SourceArray) {
  return { name, line, shape, data: firstOf(data) };
}

function shownResult(result: MeasureResult): ShownResult[] {
  if (result.kind !== 'tensor') return [result];
  const { kind, id, value, warnings } = result;
  return id === 'confusionMatrix' ? [] : [{ kind, id, data: value.data, warnings }];
}

/** The same arrays with the target and one of the predictions exchanged. */
export function swapRoles(arrays: ComparedArrays, candidate: number): ComparedArrays {
  const { predictions, target } = arrays;
  if (!target) return arrays;
  const swapped = predictions.map((each, number) => (number === candidate ? target : each));
  return { ...arrays, predictions: swapped, target: predictions[candidate]!, reason: 'chosen' };
}
