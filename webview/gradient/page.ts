import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { GradientState, ShownGradient, VariableRow } from '../../src/editor/gradient/messages';
import { derivativeName, functionAtPoint, methodName } from '../../src/words/gradientReport';
import { alignOnPoint, formatNumber } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import { toolbarButton } from '../shared/toolbarButton';
import type { CurveLines } from './curve';
import { centralDifference } from './formula';
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
    evaluations === 1 ? l10n.t('1 evaluation') : l10n.t('{0} evaluations', evaluations),
    `${formatNumber(Math.round(milliseconds))} ms`,
  ];
  return html`${header(gradient, details, actions, lines ? tableButton(intent, actions) : nothing)}
    ${gradient.problem ? problemNote(gradient.problem, gradient.hasPlace, actions) : nothing}
    <div class="columns">
      ${lines ? plot(view, lines) : nothing}
      <section class="numbers" aria-label=${l10n.t('Derivatives')}>
        ${gradient.status === 'ok' ? chosenDerivative(gradient) : valueAlone(gradient)}
        ${gradient.total > 1 ? variableTable(gradient, actions) : methodTable(gradient)}
      </section>
    </div>`;
}

/** The function could not be run: why, and another point may still be tried. */
export function failedPage(state: Failed, actions: GradientActions): TemplateResult {
  return html`${header(state, [state.file], actions, nothing)} ${problemNote(state.problem, state.hasPlace, actions)}`;
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

function problemNote(
  problem: NonNullable<ShownGradient['problem']>,
  hasPlace: boolean,
  actions: GradientActions,
): TemplateResult {
  return html`<p class="warning" role="alert">
    <vscode-icon name="warning" aria-hidden="true"></vscode-icon>
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

/** The variable whose derivative is shown large: the one the curve is drawn along. */
function chosenIndex({ curve, variables }: ShownGradient): number {
  return curve && curve.index < variables.length ? curve.index : 0;
}

function chosenDerivative(gradient: ShownGradient): TemplateResult {
  const { name, point, variables, step } = gradient;
  const { label, derivative, error } = variables[chosenIndex(gradient)]!;
  const alone = gradient.total === 1;
  return html`<div class="chosen">
    ${valueAlone(gradient)} ${centralDifference(name, label, alone)}
    <h2>${derivativeName(name, point, label, alone)}</h2>
    <p class="value" title=${String(derivative)}>
      ${derivative === null ? '—' : formatNumber(derivative)}${barOf(error)}
    </p>
    <p class="full" aria-label=${l10n.t('Full value')}>${derivative}</p>
    <p class="detail">${methodName('central', step)}</p>
  </div>`;
}

/** "± 6e−12", where the error bar is known. */
function barOf(error: number | null): TemplateResult | typeof nothing {
  if (error === null) return nothing;
  return html`<span class="bar"> ± ${barText(error, 1)}</span>`;
}

function barText(error: number | null, digits = 2): string {
  return error === null ? '' : formatNumber(Number(error.toPrecision(digits)));
}

function valueAlone({ name, point, value }: ShownGradient): TemplateResult | typeof nothing {
  if (value === null) return nothing;
  return html`<p class="function-value" title=${String(value)}>
    ${functionAtPoint(name, point)} = <span class="number">${value}</span>
  </p>`;
}

/** Every variable with its derivative; a row chooses along which one the curve is drawn. */
function variableTable(gradient: ShownGradient, actions: GradientActions): TemplateResult {
  const { name, point, variables, total } = gradient;
  const derivatives = alignOnPoint(variables.map(({ derivative }) => derivative ?? NaN));
  const chosen = chosenIndex(gradient);
  const row = ({ label, value, derivative, error }: VariableRow, index: number) =>
    html`<tr class=${index === chosen ? 'is-chosen' : ''} @click=${() => actions.setCurve(index)}>
      <th scope="row">
        <button class="row" aria-pressed=${index === chosen}>${derivativeName(name, point, label, false)}</button>
      </th>
      <td class="number">${value}</td>
      <td class="number">${derivative === null ? '—' : derivatives[index]}</td>
      <td class="number">${barText(error)}</td>
    </tr>`;
  return html`<table id="derivatives" class="choices">
      <thead>
        <tr>
          <th scope="col">${l10n.t('Derivative')}</th>
          <th scope="col" class="number">${l10n.t('At')}</th>
          <th scope="col" class="number">${l10n.t('Value')}</th>
          <th scope="col" class="number">±</th>
        </tr>
      </thead>
      <tbody>
        ${variables.map(row)}
      </tbody>
    </table>
    ${
      variables.length < total
        ? html`<p class="detail">${l10n.t('The first {0} of {1} components are shown.', variables.length, total)}</p>`
        : nothing
    }`;
}

/** The derivative of a function of one variable by every method. */
function methodTable({ curve, step }: ShownGradient): TemplateResult | typeof nothing {
  if (!curve) return nothing;
  const derivatives = alignOnPoint(curve.differences.map(({ derivative }) => derivative ?? NaN));
  return html`<table id="derivatives">
    <thead>
      <tr>
        <th scope="col">${l10n.t('Method')}</th>
        <th scope="col" class="number">${l10n.t('Value')}</th>
        <th scope="col" class="number">±</th>
      </tr>
    </thead>
    <tbody>
      ${curve.differences.map(
        ({ method, derivative, error }, index) =>
          html`<tr>
            <th scope="row">${methodName(method, step)}</th>
            <td class="number">${derivative === null ? '—' : derivatives[index]}</td>
            <td class="number">${barText(error)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
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
