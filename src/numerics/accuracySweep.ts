import { classify, THRESHOLD, type Classification } from './classification';
import { compared, isScores, type Compared } from './compared';
import { areBinarySamples } from './fitting';
import { completeOptions, type LossOptions } from './lossOptions';
import { softmax } from './losses/softmax';
import { pairwiseSum } from './sum';
import type { Tensor } from './tensor';

/** "Why not accuracy?": loss and accuracy of a batch as the prediction of one sample moves from 0 to 1. */
export interface AccuracySweep {
  /** Which sample moves, of how many. */
  readonly sample: number;
  readonly samples: number;
  readonly id: 'crossEntropy' | 'binaryCrossEntropy';
  /** Probability given to what is true (to class 1 in the binary case), rising from 0 to 1. */
  readonly probability: Float64Array;
  /** The loss there: it tells of every step in the right direction. */
  readonly loss: Float64Array;
  /** The accuracy there: flat but for the steps. */
  readonly accuracy: Float64Array;
  /** Where the prediction is now. */
  readonly at: number;
}

const POINTS = 201;

/** A step is drawn upright between two points this far to its sides. */
const BESIDE = 1e-9;

/**
 * Moves the prediction of one sample from 0 to 1. For probabilities of class 1 against 0 and 1 that number itself moves
 * (binary cross-entropy; class 1 above 0.5). For rows of probabilities it is the one of the true class, and the others
 * share the rest in the proportions they have now (cross-entropy; the largest wins). Logits go through softmax first.
 *
 * @param y prediction, shape [N], [N, 1] or [N, K]
 * @param t target: 0 and 1 of the same shape, one-hot rows, or labels [N]
 * @param sample number of the sample; beyond the last it is the last
 * @returns undefined where there are no such probabilities
 * @throws Problem where prediction and target cannot be compared
 */
export function accuracySweep(
  y: Tensor,
  t: Tensor,
  sample: number,
  options: Partial<LossOptions> = {},
): AccuracySweep | undefined {
  const all = completeOptions(options);
  const pair = compared(y, t, all.labels);
  if (pair.yForm.nonFinite >= 0) return undefined;
  const rows = isScores(y.shape);
  if (rows ? pair.form === 'values' : !areBinarySamples(pair)) return undefined;
  const batch = classify(pair, all);
  const moved = Math.min(sample, batch.truth.length - 1);
  return rows ? sweepRow(pair, batch, moved, all) : sweepBinary(pair, batch, moved, all);
}

function sweepBinary({ y }: Compared, batch: Classification, sample: number, options: LossOptions): AccuracySweep {
  const isOne = batch.truth[sample] === 1;
  const ofTruth = y.data.map((p, n) => (batch.truth[n] === 1 ? p : 1 - p));
  return sweep('binaryCrossEntropy', batch, ofTruth, sample, options, {
    at: y.data[sample]!,
    step: THRESHOLD,
    ofTruth: p => (isOne ? p : 1 - p),
    isHit: p => p > THRESHOLD === isOne,
  });
}

function sweepRow({ y, yForm }: Compared, batch: Classification, sample: number, options: LossOptions): AccuracySweep {
  const { data } = yForm.outside < 0 ? y : softmax(y);
  const classes = y.shape[1]!;
  const ofTruth = Float64Array.from(batch.truth, (label, n) => data[n * classes + label]!);
  const truth = batch.truth[sample]!;
  const { before, after } = largestShares(data.subarray(sample * classes, (sample + 1) * classes), truth);
  const share = Math.max(before, after);
  return sweep('crossEntropy', batch, ofTruth, sample, options, {
    at: ofTruth[sample]!,
    step: share / (1 + share), // there p = share · (1 − p)
    ofTruth: p => p,
    isHit: p => p > before * (1 - p) && p >= after * (1 - p),
  });
}

/** The largest part of the rest that one of the other classes has, before and after the true one: of equals the first wins. */
function largestShares(row: Float64Array, truth: number): { before: number; after: number } {
  const others = row.filter((_, k) => k !== truth);
  const rest = pairwiseSum(others);
  const shares = others.map(p => (rest > 0 ? p / rest : 1 / others.length));
  const largest = (some: Float64Array) => some.reduce((most, value) => Math.max(most, value), -1);
  return { before: largest(shares.subarray(0, truth)), after: largest(shares.subarray(truth)) };
}

/** How the moving sample does at each probability. */
interface Moving {
  readonly at: number;
  /** Where it begins or ceases to be taken for what it is. */
  readonly step: number;
  readonly ofTruth: (p: number) => number;
  readonly isHit: (p: number) => boolean;
}

function sweep(
  id: AccuracySweep['id'],
  { truth, predicted }: Classification,
  ofTruth: Float64Array,
  sample: number,
  { delta, reduction }: LossOptions,
  moving: Moving,
): AccuracySweep {
  const samples = truth.length;
  const surprise = (p: number) => 0 - Math.log(p + delta);
  const lossOfOthers = pairwiseSum(ofTruth.map((p, n) => (n === sample ? 0 : surprise(p))));
  const hitsOfOthers = truth.reduce((hits, label, n) => hits + Number(n !== sample && label === predicted[n]), 0);
  const even = Array.from({ length: POINTS }, (_, i) => i / (POINTS - 1));
  const probability = Float64Array.from([...even, moving.step - BESIDE, moving.step + BESIDE]).sort();
  return {
    sample,
    samples,
    id,
    probability,
    loss: probability.map(p => (lossOfOthers + surprise(moving.ofTruth(p))) / (reduction === 'mean' ? samples : 1)),
    accuracy: probability.map(p => (hitsOfOthers + Number(moving.isHit(p))) / samples),
    at: moving.at,
  };
}
