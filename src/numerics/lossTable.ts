import type { Compared } from './compared';
import { distributionDoubts, nonFiniteDoubts, probabilityDoubts, targetDoubts, type Doubts } from './doubts';
import type { LossId } from './lossIds';
import type { LossOptions } from './lossOptions';
import { binaryCrossEntropy, crossEntropy, crossEntropyOfLabels } from './losses/crossEntropy';
import { klDivergence } from './losses/divergence';
import type { Loss } from './losses/loss';
import { hinge, huber, logCosh, meanAbsoluteError } from './losses/robust';
import { softmaxCrossEntropy, softmaxCrossEntropyOfLabels } from './losses/softmax';
import { halfSumSquares, meanSquaredError, rootMeanSquaredError } from './losses/squares';
import { checkFinite, checkProbabilities, checkSigns } from './meaning';
import type { Tensor } from './tensor';

/** A loss with what it asks of its arrays. */
interface LossEntry {
  readonly compute: (y: Tensor, t: Tensor, options: LossOptions) => Loss;
  /** The form for labels in the place of a target of the same shape. */
  readonly ofLabels?: (y: Tensor, labels: Uint32Array, options: LossOptions) => Loss;
  /** Throws a Problem where the loss has no meaning. */
  readonly check?: (pair: Compared) => void;
  /** What makes its number doubtful. */
  readonly doubts: (pair: Compared) => Doubts;
  /** The δ in its logarithm, by which it may be negative. */
  readonly delta?: 'delta' | 'softmaxDelta';
}

const ofNumbers = { doubts: nonFiniteDoubts };

/** Every loss by its identifier. */
export const LOSSES: Readonly<Record<LossId, LossEntry>> = {
  halfSumSquares: { compute: halfSumSquares, ...ofNumbers },
  meanSquaredError: { compute: meanSquaredError, ...ofNumbers },
  rootMeanSquaredError: { compute: rootMeanSquaredError, ...ofNumbers },
  meanAbsoluteError: { compute: meanAbsoluteError, ...ofNumbers },
  huber: { compute: huber, ...ofNumbers },
  logCosh: { compute: logCosh, ...ofNumbers },
  crossEntropy: {
    compute: crossEntropy,
    ofLabels: crossEntropyOfLabels,
    check: targetIsProbability,
    doubts: distributions,
    delta: 'delta',
  },
  softmaxCrossEntropy: {
    compute: softmaxCrossEntropy,
    ofLabels: softmaxCrossEntropyOfLabels,
    check: pair => {
      checkFinite('prediction', pair.y, pair.yForm);
      targetIsProbability(pair);
    },
    doubts: pair => [...nonFiniteDoubts(pair), ...targetDoubts(pair)],
    delta: 'softmaxDelta',
  },
  binaryCrossEntropy: {
    compute: binaryCrossEntropy,
    check: targetIsProbability,
    doubts: pair => [...nonFiniteDoubts(pair), ...probabilityDoubts(pair.y, pair.yForm)],
    delta: 'delta',
  },
  klDivergence: { compute: klDivergence, check: targetIsProbability, doubts: distributions },
  hinge: { compute: hinge, check: ({ t, tForm }) => checkSigns('target', t, tForm), ...ofNumbers },
};

function distributions(pair: Compared): Doubts {
  return [...nonFiniteDoubts(pair), ...distributionDoubts(pair.y, pair.yForm), ...targetDoubts(pair)];
}

function targetIsProbability({ t, tForm, form }: Compared): void {
  if (form !== 'index') checkProbabilities('target', t, tForm);
}
