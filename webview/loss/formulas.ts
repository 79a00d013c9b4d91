import { html, mathml, type MathMLTemplateResult, type TemplateResult } from 'lit';
import { isLossId, type MeasureId } from '../../src/numerics/lossIds';
import { lossFormula, type FormulaOptions } from '../../src/words/losses';

/** Part of a formula. */
type Term = MathMLTemplateResult;

const mo = (operator: string): Term => mathml`<mo stretchy="false">${operator}</mo>`;
const mi = (name: string): Term => mathml`<mi>${name}</mi>`;
const mn = (number: number): Term => mathml`<mn>${number}</mn>`;
const row = (...terms: Term[]): Term => mathml`<mrow>${terms}</mrow>`;
const parens = (...terms: Term[]): Term => row(mo('('), ...terms, mo(')'));
const bars = (...terms: Term[]): Term => row(mo('|'), ...terms, mo('|'));
const fraction = (above: Term, below: Term): Term => mathml`<mfrac>${above}${below}</mfrac>`;
const squared = (term: Term): Term => mathml`<msup>${term}<mn>2</mn></msup>`;
/** A name with its indices, a letter each: y with nk. */
const at = (name: string, indices: string): Term =>
  mathml`<msub><mi>${name}</mi><mrow>${[...indices].map(mi)}</mrow></msub>`;
const withMark = (name: string, mark: string): Term =>
  mathml`<mover accent="true"><mi>${name}</mi><mo stretchy="false">${mark}</mo></mover>`;
const sumOver = (index: string): Term => mathml`<munder><mo>∑</mo><mi>${index}</mi></munder>`;
const THIN = mathml`<mspace width="0.17em"></mspace>`;
const log = (...terms: Term[]): Term => row(THIN, mi('log'), THIN, ...terms);

/** The mean over the elements: (1/N) Σᵢ. */
const MEAN = row(fraction(mn(1), mi('N')), sumOver('i'));
const HALF = fraction(mn(1), mn(2));
const y = (index: string) => at('y', index);
const t = (index: string) => at('t', index);
const difference = (index: string) => row(y(index), mo('−'), t(index));

/**
 * The formula typeset, and where the page is too narrow for it, which does not break into lines, as a line of text;
 * screen readers are given the latter.
 */
export function typeset(id: MeasureId, options: FormulaOptions): TemplateResult {
  const symbol = SYMBOLS[id] ?? (isLossId(id) ? 'L' : undefined);
  const text = (symbol === undefined ? '' : `${symbol} = `) + lossFormula(id, options);
  return html`<div class="typeset is-${widthOf(id, options)}">
    <math display="block" aria-label=${text}
      >${symbol === undefined ? row() : row(mi(symbol), mo('='))}${rightSide(id, options)}</math
    >
    <p aria-hidden="true">${text}</p>
  </div>`;
}

/** How much room a formula needs, roughly. */
function widthOf(id: MeasureId, { batch }: FormulaOptions): 'short' | 'long' | 'longest' {
  if (id === 'binaryCrossEntropy') return 'longest';
  const isLong = id === 'huber' || id === 'softmaxCrossEntropy' || id === 'r2' || id === 'accuracy';
  return isLong || batch ? 'long' : 'short';
}

const SYMBOLS: { readonly [Id in MeasureId]?: string } = { entropy: 'H', information: 'I', r2: 'R²' };

function rightSide(id: MeasureId, options: FormulaOptions): Term {
  const { delta, softmaxDelta, huberDelta } = options;
  const [sums, k, j] = sumsOverSamples(options);
  switch (id) {
    case 'halfSumSquares':
      return row(HALF, sums, squared(parens(difference(k))));
    case 'meanSquaredError':
      return row(MEAN, squared(parens(difference('i'))));
    case 'rootMeanSquaredError':
      return mathml`<msqrt>${MEAN}${squared(parens(difference('i')))}</msqrt>`;
    case 'meanAbsoluteError':
      return row(MEAN, bars(difference('i')));
    case 'huber':
      return huber(huberDelta);
    case 'logCosh':
      return row(MEAN, log(mi('cosh'), parens(difference('i'))));
    case 'crossEntropy':
      return row(mo('−'), sums, t(k), log(shifted(y(k), delta)));
    case 'softmaxCrossEntropy':
      return row(mo('−'), sums, t(k), log(shifted(softmaxOf('y', k, j), softmaxDelta)));
    case 'binaryCrossEntropy':
      return binaryCrossEntropy(delta);
    case 'klDivergence':
      return row(sums, t(k), log(fraction(t(k), y(k))));
    case 'hinge':
      return row(MEAN, mi('max'), parens(mn(0), mo(','), mn(1), mo('−'), t('i'), y('i')));
    default:
      return otherRightSide(id, options);
  }
}

