import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LossComparison } from '../../src/editor/loss/messages';
import { formatShape } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import { stepper } from '../shared/stepper';
import { toolbarButton, toolbarToggle } from '../shared/toolbarButton';
import { elementColumns, type SmallChart } from './charts';
import { comparedSection, type ComparedActions } from './compared';
import { confusionSection } from './confusion';
import { cutNote, dataTable } from './dataTable';
import { sampleShares, shownSample, type ShownElements } from './elements';
import type { LossIntent } from './intent';
import { chosenMeasure, measureTables } from './measures';
import { roleReason } from './roleReason';
import { whyNotAccuracy, type SweepActions } from './whyNotAccuracy';

/** What a person can do on the page. */
export interface LossActions extends ComparedActions, SweepActions {
  toggleTable(): void;
  goToSample(sample: number): void;
  swap(): void;
  setLive(on: boolean): void;
  copy(): void;
  savePicture(): void;
  reveal(array: 'prediction' | 'target'): void;
  showExample(): void;
}

/** A small chart below the large one; it paints itself. */
export interface SmallChartView extends SmallChart {
  readonly element: HTMLElement;
}

/** Everything the page shows; rendering depends on nothing else. */
export interface LossView {
  readonly comparison: LossComparison;
  readonly intent: LossIntent;
  readonly elements: ShownElements;
  /** The charts, which paint themselves. */
  readonly charts: {
    readonly main: HTMLElement;
    readonly small: readonly SmallChartView[];
    readonly sweep: HTMLElement;
  };
}

export function comparisonPage(view: LossView, actions: LossActions): TemplateResult {
  const { comparison, intent, charts } = view;
  return html`${header(view, actions)} ${staleNote(comparison)}
    <div class="columns">
      <section class="plot" aria-label=${comparison.target ? l10n.t('Prediction and target') : l10n.t('Values')}>
        ${intent.table ? tables(view) : chartsOf(view, actions)}
        ${cutNote(view.elements.prediction.length, view.elements.total)} ${gapNote(charts.small, intent)}
      </section>
      ${chosenMeasure(comparison, intent)}
      <section class="losses" aria-label=${l10n.t('Losses')}>
        ${measureTables(comparison, intent, id => actions.choose(id))}
      </section>
      ${comparedSection(comparison, intent, actions)}
    </div>
    ${confusionSection(comparison)} ${whyNotAccuracy(comparison, intent, charts.sweep, actions)}`;
}

/** What stands in place of a comparison when there is none. */
export function unavailablePage(text: string, actions: LossActions): TemplateResult {
  return html`<div class="empty">
    <p>${text}</p>
    <vscode-button @click=${() => actions.showExample()}>${l10n.t('Show Example')}</vscode-button>
  </div>`;
}

function header({ comparison, intent }: LossView, actions: LossActions): TemplateResult {
  const { live, target } = comparison;
  const tableLabel = intent.table ? l10n.t('Show as charts (T)') : l10n.t('Show as tables (T)');
  return html`<header>
    <h1>${subject(comparison, actions)}</h1>
    <p class="detail">${details(comparison).join(' · ')}</p>
    <vscode-toolbar-container>
      ${target ? toolbarButton('arrow-swap', l10n.t('Swap prediction and target'), () => actions.swap()) : nothing}
      ${toolbarToggle('sync', l10n.t('Follow edits of the arrays'), live.on, on => actions.setLive(on))}
      ${toolbarButton(intent.table ? 'graph' : 'table', tableLabel, () => actions.toggleTable())}
      ${toolbarButton('copy', l10n.t('Copy…'), () => actions.copy())}
      ${intent.table ? nothing : toolbarButton('device-camera', l10n.t('Save picture…'), () => actions.savePicture())}
    </vscode-toolbar-container>
  </header>`;
}

/** "y1 against t", where each name leads to its line. The word order is the language's. */
function subject(comparison: LossComparison, actions: LossActions): unknown {
  const { prediction, target, file } = comparison;
  const link = (array: 'prediction' | 'target', { name, line }: { name: string; line: number }) => {
    const title = l10n.t('Go to line {line} of {file}', { line, file });
    return html`<button class="link" title=${title} @click=${() => actions.reveal(array)}>${name}</button>`;
  };
  if (!target) return link('prediction', prediction);
  return l10n
    .t('{0} against {1}')
    .split(/(\{[01]\})/)
    .map(part => (part === '{0}' ? link('prediction', prediction) : part === '{1}' ? link('target', target) : part));
}

function details({ prediction: { shape }, target, labels, reason, file }: LossComparison): string[] {
  const size = shape.length === 1 ? l10n.t('{0} values', shape[0]!) : formatShape(shape);
  if (!target) return [size, file];
  const form =
    labels === 'one-hot' && reason !== 'one-hot'
      ? [l10n.t('one-hot target')]
      : labels === 'index' && reason !== 'labels'
        ? [l10n.t('class labels as target')]
        : [];
  return [size, ...form, roleReason(reason), file];
}

/** Why what is shown is older than the text. */
function staleNote({ live: { problem } }: LossComparison): TemplateResult | typeof nothing {
  if (!problem) return nothing;
  return html`<p class="stale detail">
    ${sentence(problem)} ${l10n.t('The page shows the arrays as they were before.')}
  </p>`;
}

function chartsOf({ intent, elements, charts }: LossView, actions: LossActions): TemplateResult {
  return html`${
      elements.samples > 1
        ? stepper({
            label: l10n.t('Sample'),
            index: shownSample(elements, intent.sample),
            count: elements.samples,
            onStep: sample => actions.goToSample(sample),
          })
        : nothing
    }
    ${charts.main}
    <div class="small-charts">
      ${charts.small.map(
        ({ heading, element }) =>
          html`<section class="small">
            <h2>${heading}</h2>
            ${element}
          </section>`,
      )}
    </div>`;
}

/** A missing bar is easily taken for 0. */
function gapNote(small: readonly SmallChart[], { table }: LossIntent): TemplateResult | typeof nothing {
  const hasGap = small.some(({ data }) => data.series.some(({ values }) => !Array.from(values).every(Number.isFinite)));
  return hasGap && !table ? html`<p class="detail">${l10n.t('∞ and NaN have no bar.')}</p>` : nothing;
}

function tables({ comparison, intent, elements }: LossView): TemplateResult {
  const { bars, information, terms, gradient } = elementColumns(comparison, elements, intent);
  const all = dataTable('data', l10n.t('Element'), elements.labels, [...bars, information, terms, gradient]);
  if (elements.samples === 1 || !terms) return all;
  const shares = sampleShares(elements, terms.values);
  const samples = Array.from(shares, (_, sample) => String(sample));
  return html`${all}
  ${dataTable('samples', l10n.t('Sample'), samples, [{ name: l10n.t('Share of the loss'), values: shares }])}`;
}
