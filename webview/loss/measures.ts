import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LossComparison, ShownResult } from '../../src/editor/loss/messages';
import { elementCount } from '../../src/numerics/tensor';
import type { MeasureId } from '../../src/numerics/lossIds';
import { formulaOptions, lossFormula, lossName, lossNote } from '../../src/words/losses';
import { alignOnPoint, formatNumber } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import { typeset } from './formulas';
import type { LossIntent } from './intent';
import { chosenResult, type TensorResult } from './results';

/** The chosen measure: its formula typeset, its value large and in full, and what makes it doubtful. */
export function chosenMeasure(comparison: LossComparison, intent: LossIntent): TemplateResult {
  const result = chosenResult(comparison, intent);
  const note = lossNote(result.id);
  return html`<section class="chosen" aria-label=${l10n.t('Chosen measure')}>
    <h2>${lossName(result.id)}</h2>
    <div class="beside">
      ${result.kind === 'tensor' ? numbers(result, comparison) : largeValue(result.value)}
      ${typeset(result.id, formulaOptions(comparison.options, comparison.prediction.shape))}
    </div>
    ${result.kind === 'tensor' ? nothing : html`<p class="full" aria-label=${l10n.t('Full value')}>${result.value}</p>`}
    ${result.warnings.map(
      warning =>
        html`<p class="warning"><vscode-icon name="warning" aria-hidden="true"></vscode-icon>${sentence(warning)}</p>`,
    )}
    ${note === undefined ? nothing : html`<p class="detail">${note}</p>`}
  </section>`;
}

function largeValue(value: number): TemplateResult {
  return html`<p class="value" title=${value}>${formatNumber(value)}</p>`;
}

/** Of more values than this only the first and the last are written out; the charts and the table have them all. */
const MAX_WRITTEN = 20;
const ENDS = 3;

function numbers({ data }: TensorResult, { prediction }: LossComparison): TemplateResult {
  const total = elementCount(prediction.shape);
  const texts = Array.from(data, value => formatNumber(value));
  const shown = total <= MAX_WRITTEN ? texts : [...texts.slice(0, ENDS), '…'];
  return html`<p class="numbers">(${shown.join(', ')})</p>
    ${total > MAX_WRITTEN ? html`<p class="detail">${l10n.t('{0} values', total)}</p>` : nothing}`;
}

/** All results with formula and value, losses above metrics; a row chooses its measure. */
export function measureTables(
  comparison: LossComparison,
  intent: LossIntent,
  choose: (id: MeasureId) => void,
): TemplateResult {
  const { results, target } = comparison;
  const metrics = results.filter(({ kind }) => kind === 'metric');
  const losses = results.filter(({ kind }) => kind !== 'metric');
  const table = (id: string, heading: string, rows: readonly ShownResult[]) =>
    rows.length === 0 ? nothing : measureTable(id, heading, rows, comparison, intent, choose);
  return html`${table('losses', target ? l10n.t('Loss') : l10n.t('Measure'), losses)}
  ${table('metrics', l10n.t('Metric'), metrics)}`;
}

function measureTable(
  tableId: string,
  heading: string,
  results: readonly ShownResult[],
  comparison: LossComparison,
  intent: LossIntent,
  choose: (id: MeasureId) => void,
): TemplateResult {
  const chosen = chosenResult(comparison, intent).id;
  const values = valueTexts(results, comparison);
  return html`<table id=${tableId} class="choices">
    <thead>
      <tr>
        <th scope="col">${heading}</th>
        <th scope="col" class="formula">${l10n.t('Formula')}</th>
        <th scope="col" class="number">${l10n.t('Value')}</th>
      </tr>
    </thead>
    <tbody>
      ${results.map(({ id, warnings }, index) => {
        const isChosen = id === chosen;
        return html`<tr class=${isChosen ? 'is-chosen' : ''} @click=${() => choose(id)}>
          <th scope="row">
            <button class="row" aria-pressed=${isChosen}>${lossName(id)}</button>
            ${warnings.length > 0 ? html`<vscode-icon name="warning" label=${l10n.t('Warning')}></vscode-icon>` : nothing}
          </th>
          <td class="formula">${lossFormula(id, formulaOptions(comparison.options, comparison.prediction.shape))}</td>
          <td class="number">${values[index]}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** Full doubles, their points below each other; of a tensor, how many values it has. */
function valueTexts(results: readonly ShownResult[], { prediction }: LossComparison): string[] {
  const aligned = alignOnPoint(results.flatMap(result => (result.kind === 'tensor' ? [] : [result.value])));
  const count = l10n.t('{0} values', elementCount(prediction.shape));
  return results.map(result => (result.kind === 'tensor' ? count : aligned.shift()!));
}
