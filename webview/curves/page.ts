import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { CurvesState } from '../../src/editor/training/messages';
import { alignOnPoint, formatCount, formatRounded } from '../../src/words/numbers';
import { formatScore, progressText, scoreName } from '../../src/words/trainingRun';
import { lossNote } from '../../src/words/trainingData';
import { dataTable } from '../shared/dataTable';
import { runButtons, type RunActions } from '../shared/runButtons';
import { runNotes } from '../shared/runNotes';
import { toolbarButton } from '../shared/toolbarButton';
import type { ShownRun } from './charts';
import type { CurvesIntent } from './intent';

/** What a person can do on the page. */
export interface CurvesActions extends RunActions {
  toggleTable(): void;
  toggleLogarithmic(): void;
  showTrainView(): void;
}

type RunCurves = Extract<CurvesState, { kind: 'run' }>;

/** Everything the page shows; rendering depends on nothing else. */
export interface CurvesView {
  readonly state: RunCurves;
  readonly intent: CurvesIntent;
  /** The charts, which paint themselves. */
  readonly charts: { readonly loss: HTMLElement; readonly score: HTMLElement };
}

export function runPage(view: CurvesView, actions: CurvesActions): TemplateResult {
  const { run } = view.state;
  return html`${header(view, actions)} ${runNotes(run)}
    <div class="columns">
      ${plot(view, l10n.t('Loss'), lossValue(run), view.charts.loss, lossTable, lossNote(run.score, run.normalizeLabels))}
      ${run.score ? plot(view, scoreName(run.score), scoreValue(run), view.charts.score, epochTable) : nothing}
    </div>`;
}

/** What stands in place of curves when there are none. */
export function emptyPage(
  { restored, canStart }: Extract<CurvesState, { kind: 'empty' }>,
  actions: CurvesActions,
): TemplateResult {
  const text = restored
    ? l10n.t('The curves of the training before the window was reloaded were not kept. Start it again to draw them.')
    : l10n.t('Nothing has been trained yet. The curves are drawn here while a training runs.');
  return html`<div class="empty">
    <p>${text}</p>
    <div class="buttons">
      <vscode-button icon="play" ?disabled=${!canStart} @click=${() => actions.control('start')}
        >${l10n.t('Start')}</vscode-button
      >
      <vscode-button secondary @click=${() => actions.showTrainView()}>${l10n.t('Show the Train view')}</vscode-button>
    </div>
  </div>`;
}

function header({ state: { run, canStart }, intent }: CurvesView, actions: CurvesActions): TemplateResult {
  const tableLabel = intent.table ? l10n.t('Show as charts (T)') : l10n.t('Show as tables (T)');
  const logLabel = intent.logarithmic ? l10n.t('Linear loss axis (L)') : l10n.t('Logarithmic loss axis (L)');
  return html`<header>
    <h1>${run.name}</h1>
    <vscode-toolbar-container>
      ${toolbarButton(intent.logarithmic ? 'graph-line' : 'pulse', logLabel, () => actions.toggleLogarithmic())}
      ${toolbarButton(intent.table ? 'graph' : 'table', tableLabel, () => actions.toggleTable())}
    </vscode-toolbar-container>
    ${runButtons(run, canStart, actions)}
    <p class="detail progress" id="progress">${progressText(run)}</p>
  </header>`;
}

function plot(
  view: CurvesView,
  title: string,
  value: TemplateResult | typeof nothing,
  chart: HTMLElement,
  table: (view: CurvesView) => TemplateResult,
  note?: string,
): TemplateResult {
  return html`<section class="plot" aria-label=${title}>
    <div class="plot-head">
      <h2>${title}</h2>
      ${value}
    </div>
    ${view.intent.table ? table(view) : chart} ${note === undefined ? nothing : html`<p class="detail">${note}</p>`}
  </section>`;
}

function lossValue({ loss }: ShownRun): TemplateResult | typeof nothing {
  return loss === null ? nothing : html`<p class="number" id="loss">${formatRounded(loss)}</p>`;
}

function scoreValue({ score, scores }: ShownRun): TemplateResult | typeof nothing {
  if (!score || !scores) return nothing;
  const [train, test] = [formatScore(score, scores.train), formatScore(score, scores.test)];
  return html`<p class="number">${l10n.t('train {0}', train)} · ${l10n.t('test {0}', test)}</p>`;
}

function lossTable({ state: { run } }: CurvesView): TemplateResult {
  const { xs, ys } = run.lines.loss;
  const reduced = xs.length < run.step;
  return html`${dataTable('steps', l10n.t('Data table of the loss'), [l10n.t('Step'), l10n.t('Loss')], [Array.from(xs, formatCount), column(ys)])}
  ${
    reduced
      ? html`<p class="detail">
          ${l10n.t('Of {0} steps the least and greatest losses of equal ranges are shown.', formatCount(run.step))}
        </p>`
      : nothing
  }`;
}

function epochTable({ state: { run, epochs } }: CurvesView): TemplateResult {
  const scores =
    run.score === 'r2' ? [l10n.t('Train R²'), l10n.t('Test R²')] : [l10n.t('Train accuracy'), l10n.t('Test accuracy')];
  const names = [l10n.t('Epoch'), l10n.t('Train loss'), l10n.t('Test loss'), ...scores];
  const columns = [
    Array.from(epochs.epoch, formatCount),
    column(epochs.trainLoss),
    column(epochs.testLoss),
    column(epochs.trainScore),
    column(epochs.testScore),
  ];
  const shown = epochs.epoch.length;
  const total = epochs.epoch.at(-1) ?? 0;
  return html`${dataTable('epochs', l10n.t('Data table of the epochs'), names, columns)}
  ${
    shown < total
      ? html`<p class="detail">${l10n.t('The last {0} of {1} epochs are shown.', shown, formatCount(total))}</p>`
      : nothing
  }`;
}

/** Numbers below each other, rounded to what is worth reading. */
function column(values: ArrayLike<number>): string[] {
  return alignOnPoint(Array.from(values, value => Number(value.toPrecision(6))));
}
