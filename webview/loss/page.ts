import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LossComparison } from '../../src/editor/loss/messages';
import type { LossId } from '../../src/numerics/lossEvaluation';
import { lossFormula, lossName } from '../../src/words/losses';
import { formatNumber, formatShape } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import type { ShownElements } from './elements';
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
      <section class="plot" aria-label=${t('Prediction and target')}>
        ${view.intent.table ? dataTable(view) : view.chart} ${cutNote(view.elements)}
      </section>
      <section class="losses" aria-label=${t('Losses')}>${chosenLoss(view)} ${lossTable(view, actions)}</section>
    </div>`;
}

/** What stands in place of a comparison when there is none. */
export function unavailablePage(text: string, actions: LossActions): TemplateResult {
  return html`<div class="empty">
    <p>${text}</p>
    <vscode-button @click=${() => actions.showExample()}>${t('Show Example')}</vscode-button>
  </div>`;
}

function header({ comparison, intent }: LossView, actions: LossActions): TemplateResult {
  const tableLabel = intent.table ? t('Show as chart (T)') : t('Show as table (T)');
  return html`<header>
    <h1>${subject(comparison, actions)}</h1>
    <p class="detail">${details(comparison).join(' · ')}</p>
    <vscode-toolbar-container>
      ${toolbarButton('arrow-swap', t('Swap prediction and target'), () => actions.swap())}
      ${toolbarButton(intent.table ? 'graph' : 'table', tableLabel, () => actions.toggleTable())}
      ${toolbarButton('copy', t('Copy…'), () => actions.copy())}
    </vscode-toolbar-container>
  </header>`;
}

function toolbarButton(icon: string, label: string, onClick: () => void): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    @click=${onClick}
  ></vscode-toolbar-button>`;
}

/** "y1 against t", where each name leads to its line. The word order is the language's. */
function subject(comparison: LossComparison, actions: LossActions): unknown[] {
  const link = (array: 'prediction' | 'target') => {
    const { name, line } = comparison[array];
    const title = t('Go to line {line} of {file}', { line, file: comparison.file });
    return html`<button class="link" title=${title} @click=${() => actions.reveal(array)}>${name}</button>`;
  };
  return t('{0} against {1}')
    .split(/(\{[01]\})/)
    .map(part => (part === '{0}' ? link('prediction') : part === '{1}' ? link('target') : part));
}

function details({ shape, oneHot, file }: LossComparison): string[] {
  const size = shape.length === 1 ? t('{0} values', shape[0]!) : formatShape(shape);
  return [size, ...(oneHot ? [t('one-hot target')] : []), file];
}

function chosenLoss({ comparison, intent }: LossView): TemplateResult {
  const { id, value, warnings } = chosenResult(comparison, intent);
  return html`<div class="chosen">
    <h2>${lossName(id)}</h2>
    ${typeset(id, comparison.delta)}
    <p class="value" title=${value}>${formatNumber(value)}</p>
    <p class="full" aria-label=${t('Full value')}>${value}</p>
    ${warnings.map(
      warning =>
        html`<p class="warning"><vscode-icon name="warning" aria-hidden="true"></vscode-icon>${sentence(warning)}</p>`,
    )}
  </div>`;
}

function lossTable({ comparison, intent }: LossView, actions: LossActions): TemplateResult {
  return html`<table id="losses">
    <thead>
      <tr>
        <th scope="col">${t('Loss')}</th>
        <th scope="col" class="formula">${t('Formula')}</th>
        <th scope="col" class="number">${t('Value')}</th>
      </tr>
    </thead>
    <tbody>
      ${comparison.results.map(({ id, value, warnings }) => {
        const isChosen = id === chosenResult(comparison, intent).id;
        return html`<tr class=${isChosen ? 'is-chosen' : ''} @click=${() => actions.choose(id)}>
          <th scope="row">
            <button class="row" aria-pressed=${isChosen}>${lossName(id)}</button>
            ${warnings.length > 0 ? html`<vscode-icon name="warning" label=${t('Warning')}></vscode-icon>` : nothing}
          </th>
          <td class="formula">${lossFormula(id, comparison.delta)}</td>
          <td class="number">${value}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function dataTable({ comparison, intent, elements }: LossView): TemplateResult {
  const { id } = chosenResult(comparison, intent);
  return html`<div class="data" tabindex="0" role="region" aria-label=${t('Data table')}>
    <table id="data">
      <thead>
        <tr>
          <th scope="col">${t('Element')}</th>
          <th scope="col" class="number">${comparison.prediction.name}</th>
          <th scope="col" class="number">${comparison.target.name}</th>
          <th scope="col" class="number">${t('Term of {0}', lossName(id))}</th>
        </tr>
      </thead>
      <tbody>
        ${elements.rows.map(
          ({ label, prediction, target, term }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td class="number">${prediction}</td>
              <td class="number">${target}</td>
              <td class="number">${term}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cutNote({ rows, total }: ShownElements): TemplateResult | typeof nothing {
  if (rows.length === total) return nothing;
  return html`<p class="detail">${t('The first {0} of {1} elements are shown.', rows.length, total)}</p>`;
}

/** The chosen loss, or the first where the chosen one is not among the results. */
export function chosenResult({ results }: LossComparison, { chosen }: LossIntent) {
  return results.find(({ id }) => id === chosen) ?? results[0]!;
}
