import type { ArrayForm } from './arrayForm';
import { MAX_CLASSES } from './classification';
import { isScores, type Compared } from './compared';
import { NEARLY_ONE } from './doubts';
import { MEASURE_IDS, type AloneId, type MeasureId } from './lossIds';
import type { LossOptions } from './lossOptions';
import { MAX_MATRIX_CLASSES } from './metrics';

/** Of probabilities entropy and information content, of anything that does not sum to 1 the softmax. */
export function fittingAlone(form: ArrayForm): AloneId[] {
  if (form.outside >= 0) return ['softmax'];
  return form.distribution ? ['entropy', 'information'] : ['entropy', 'information', 'softmax'];
}

/**
 * The losses and metrics that say something about these arrays, in the order of `MEASURE_IDS`: a guess from what the
 * numbers look like. Any other can be asked for by its identifier.
 */
export function fittingComparison(pair: Compared, options: LossOptions): MeasureId[] {
  const classes = classesOf(pair, options);
  const fits: Partial<Record<MeasureId, boolean>> = {
    ...fittingLosses(pair),
    accuracy: classes > 0,
    precision: classes > 0,
    recall: classes > 0,
    f1: classes > 0,
    confusionMatrix: classes > 0 && classes <= MAX_MATRIX_CLASSES,
    r2: pair.form !== 'index' && isRegression(pair),
  };
  return MEASURE_IDS.filter(id => fits[id]);
}

function fittingLosses(pair: Compared): Partial<Record<MeasureId, boolean>> {
  const { form, yForm, tForm } = pair;
  const elementwise = form !== 'index';
  const ofDistribution = form === 'index' || tForm.distribution;
  return {
    halfSumSquares: elementwise,
    meanSquaredError: elementwise,
    rootMeanSquaredError: elementwise,
    meanAbsoluteError: elementwise,
    huber: elementwise,
    logCosh: elementwise,
    crossEntropy: ofDistribution, // also of a prediction that is none: its warning teaches
    softmaxCrossEntropy: ofDistribution && yForm.outside >= 0 && yForm.nonFinite < 0, // not twice
    klDivergence: elementwise && tForm.distribution && yForm.outside < 0,
    binaryCrossEntropy: elementwise && areBinarySamples(pair),
    hinge: elementwise && areSigns(tForm),
  };
}

/** Whether each element is a sample of its own, a probability against 0 or 1, and not one of the classes of a row. */
export function areBinarySamples({ yForm, tForm }: Compared): boolean {
  const rowsAreSamples = tForm.distribution && yForm.sumError <= NEARLY_ONE;
  return tForm.notBinary < 0 && yForm.outside < 0 && !rowsAreSamples;
}

function areSigns({ notSign, least }: ArrayForm): boolean {
  return notSign < 0 && least < 0;
}

function isRegression({ t, yForm, tForm }: Compared): boolean {
  const finite = yForm.nonFinite < 0 && tForm.nonFinite < 0;
  const samples = t.shape.length < 2 ? t.data.length : t.shape[0]!;
  return finite && samples >= 2 && tForm.notBinary >= 0 && !tForm.distribution && !areSigns(tForm);
}

/** The number of classes; 0 where prediction and target are no classification. */
function classesOf(pair: Compared, options: LossOptions): number {
  const { y, form, yForm, tForm } = pair;
  if (yForm.nonFinite >= 0 || tForm.nonFinite >= 0) return 0;
  const classes = countOf(pair);
  if (classes > MAX_CLASSES) return 0;
  if (options.classes === undefined || classes === 0) return classes;
  const needed = form === 'index' || isScores(y.shape) ? y.shape.at(-1)! : Math.max(yForm.largest, tForm.largest) + 1;
  return options.classes >= needed ? options.classes : 0;
}

function countOf(pair: Compared): number {
  const { y, form, yForm, tForm } = pair;
  if (form === 'index') return y.shape.at(-1)!;
  if (isScores(y.shape)) return form === 'one-hot' ? y.shape[1]! : 0;
  if (y.shape.length > 2) return 0;
  if (areBinarySamples(pair)) return 2;
  const areLabels = yForm.notLabel < 0 && tForm.notLabel < 0 && !tForm.distribution;
  const classes = Math.max(yForm.largest, tForm.largest) + 1;
  return areLabels && hasRepeatedLabels(pair, classes) ? classes : 0;
}

/** Measured values are hardly ever the same twice; labels are: there are no more of them than samples. */
function hasRepeatedLabels({ y, t }: Compared, classes: number): boolean {
  const samples = y.data.length;
  return classes <= samples || (classes <= MAX_CLASSES && new Set([...y.data, ...t.data]).size <= samples);
}
