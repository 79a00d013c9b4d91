import type { AloneId, LossId } from '../numerics/lossIds';
import type { LossOptions } from '../numerics/lossOptions';

/** Names and shape of what a Python expression is written of. */
interface Written {
  readonly Y: string;
  readonly shape: readonly number[];
  readonly options: LossOptions;
}

interface WrittenPair extends Written {
  readonly T: string;
  /** The target holds the numbers of the classes. */
  readonly ofLabels: boolean;
}

/** Lines of Python that print a loss; undefined where labels do not do. */
export function lossLines(id: LossId, pair: WrittenPair): string[] | undefined {
  if (id === 'crossEntropy') return [print(negativeSum(logTerms(pair, pair.Y, pair.options.delta), pair))];
  if (id === 'softmaxCrossEntropy') return softmaxLossLines(pair);
  return pair.ofLabels ? undefined : elementLines(id, pair);
}

function elementLines(id: Exclude<LossId, 'crossEntropy' | 'softmaxCrossEntropy'>, pair: WrittenPair): string[] {
  const { Y, T, options } = pair;
  const over = options.reduction === 'mean' ? 'np.mean' : 'np.sum';
  const difference = `${Y} - ${T}`;
  switch (id) {
    case 'halfSumSquares':
      return [print(perSample(`0.5 * np.sum((${difference}) ** 2)`, pair))];
    case 'meanSquaredError':
      return [print(`${over}((${difference}) ** 2)`)];
    case 'rootMeanSquaredError':
      return [print(`np.sqrt(${over}((${difference}) ** 2))`)];
    case 'meanAbsoluteError':
      return [print(`${over}(np.abs(${difference}))`)];
    case 'huber': {
      const δ = options.huberDelta;
      return [
        `e = np.abs(${difference})`,
        print(`${over}(np.where(e <= ${δ}, 0.5 * e ** 2, ${δ} * (e - 0.5 * ${δ})))`),
      ];
    }
    case 'logCosh':
      return [`e = ${difference}`, print(`${over}(np.logaddexp(e, -e) - np.log(2))`)];
    case 'binaryCrossEntropy':
      return [print(`-${over}(${binaryTerms(Y, T, options.delta)})`)];
    case 'klDivergence': {
      const [t, y] = [`np.where(${T} == 0, 1, ${T})`, `np.where(${T} == 0, 1, ${Y})`];
      return [print(perSample(`np.sum(${T} * np.log(${t} / ${y}))`, pair))];
    }
    case 'hinge':
      return [print(`${over}(np.maximum(0, 1 - ${T} * ${Y}))`)];
  }
}

function softmaxLossLines(pair: WrittenPair): string[] {
  const { Y, options } = pair;
  const δ = options.softmaxDelta;
  return [
    `z = ${Y} - np.max(${Y}, axis=-1, keepdims=True)`,
    'log_p = z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))',
    print(negativeSum(δ === 0 ? picked(pair, 'log_p') : logTerms(pair, 'np.exp(log_p)', δ), pair)),
  ];
}

/** t log(p + δ), or log(p + δ) of what the labels pick; 0 · log 0 is kept from being computed. */
function logTerms(pair: WrittenPair, p: string, δ: number): string {
  const { T, ofLabels } = pair;
  if (ofLabels) return `np.log(${picked(pair, p)}${δ === 0 ? '' : ` + ${δ}`})`;
  return `${T} * np.log(${δ === 0 ? `np.where(${T} == 0, 1, ${p})` : `${p} + ${δ}`})`;
}

/** `values` weighted by the target, or those that the labels pick. */
function picked({ Y, T, shape, ofLabels }: WrittenPair, values: string): string {
  if (!ofLabels) return `${T} * ${values}`;
  return shape.length === 1 ? `${values}[${T}]` : `${values}[np.arange(len(${Y})), ${T}]`;
}

function binaryTerms(Y: string, T: string, δ: number): string {
  return δ === 0
    ? `${T} * np.log(np.where(${T} == 0, 1, ${Y})) + (1 - ${T}) * np.log(np.where(${T} == 1, 1, 1 - ${Y}))`
    : `${T} * np.log(${Y} + ${δ}) + (1 - ${T}) * np.log(1 - ${Y} + ${δ})`;
}

/** Lines of Python that print what follows from one array alone. */
export function aloneLines(id: AloneId, written: Written): string[] {
  const { Y, options } = written;
  switch (id) {
    case 'entropy':
      return [print(negativeSum(`${Y} * ${logarithm(`np.where(${Y} == 0, 1, ${Y})`, options.base)}`, written))];
    case 'information':
      return [print(`-${logarithm(Y, options.base)}`)];
    case 'softmax':
      return [
        `e = np.exp(${Y} - np.max(${Y}, axis=-1, keepdims=True))`,
        print('e / np.sum(e, axis=-1, keepdims=True)'),
      ];
  }
}

function logarithm(x: string, base: number): string {
  if (base === 2) return `np.log2(${x})`;
  if (base === 10) return `np.log10(${x})`;
  return base === Math.E ? `np.log(${x})` : `np.log(${x}) / np.log(${base})`;
}

function negativeSum(terms: string, written: Written): string {
  return perSample(`-np.sum(${terms})`, written);
}

/** Divided by the number of samples of a batch. */
function perSample(sum: string, { Y, shape, options }: Written): string {
  return shape.length > 1 && options.reduction === 'mean' ? `${sum} / len(${Y})` : sum;
}

export function print(expression: string): string {
  return `print(${expression})`;
}