function otherRightSide(id: MeasureId, options: FormulaOptions): Term {
  const { base } = options;
  const [sums, k] = sumsOverSamples(options);
  switch (id) {
    case 'accuracy':
      return row(MEAN, mo('['), mathml`<msub>${withMark('y', '^')}<mi>i</mi></msub>`, mo('='), t('i'), mo(']'));
    case 'precision':
      return fraction(mi('TP'), row(mi('TP'), mo('+'), mi('FP')));
    case 'recall':
      return fraction(mi('TP'), row(mi('TP'), mo('+'), mi('FN')));
    case 'f1':
      return fraction(row(mn(2), mi('P'), mi('R')), row(mi('P'), mo('+'), mi('R')));
    case 'r2':
      return determination();
    case 'entropy':
      return row(mo('−'), sums, y(k), logarithm(base), y(k));
    case 'information':
      return row(mo('−'), logarithm(base), y('k'));
    case 'softmax':
      return softmaxOf('y', 'k', 'j');
    default:
      return row();
  }
}

/** The sum over the elements of a sample, with their index and another; of a batch the mean of these sums. */
function sumsOverSamples({ batch }: FormulaOptions): readonly [sums: Term, k: string, j: string] {
  if (!batch) return [sumOver('k'), 'k', 'j'];
  return [row(fraction(mn(1), mi('N')), sumOver('n'), sumOver('k')), 'nk', 'nj'];
}

/** ½e² near zero, δ(|e| − ½δ) beyond ±δ, with e = y − t. */
function huber(delta: number): Term {
  const error = at('e', 'i');
  const excess = row(bars(error), mo('−'), mn(delta / 2));
  const line = delta === 1 ? excess : row(mn(delta), parens(excess));
  const branch = (value: Term, sign: string) =>
    mathml`<mtr><mtd>${value}</mtd><mtd>${bars(error)}${mo(sign)}${mn(delta)}</mtd></mtr>`;
  return row(
    MEAN,
    mathml`<mrow><mo stretchy="true">{</mo><mtable>${branch(row(HALF, squared(error)), '≤')}${branch(line, '>')}</mtable></mrow>`,
  );
}

function binaryCrossEntropy(delta: number): Term {
  const complement = (term: Term) => row(mn(1), mo('−'), term);
  const ofOne = row(t('i'), log(shifted(y('i'), delta)));
  const ofZero = row(
    parens(complement(t('i'))),
    log(delta === 0 ? parens(complement(y('i'))) : shifted(complement(y('i')), delta)),
  );
  return row(mo('−'), MEAN, parens(ofOne, mo('+'), ofZero));
}

/** R² = 1 − Σ(y − t)² / Σ(t − t̄)². */
function determination(): Term {
  const squares = (...terms: Term[]) => row(sumOver('i'), squared(parens(...terms)));
  return row(mn(1), mo('−'), fraction(squares(difference('i')), squares(t('i'), mo('−'), withMark('t', '¯'))));
}

function softmaxOf(name: string, index: string, over: string): Term {
  const power = (k: string) => mathml`<msup><mi>e</mi>${at(name, k)}</msup>`;
  return fraction(power(index), row(sumOver(over.at(-1)!), power(over)));
}

function logarithm(base: number): Term {
  return row(THIN, base === Math.E ? mi('log') : mathml`<msub><mi>log</mi><mn>${base}</mn></msub>`, THIN);
}

/** (y + δ), with δ as a number: 10⁻⁷ where it is a power of ten. Without δ the term alone. */
function shifted(term: Term, delta: number): Term {
  if (delta === 0) return term;
  const exponent = /^1e-(\d+)$/.exec(delta.toExponential())?.[1];
  const number =
    exponent === undefined ? mn(delta) : mathml`<msup><mn>10</mn><mrow><mo>−</mo><mn>${exponent}</mn></mrow></msup>`;
  return parens(term, mo('+'), number);
}
