import { html, mathml, type TemplateResult } from 'lit';

const H = mathml`<mi>h</mi>`;

/** The central difference typeset, f′(x) ≈ (f(x + h) − f(x − h)) / 2h; screen readers are given the line of text. */
export function centralDifference(name: string, label: string, alone: boolean): TemplateResult {
  const f = mathml`<mi>${name}</mi>`;
  const left = alone
    ? mathml`<msup>${f}<mo>′</mo></msup><mo stretchy="false">(</mo><mi>${label}</mi><mo stretchy="false">)</mo>`
    : mathml`<mfrac><mrow><mo>∂</mo>${f}</mrow><mrow><mo>∂</mo><mi>${label}</mi></mrow></mfrac>`;
  const shifted = (sign: string) =>
    mathml`${f}<mo stretchy="false">(</mo><mi>${label}</mi><mo>${sign}</mo>${H}<mo stretchy="false">)</mo>`;
  const text = `${alone ? `${name}′(${label})` : `∂${name}/∂${label}`} ≈ (${name}(${label} + h) − ${name}(${label} − h)) / 2h`;
  return html`<math display="block" aria-label=${text}>
    ${left}<mo>≈</mo
    ><mfrac>
      <mrow>${shifted('+')}<mo>−</mo>${shifted('−')}</mrow>
      <mrow><mn>2</mn>${H}</mrow>
    </mfrac>
  </math>`;
}
