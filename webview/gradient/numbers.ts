import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { isFailure } from '../../src/numerics/derivative';
import type { ShownGradient, VariableRow } from '../../src/editor/gradient/messages';
import {
  derivativeName,
  evaluationsText,
  functionAtPoint,
  functionAtWholePoint,
  gradientVector,
  methodName,
  slopesText,
  valueText,
  verdictText,
} from '../../src/words/gradientReport';
import { formatNumber, formatUncertain } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';

/** The line of the number: the value, one derivative large, how exact it is, and what it took. */
export function numbersLine(gradient: ShownGradient): TemplateResult {
  const { value, variables, chosen, live } = gradient;
  const row = isJacobian(gradient) ? undefined : variables[chosen];
  return html`<section class=${live.stale ? 'numbers is-stale' : 'numbers'} aria-label=${l10n.t('Result')}>
    ${value === null ? nothing : valueOf(gradient)}
    ${row && !isFailure(row.status) ? chosenDerivative(gradient, row) : nothing}
    <p class="detail effort">${effort(gradient)}</p>
  </section>`;
}

/** f(3, 4) = 25, and where there are several variables ∇f(3, 4) = (6, 8). */
function valueOf({ name, point, value, variables, total, status }: ShownGradient): TemplateResult {
  const isVector = total > 1 && !Array.isArray(value) && !isFailure(status);
  return html`<div>
    <p class="function-value" title=${functionAtWholePoint(name, point)}>
      ${functionAtPoint(name, point)} = <span class="number">${valueText(value)}</span>
    </p>
    ${isVector ? html`<p class="gradient-vector">${gradientVector(name, point, variables)}</p>` : nothing}
  </div>`;
}

function chosenDerivative(gradient: ShownGradient, row: VariableRow): TemplateResult {
  const { name, point, total, method } = gradient;
  const { derivative, error, status } = row;
  return html`<div class="chosen">
      <h2>${derivativeName(name, point, row, total === 1)}</h2>
      <p class="value" title=${String(derivative ?? '')}>${largeText(row)}${barOf(error)}</p>
      ${derivative === null ? nothing : html`<p class="full" aria-label=${l10n.t('Full value')}>${derivative}</p>`}
    </div>
    <div class="facts">
      ${exactFacts(row, gradient)}
      <p class="detail verdict" data-status=${status}>
        <vscode-icon name=${status === 'ok' ? 'check' : 'info'} aria-hidden="true"></vscode-icon>
        <span>${verdictText(row)} · ${methodName(method)}</span>
      </p>
    </div>`;
}

function effort({ file, evaluations, milliseconds, changesArguments }: ShownGradient): string {
  const parts = [file, evaluationsText(evaluations), `${formatNumber(Math.round(milliseconds))} ms`];
  if (changesArguments) parts.push(l10n.t('the function changes its arguments; it is given copies'));
  return parts.join(' · ');
}

/** Whether the function gives several numbers. */
export function isJacobian({ value }: ShownGradient): boolean {
  return Array.isArray(value);
}

/** The derivative; at a kink the slopes to the left and to the right. */
export function largeText({ derivative, error, left, right, status }: VariableRow): string {
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

/** An error bar in a few digits. */
export function barText(error: number | null, digits = 2): string {
  return error === null ? '' : formatNumber(Number(error.toPrecision(digits)));
}
