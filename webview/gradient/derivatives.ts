import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { isFailure } from '../../src/numerics/derivative';
import type { ShownGradient, VariableRow } from '../../src/editor/gradient/messages';
import {
  derivativeName,
  functionAtPoint,
  methodName,
  slopesText,
  valueText,
  verdictText,
} from '../../src/words/gradientReport';
import { alignOnPoint, formatNumber, formatUncertain } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import { centralDifference } from './formula';

/** The numbers of the Gradient page: the value, one derivative large, and all of them in a table. */

/** The variable whose derivative is shown large: the one the curve is drawn along. */
function chosenIndex({ curve, variables }: ShownGradient): number {
  return curve && curve.index < variables.length ? curve.index : 0;
}

export function chosenDerivative(gradient: ShownGradient): TemplateResult {
  const { name, point, variables, total, value } = gradient;
  const chosen = isJacobian(gradient) ? undefined : variables[chosenIndex(gradient)];
  const at = html`<p class="function-value" title=${valueText(value)}>
    ${functionAtPoint(name, point)} = <span class="number">${valueText(value)}</span>
  </p>`;
  const shownValue = value === null ? nothing : at;
  if (!chosen || isFailure(chosen.status)) {
    return html`<div class="chosen">${shownValue}</div>`;
  }
  const { derivative, error } = chosen;
  return html`<div class="chosen">
    ${shownValue}
    <h2>${derivativeName(name, point, chosen, total === 1)}</h2>
    <p class="value" title=${String(derivative ?? '')}>${largeText(chosen)}${barOf(error)}</p>
    ${derivative === null ? nothing : html`<p class="full" aria-label=${l10n.t('Full value')}>${derivative}</p>`}
    ${exactFacts(chosen, gradient)}
    <p class="detail verdict" data-status=${chosen.status}>
      <vscode-icon name=${chosen.status === 'ok' ? 'check' : 'info'} aria-hidden="true"></vscode-icon>
      <span>${verdictText(chosen)} · ${methodName(gradient.method)}</span>
    </p>
  </div>`;
}

/** The derivative; at a kink the slopes to the left and to the right. */
function largeText({ derivative, error, left, right, status }: VariableRow): string {
  if (derivative !== null) return formatUncertain(derivative, error);
  return status === 'kink' ? slopesText(left, right) : '—';
}

/** The exact derivative and how far the number is from it; else why it is not known. */
function exactFacts({ exact, derivative }: VariableRow, { exactNote }: ShownGradient): TemplateResult | typeof nothing {
  if (exact === null)
    return exactNote && derivative !== null ? html`<p class="detail exact">${sentence(exactNote)}</p>` : nothing;
  const apart =
    derivative === null ? nothing : html` · ${l10n.t('difference {0}', barText(Math.abs(derivative - exact)))}`;
  return html`<p class="exact">${l10n.t('exact')} <span class="number">${exact}</span>${apart}</p>`;
}

/** "± 6e−12", where the error bar is known. */
function barOf(error: number | null): TemplateResult | typeof nothing {
  if (error === null) return nothing;
  return html`<span class="bar"> ± ${barText(error, 1)}</span>`;
}

function barText(error: number | null, digits = 2): string {
  return error === null ? '' : formatNumber(Number(error.toPrecision(digits)));
}

