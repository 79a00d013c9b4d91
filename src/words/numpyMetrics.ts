import { classify } from '../numerics/classification';
import { isScores, type Compared } from '../numerics/compared';
import type { MeasureId } from '../numerics/lossIds';
import type { LossOptions } from '../numerics/lossOptions';
import { r2 } from '../numerics/metrics';
import { print } from './numpyLosses';

/** Names of the arrays that a Python expression is written of, and the arrays. */
interface WrittenPair {
  readonly Y: string;
  readonly T: string;
  readonly pair: Compared;
  readonly options: LossOptions;
}

/** Lines of Python that print a metric; undefined where NumPy's 0/0 is not what Nabla takes it for. */
export function metricLines(id: MeasureId, written: WrittenPair): string[] | undefined {
  return id === 'r2' ? r2Lines(written) : classLines(id, written);
}

function r2Lines({ Y, T, pair: { y, t, form } }: WrittenPair): string[] | undefined {
  if (form === 'index' || r2(y, t).warnings.length > 0) return undefined;
  const rest = `np.sum((${T} - ${Y}) ** 2, axis=0)`;
  const all = `np.sum((${T} - np.mean(${T}, axis=0)) ** 2, axis=0)`;
  return [print(`np.mean(1 - ${rest} / ${all})`)];
}

function classLines(id: MeasureId, written: WrittenPair): string[] | undefined {
  const { classes, binary } = classify(written.pair, written.options);
  const lines = [`predicted = ${predictedExpression(written)}`, `truth = ${truthExpression(written)}`];
  switch (id) {
    case 'accuracy':
      return [...lines, print('np.mean(predicted == truth)')];
    case 'confusionMatrix':
      return [
        ...lines,
        `counts = np.zeros((${classes}, ${classes}), dtype=int)`,
        'np.add.at(counts, (truth, predicted), 1)',
        print('counts'),
      ];
    case 'precision':
    case 'recall':
    case 'f1':
      return [...lines, ...scoreLines(id, binary, written.options)];
    default:
      return undefined;
  }
}

function predictedExpression({ Y, pair: { y, yForm, form } }: WrittenPair): string {
  if (form === 'index' || isScores(y.shape)) return `np.argmax(np.atleast_2d(${Y}), axis=1)`;
  return yForm.notLabel < 0 ? `${Y}.astype(int).ravel()` : `(${Y} > 0.5).astype(int).ravel()`;
}

function truthExpression({ T, pair: { y, form } }: WrittenPair): string {
  if (form === 'index') return T;
  return isScores(y.shape) ? `np.argmax(${T}, axis=1)` : `${T}.astype(int).ravel()`;
}

/** What a score counts its hits against. */
const WHOLES = {
  precision: 'np.sum(predicted == k)',
  recall: 'np.sum(truth == k)',
  f1: '(np.sum(predicted == k) + np.sum(truth == k)) / 2',
};

function scoreLines(id: keyof typeof WHOLES, binary: boolean, { average, positive }: LossOptions): string[] {
  const how = average ?? (binary ? 'binary' : 'macro');
  if (how === 'micro') return [print('np.mean(predicted == truth)')];
  return [
    how === 'binary' ? `classes = [${positive}]` : 'classes = np.union1d(truth, predicted)',
    'hits = [np.sum((predicted == k) & (truth == k)) for k in classes]',
    `score = np.array(hits) / np.maximum(0.5, [${WHOLES[id]} for k in classes])`,
    how === 'weighted'
      ? print('np.average(score, weights=[np.sum(truth == k) for k in classes])')
      : print('np.mean(score)'),
  ];
}
