import { html, mathml, type TemplateResult } from 'lit';
import type { LossId } from '../../src/numerics/lossEvaluation';
import { lossFormula } from '../../src/words/losses';

const SUM_OVER_K = mathml`<munder><mo>∑</mo><mi>k</mi></munder>`;
const Y_K = mathml`<msub><mi>y</mi><mi>k</mi></msub>`;
const T_K = mathml`<msub><mi>t</mi><mi>k</mi></msub>`;

/** The loss's formula typeset; screen readers are given the line of text. */
export function typeset(id: LossId, delta: number): TemplateResult {
  return html`<math display="block" aria-label=${`L = ${lossFormula(id, delta)}`}>
    <mi>L</mi><mo>=</mo>${rightSide(id, delta)}
  </math>`;
}

function rightSide(id: LossId, delta: number) {
  switch (id) {
    case 'halfSumSquares':
      return mathml`<mfrac><mn>1</mn><mn>2</mn></mfrac>${SUM_OVER_K}
        <mo stretchy="false">(</mo>${Y_K}<mo>−</mo>${T_K}<msup><mo stretchy="false">)</mo><mn>2</mn></msup>`;
    case 'crossEntropy':
      return mathml`<mo>−</mo>${SUM_OVER_K}${T_K}<mi>log</mi>${delta === 0 ? Y_K : shifted(delta)}`;
  }
}

/** (y + δ), with δ as a number: 10⁻⁷ where it is a power of ten. */
function shifted(delta: number) {
  const exponent = /^1e-(\d+)$/.exec(delta.toExponential())?.[1];
  const number =
    exponent === undefined
      ? mathml`<mn>${delta}</mn>`
      : mathml`<msup><mn>10</mn><mrow><mo>−</mo><mn>${exponent}</mn></mrow></msup>`;
  return mathml`<mrow><mo stretchy="false">(</mo>${Y_K}<mo>+</mo>${number}<mo stretchy="false">)</mo></mrow>`;
}
