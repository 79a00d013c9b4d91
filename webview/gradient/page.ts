import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { isFailure, type DerivativeStatus } from '../../src/numerics/derivative';
import type { ProblemData } from '../../src/numerics/problem';
import type { GradientState, ShownGradient } from '../../src/editor/gradient/messages';
import { evaluationsText } from '../../src/words/gradientReport';
import { alignOnPoint, formatNumber } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import { toolbarButton } from '../shared/toolbarButton';
import type { CurveLines } from './curve';
import { chosenDerivative, isJacobian, jacobianTable, methodTable, variableTable } from './derivatives';
import type { GradientIntent } from './intent';

/** What a person can do on the page. */
export interface GradientActions {
  setPoint(point: string): void;
  setCurve(index: number): void;
  recompute(): void;
  reveal(): void;
  revealPlace(): void;
  copy(): void;
  toggleTable(): void;
}

/** Everything the page shows; rendering depends on nothing else. */
export interface GradientView {
  readonly gradient: ShownGradient;
  readonly intent: GradientIntent;
  readonly lines: CurveLines | undefined;
  /** The chart, which paints itself. */
  readonly chart: HTMLElement;
}

type Failed = Extract<GradientState, { kind: 'failed' }>;
type Waiting = Extract<GradientState, { kind: 'waiting' }>;
type Subject = ShownGradient | Failed | Waiting;

export function gradientPage(view: GradientView, actions: GradientActions): TemplateResult {
  const { gradient, intent, lines } = view;
  const { evaluations, milliseconds, file } = gradient;
  const details = [
    file,
    evaluationsText(evaluations),
    `${formatNumber(Math.round(milliseconds))} ms`,
    ...(gradient.changesArguments ? [l10n.t('the function changes its arguments; it is given copies')] : []),
  ];
  return html`${header(gradient, details, actions, lines ? tableButton(intent, actions) : nothing)}
    ${gradient.problem ? problemNote({ ...gradient, problem: gradient.problem }, actions) : nothing}
    <div class="columns">
      ${lines ? plot(view, lines) : nothing}
      <section class="numbers" aria-label=${l10n.t('Derivatives')}>
        ${chosenDerivative(gradient)} ${derivativesTable(gradient, actions)}
      </section>
    </div>`;
}

function derivativesTable(gradient: ShownGradient, actions: GradientActions): TemplateResult | typeof nothing {
  if (gradient.variables.length > 0 && isJacobian(gradient)) return jacobianTable(gradient);
  return gradient.total > 1 ? variableTable(gradient, actions) : methodTable(gradient);
}

/** The function could not be run: why, and another point may still be tried. */
export function failedPage(state: Failed, actions: GradientActions): TemplateResult {
  return html`${header(state, [state.file], actions, nothing)} ${problemNote({ ...state, status: 'error' }, actions)}`;
}

/** After a reload: user code runs again when it is asked for. */
export function waitingPage(state: Waiting, actions: GradientActions): TemplateResult {
  return html`${header(state, [state.file], actions, nothing)}
    <div class="empty">
      <p>${l10n.t('The window was reloaded. The function runs again when you ask for it.')}</p>
      <vscode-button @click=${() => actions.recompute()}>${l10n.t('Compute Gradient')}</vscode-button>
    </div>`;
}

export function unavailablePage(text: string): TemplateResult {
  return html`<div class="empty"><p>${text}</p></div>`;
}

function header(
  subject: Subject,
  details: readonly string[],
  actions: GradientActions,
  table: TemplateResult | typeof nothing,
): TemplateResult {
  const { name, file, line, point } = subject;
  const title = l10n.t('Go to line {line} of {file}', { line, file });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') actions.setPoint((event.target as HTMLInputElement).value);
  };
  return html`<header>
    <h1>∇ <button class="link" title=${title} @click=${() => actions.reveal()}>${name}</button></h1>
    <label class="point">
      <span>${l10n.t('at')}</span>
      <vscode-textfield
        id="point"
        label=${l10n.t('Point; Enter computes the gradient there')}
        .value=${point}
        @keydown=${onKey}
      ></vscode-textfield>
    </label>
    <vscode-toolbar-container>
      ${toolbarButton('refresh', l10n.t('Compute again'), () => actions.recompute())} ${table}
      ${toolbarButton('copy', l10n.t('Copy…'), () => actions.copy())}
    </vscode-toolbar-container>
    <p class="detail">${details.join(' · ')}</p>
  </header>`;
}

function tableButton({ table }: GradientIntent, actions: GradientActions): TemplateResult {
  const label = table ? l10n.t('Show as chart (T)') : l10n.t('Show as table (T)');
  return toolbarButton(table ? 'graph' : 'table', label, () => actions.toggleTable());
}

/** What fails warns; that a function has a kink here is news. */
function problemNote(
  { problem, hasPlace, status }: { problem: ProblemData; hasPlace: boolean; status: DerivativeStatus },
  actions: GradientActions,
): TemplateResult {
  const isWarning = isFailure(status);
  return html`<p class=${isWarning ? 'warning' : 'warning news'} role=${isWarning ? 'alert' : 'note'}>
    <vscode-icon name=${isWarning ? 'warning' : 'info'} aria-hidden="true"></vscode-icon>
    <span
      >${sentence(problem)}
      ${
        hasPlace
          ? html`<button class="link" @click=${() => actions.revealPlace()}>${l10n.t('Go to Line')}</button>`
          : nothing
      }</span
    >
  </p>`;
}

function plot({ gradient, intent, chart }: GradientView, lines: CurveLines): TemplateResult {
  return html`<section class="plot" aria-label=${l10n.t('Function and tangent')}>
    ${intent.table ? dataTable(gradient.name, lines) : chart}
  </section>`;
}

function dataTable(name: string, { label, xs, ys, tangent }: CurveLines): TemplateResult {
  const columns = [ys, ...(tangent ? [tangent] : [])].map(values => alignOnPoint(Array.from(values)));
  const abscissae = alignOnPoint(Array.from(xs));
  return html`<div class="data" tabindex="0" role="region" aria-label=${l10n.t('Data table')}>
    <table id="data">
      <thead>
        <tr>
          <th scope="col" class="number">${label}</th>
          <th scope="col" class="number">${name}</th>
          ${tangent ? html`<th scope="col" class="number">${l10n.t('tangent')}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${abscissae.map(
          (x, index) =>
            html`<tr>
              <th scope="row" class="number">${x}</th>
              ${columns.map(texts => html`<td class="number">${texts[index]}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
