import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { isFailure, type DerivativeStatus } from '../../src/numerics/derivative';
import type { ProblemData } from '../../src/numerics/problem';
import type { ShownGradient } from '../../src/editor/gradient/messages';
import { sentence } from '../../src/words/sentences';
import { failedHeader, gradientHeader, waitingHeader, type Failed, type HeaderActions, type Waiting } from './header';
import { numbersLine } from './numbers';
import { pinList, type PinActions } from './pins';
import { plotsInSight, plotsPart, type PlotActions, type PlotsView } from './plots';
import { derivativesTable } from './tables';

/** What a person can do on the page. */
export interface GradientActions extends HeaderActions, PlotActions, PinActions {
  revealPlace(): void;
}

/**
 * Rendering depends on nothing but what it is given.
 *
 * @param refused a note of what the host has refused
 */
export function gradientPage(view: PlotsView, refused: unknown, actions: GradientActions): TemplateResult {
  const { gradient, intent, layout } = view;
  const { problem } = gradient;
  const hasPlots = plotsInSight(layout).length > 0;
  return html`${gradientHeader(gradient, intent, hasPlots, actions)} ${refused} ${liveNote(gradient, actions)}
    ${problem ? problemNote({ ...gradient, problem }, actions) : nothing} ${numbersLine(gradient)}
    ${plotsPart(view, actions)}
    <section class="table" aria-label=${l10n.t('Derivatives')}>
      ${guard([gradient], () => derivativesTable(gradient, actions))}
    </section>
    ${pinList(gradient, actions)}`;
}

/** The function could not be run: why, and another point may still be tried. */
export function failedPage(state: Failed, refused: unknown, actions: GradientActions): TemplateResult {
  return html`${failedHeader(state, actions)} ${refused} ${liveNote(state, actions)}
  ${problemNote({ ...state, status: 'error' }, actions)}`;
}

/** After a reload: user code runs again when it is asked for. */
export function waitingPage(state: Waiting, refused: unknown, actions: GradientActions): TemplateResult {
  return html`${waitingHeader(state, actions)} ${refused}
    <div class="empty">
      <p>${l10n.t('The window was reloaded. The function runs again when you ask for it.')}</p>
      <vscode-button @click=${() => actions.recompute()}>${l10n.t('Compute Gradient')}</vscode-button>
    </div>`;
}

export function unavailablePage(text: string): TemplateResult {
  return html`<div class="empty"><p>${text}</p></div>`;
}

/** That what is shown is older than the text; while edits are followed only where they cannot be. */
function liveNote(
  { live: { on, stale, problem } }: ShownGradient | Failed,
  actions: GradientActions,
): TemplateResult | typeof nothing {
  if (problem) return html`<p class="stale detail" role="status">${sentence(problem)}</p>`;
  if (!stale || on) return nothing;
  return html`<p class="stale detail">
    ${l10n.t('The text has changed since.')}
    <button class="link" @click=${() => actions.recompute()}>${l10n.t('Compute again')}</button>
  </p>`;
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
