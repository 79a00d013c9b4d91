import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LossComparison } from '../../src/editor/loss/messages';
import type { LossId } from '../../src/numerics/lossEvaluation';
import { lossFormula, lossName } from '../../src/words/losses';
import { alignOnPoint, formatNumber, formatShape } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import { toolbarButton } from '../shared/toolbarButton';
import type { ElementRow, ShownElements } from './elements';
import { typeset } from './formulas';
import type { LossIntent } from './intent';

/** What a person can do on the page. */
export interface LossActions {
  choose(id: LossId): void;
  toggleTable(): void;
  swap(): void;
  copy(): void;
  reveal(array: 'prediction' | 'target'): void;
  showExample(): void;
}

/** Everything the page shows; rendering depends on nothing else. */
export interface LossView {
  readonly comparison: LossComparison;
  readonly intent: LossIntent;
  readonly elements: ShownElements;
  /** The chart, which paints itself. */
  readonly chart: HTMLElement;
}

export function comparisonPage(view: LossView, actions: LossActions): TemplateResult {
  return html`${header(view, actions)}
    <div class="columns">
      <section class="plot" aria-label=${l10n.t('Prediction and target')}>
        ${view.intent.table ? dataTable(view) : view.chart} ${cutNote(view.elements)}
      </section>
      <section class="losses" aria-label=${l10n.t('Losses')}>${chosenLoss(view)} ${lossTable(view, actions)}</section>
    </div>`;
}

/** What stands in place of a comparison when there is none. */
export function unavailablePage(text: string, actions: LossActions): TemplateResult {
  return html`<div class="empty">
    <p>${text}</p>
    <vscode-button @click=${() => actions.showExample()}>${l10n.t('Show Example')}</vscode-button>
  </div>`;
}

function header({ comparison, intent }: LossView, actions: LossActions): TemplateResult {
  const tableLabel = intent.table ? l10n.t('Show as chart (T)') : l10n.t('Show as table (T)');
  return html`<header>
    <h1>${subject(comparison, actions)}</h1>
    <p class="detail">${details(comparison).join(' · ')}</p>
    <vscode-toolbar-container>
      ${toolbarButton('arrow-swap', l10n.t('Swap prediction and target'), () => actions.swap())}
      ${toolbarButton(intent.table ? 'graph' : 'table', tableLabel, () => actions.toggleTable())}
      ${toolbarButton('copy', l10n.t('Copy…'), () => actions.copy())}
    </vscode-toolbar-container>
  </header>`;
}

/** "y1 against t", where each name leads to its line. The word order is the language's. */
function subject(comparison: LossComparison, actions: LossActions): unknown[] {
  const link = (array: 'prediction' | 'target') => {
    const { name, line } = comparison[array];
    const title = l10n.t('Go to line {line} of {file}', { line, file: comparison.file });
    return html`<button class="link" title=${title} @click=${() => actions.reveal(array)}>${name}</button>`;
  };
  return l10n
    .t('{0} against {1}')
    .split(/(\{[01]\})/)
    .map(part => (part === '{0}' ? link('prediction') : part === '{1}' ? link('target') : part));
}

function details({ shape, oneHot, file }: LossComparison): string[] {
  const size = shape.length === 1 ? l10n.t('{0} values', shape[0]!) : formatShape(shape);
  return [size, ...(oneHot ? [l10n.t('one-hot target')] : []), file];
}

function chosenLoss({ comparison, intent }: LossView): TemplateResult {
  const { id, value, warnings } = chosenResult(comparison, intent);
  return html`<div class="chosen">
    <h2>${lossName(id)}</h2>
    ${typeset(id, comparison.delta)}
    <p class="value" title=${value}>${formatNumber(value)}</p>
    <p class="full" aria-label=${l10n.t('Full value')}>${value}</p>
    ${warnings.map(
      warning =>
        html`<p class="warning"><vscode-icon name="warning" aria-hidden="true"></vscode-icon>${sentence(warning)}</p>`,
    )}
  </div>`;
}

function lossTable({ comparison, intent }: LossView, actions: LossActions): TemplateResult {
  const values = alignOnPoint(comparison.results.map(({ value }) => value));
  return html`<table id="losses" class="choices">
    <thead>
      <tr>
        <th scope="col">${l10n.t('Loss')}</th>
        <th scope="col" class="formula">${l10n.t('Formula')}</th>
        <th scope="col" class="number">${l10n.t('Value')}</th>
      </tr>
    </thead>
    <tbody>
      ${comparison.results.map(({ id, warnings }, index) => {
        const isChosen = id === chosenResult(comparison, intent).id;
        return html`<tr class=${isChosen ? 'is-chosen' : ''} @click=${() => actions.choose(id)}>
          <th scope="row">
            <button class="row" aria-pressed=${isChosen}>${lossName(id)}</button>
            ${warnings.length > 0 ? html`<vscode-icon name="warning" label=${l10n.t('Warning')}></vscode-icon>` : nothing}
          </th>
          <td class="formula">${lossFormula(id, comparison.delta)}</td>
          <td class="number">${values[index]}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function dataTable({ comparison, intent, elements }: LossView): TemplateResult {
  const { id } = chosenResult(comparison, intent);
  const column = (pick: (row: ElementRow) => number) => alignOnPoint(elements.rows.map(pick));
  const columns = [column(row => row.prediction), column(row => row.target), column(row => row.term)];
  return html`<div class="data" tabindex="0" role="region" aria-label=${l10n.t('Data table')}>
    <table id="data">
      <thead>
        <tr>
          <th scope="col">${l10n.t('Element')}</th>
          <th scope="col" class="number">${comparison.prediction.name}</th>
          <th scope="col" class="number">${comparison.target.name}</th>
          <th scope="col" class="number">${l10n.t('Term of {0}', lossName(id))}</th>
        </tr>
      </thead>
      <tbody>
        ${elements.rows.map(
          ({ label }, index) =>
            html`<tr>
              <th scope="row">${label}</th>
              ${columns.map(texts => html`<td class="number">${texts[index]}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cutNote({ rows, total }: ShownElements): TemplateResult | typeof nothing {
  if (rows.length === total) return nothing;
  return html`<p class="detail">${l10n.t('The first {0} of {1} elements are shown.', rows.length, total)}</p>`;
}

/** The chosen loss, or the first where the chosen one is not among the results. */
export function chosenResult({ results }: LossComparison, { chosen }: LossIntent) {
  return results.find(({ id }) => id === chosen) ?? results[0]!;
}
