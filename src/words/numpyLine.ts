import { compared } from '../numerics/compared';
import { isAloneId, isLossId, type MeasureId } from '../numerics/lossIds';
import { completeOptions, type LossOptions } from '../numerics/lossOptions';
import { toNested, type Tensor } from '../numerics/tensor';
import { pythonValue } from './codeValues';
import { aloneLines, lossLines } from './numpyLosses';
import { metricLines } from './numpyMetrics';

/** What is to be computed with NumPy. */
export interface NumpyInput {
  readonly y: Tensor;
  readonly t: Tensor | undefined;
  /** What the arrays are called; what Python would not take as a name is made one. */
  readonly names: { readonly y: string; readonly t: string };
  readonly options: Partial<LossOptions>;
}

/** Nobody pastes more numbers than this into a Python prompt. */
const MAX_ELEMENTS = 200;

/**
 * Lines of Python that compute the same number with NumPy and print it: import, the arrays as full doubles, the
 * expression. Sums run in the same order; the last digits of logarithms are NumPy's own.
 *
 * @returns undefined for more than 200 elements, and where the measure has no meaning for these arrays
 * @throws Problem where the arrays cannot be compared
 */
export function numpyLine(id: MeasureId, { y, t, names, options }: NumpyInput): string | undefined {
  if (y.data.length > MAX_ELEMENTS) return undefined;
  const all = completeOptions(options);
  const Y = pythonName(names.y, 'y');
  const arrays = ['import numpy as np', `${Y} = ${pythonArray(y)}`];
  if (isAloneId(id)) return [...arrays, ...aloneLines(id, { Y, shape: y.shape, options: all })].join('\n');
  if (!t) return undefined;
  const pair = compared(y, t, all.labels);
  const given = pythonName(names.t, 't');
  const T = given === Y ? `${given}_target` : given;
  arrays.push(`${T} = ${pair.labels ? `np.array([${pair.labels.join(', ')}])` : pythonArray(t)}`);
  const lines = isLossId(id)
    ? lossLines(id, { Y, T, shape: y.shape, ofLabels: pair.form === 'index', options: all })
    : metricLines(id, { Y, T, pair, options: all });
  return lines && [...arrays, ...lines].join('\n');
}

const PYTHON_WORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield np print len e z log_p p truth predicted ' +
    'classes hits score counts k'
  ).split(' '),
);

/** The name where Python takes it and it is none of those used in the lines. */
function pythonName(name: string, otherwise: string): string {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !PYTHON_WORDS.has(name) ? name : otherwise;
}

function pythonArray(tensor: Tensor): string {
  return `np.array(${pythonValue(toNested(tensor), 'np')})`; // floats, so that NumPy does not compute with integers
}