/** A row for each number the function gives, a column for each it is given; in full where the mouse rests. */
export function jacobianTable({ name, point, variables, total }: ShownGradient): TemplateResult {
  const width = variables.filter(({ output }) => output === variables[0]!.output).length;
  const rows = Array.from({ length: Math.ceil(variables.length / width) }, (_, row) =>
    variables.slice(row * width, (row + 1) * width),
  );
  const title = (variable: VariableRow) =>
    `${derivativeName(name, point, variable, false)} = ${variable.derivative ?? verdictText(variable)} ± ${barText(variable.error)}`;
  return html`<p class="detail">${l10n.t('Jacobian: a row for each result, a column for each variable')}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Jacobian')}>
      <table id="derivatives" class="jacobian">
        <thead>
          <tr>
            <td></td>
            ${rows[0]!.map(({ label }) => html`<th scope="col" class="number">∂${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row =>
              html`<tr>
                <th scope="row">∂${name}[${row[0]!.output}]</th>
                ${row.map(each => html`<td class="number" title=${title(each)}>${largeText(each)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${howMany(variables.length, total)}`;
}

/** Whether the function gives several numbers. */
export function isJacobian({ value }: ShownGradient): boolean {
  return Array.isArray(value);
}

function howMany(shown: number, total: number): TemplateResult | typeof nothing {
  if (shown >= total) return nothing;
  return html`<p class="detail">${l10n.t('The first {0} of {1} components are shown.', shown, total)}</p>`;
}

/** A column of a table: its title, and the text of each row. */
interface Column {
  readonly title: string;
  readonly texts: readonly string[];
}

/** Doubles in full below each other; a dash where there is none. */
function doubles(title: string, values: readonly (number | null)[]): Column {
  const aligned = alignOnPoint(values.map(value => value ?? NaN));
  return { title, texts: values.map((value, index) => (value === null ? '—' : aligned[index]!)) };
}

function columnsOf({ method, status, variables }: ShownGradient): Column[] {
  const [exacts, books] = [variables.map(({ exact }) => exact), variables.map(({ book }) => book)];
  return [
    { title: l10n.t('at'), texts: variables.map(({ value }) => String(value)) },
    doubles(
      methodName(method),
      variables.map(({ derivative }) => derivative),
    ),
    { title: '±', texts: variables.map(({ error }) => barText(error)) },
    ...(exacts.some(exact => exact !== null) ? [doubles(l10n.t('exact'), exacts)] : []),
    ...(books.some(book => book !== null) ? [doubles(methodName('central'), books)] : []),
    ...(status === 'ok' ? [] : [{ title: l10n.t('Verdict'), texts: variables.map(verdictText) }]),
  ];
}

/** Every variable with its derivative; a row chooses along which one the curve is drawn. */
export function variableTable(gradient: ShownGradient, actions: { setCurve(index: number): void }): TemplateResult {
  const { name, point, variables, total, curve } = gradient;
  const columns = columnsOf(gradient);
  const chosen = chosenIndex(gradient);
  const head = (variable: VariableRow, index: number) => {
    const title = derivativeName(name, point, variable, false);
    return curve ? html`<button class="row" aria-pressed=${index === chosen}>${title}</button>` : title;
  };
  const row = (variable: VariableRow, index: number) =>
    html`<tr
      class=${curve && index === chosen ? 'is-chosen' : ''}
      @click=${() => (curve ? actions.setCurve(index) : undefined)}
    >
      <th scope="row">${head(variable, index)}</th>
      ${columns.map(({ texts }) => html`<td class="number">${texts[index]}</td>`)}
    </tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Table of derivatives')}>
      <table id="derivatives" class=${curve ? 'choices' : ''}>
        <thead>
          <tr>
            <th scope="col">${l10n.t('Derivative')}</th>
            ${columns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${variables.map(row)}
        </tbody>
      </table>
    </div>
    ${howMany(variables.length, total)}`;
}

/** The derivative of a function of one variable by every method, and the formula of the book. */
export function methodTable({ name, curve, method, variables }: ShownGradient): TemplateResult | typeof nothing {
  const [variable] = variables;
  if (!curve || !variable) return nothing;
  const rows = [
    { method: methodName(method), ...variable },
    ...curve.differences.map(each => ({ ...each, method: methodName(each.method) })),
  ];
  if (rows.every(({ derivative }) => derivative === null)) return nothing;
  const derivatives = alignOnPoint(rows.map(({ derivative }) => derivative ?? NaN));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Table of derivatives')}>
      <table id="derivatives">
        <thead>
          <tr>
            <th scope="col">${l10n.t('Method')}</th>
            <th scope="col" class="number">${l10n.t('Value')}</th>
            <th scope="col" class="number">±</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ method: title, derivative, error }, index) =>
              html`<tr>
                <th scope="row">${title}</th>
                <td class="number">${derivative === null ? '—' : derivatives[index]}</td>
                <td class="number">${barText(error)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <div class="formula">${centralDifference(name, variable.label, true)}</div>`;
}
