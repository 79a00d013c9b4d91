import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { GradientState, ShownGradient, VariableRow } from '../../src/editor/gradient/messages';
import { GRADIENT_METHODS, isFailure, type GradientMethod } from '../../src/numerics/derivative';
import { methodName } from '../../src/words/gradientReport';
import { iconButton, select } from '../shared/controls';
import { toolbarButton, toolbarToggle } from '../shared/toolbarButton';
import type { GradientIntent } from './intent';

/** The head of the Gradient page: which function, where, and by which method; beside it what can be done with it. */

export interface HeaderActions {
  setPoint(point: string): void;
  /** Steps the chosen variable down (−1) or up (1). */
  step(direction: number): void;
  setMethod(method: GradientMethod): void;
  setLive(on: boolean): void;
  pin(): void;
  pinAsTest(): void;
  recompute(): void;
  reveal(): void;
  copy(): void;
  savePicture(): void;
  toggleTable(): void;
}

export type Failed = Extract<GradientState, { kind: 'failed' }>;
export type Waiting = Extract<GradientState, { kind: 'waiting' }>;

/** The head of a page that shows a result. */
export function gradientHeader(
  gradient: ShownGradient,
  intent: GradientIntent,
  hasPlots: boolean,
  actions: HeaderActions,
): TemplateResult {
  const { method, live, chosen, variables, status } = gradient;
  const variable = variables[chosen];
  const beside = html`${variable ? stepButtons(variable, actions) : nothing} ${methodSelect(method, actions)}
    <vscode-button id="pin" secondary icon="pin" title=${l10n.t('Pin this point')} @click=${() => actions.pin()}
      >${l10n.t('Pin point')}</vscode-button
    >`;
  const tools = html`${liveToggle(live.on, actions)} ${again(actions)}
  ${hasPlots ? tableButton(intent, actions) : nothing} ${toolbarButton('copy', l10n.t('Copy…'), () => actions.copy())}
  ${hasPlots && !intent.table ? toolbarButton('device-camera', l10n.t('Save picture…'), () => actions.savePicture()) : nothing}
  ${isFailure(status) ? nothing : toolbarButton('beaker', l10n.t('Pin as test…'), () => actions.pinAsTest())}`;
  return header(gradient, actions, beside, tools);
}

/** The function could not be run at this point; another may be tried, and another method. */
export function failedHeader(failed: Failed, actions: HeaderActions): TemplateResult {
  const tools = html`${liveToggle(failed.live.on, actions)} ${again(actions)}`;
  return header(failed, actions, methodSelect(failed.method, actions), tools);
}

export function waitingHeader(waiting: Waiting, actions: HeaderActions): TemplateResult {
  return header(waiting, actions, nothing, again(actions));
}

function header(
  { name, file, line, point }: ShownGradient | Failed | Waiting,
  actions: HeaderActions,
  beside: unknown,
  tools: unknown,
): TemplateResult {
  const title = l10n.t('Go to line {line} of {file}', { line, file });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') actions.setPoint((event.target as HTMLInputElement).value);
  };
  return html`<header>
    <h1>∇ <button class="link" title=${title} @click=${() => actions.reveal()}>${name}</button></h1>
    <div class="controls">
      <label class="point" id="point">
        <span>${l10n.t('at')}</span>
        <input
          type="text"
          autocomplete="off"
          spellcheck="false"
          aria-label=${l10n.t('Point; Enter computes the gradient there')}
          .value=${point}
          @keydown=${onKey}
        />
      </label>
      ${beside}
    </div>
    <vscode-toolbar-container>${tools}</vscode-toolbar-container>
  </header>`;
}

function stepButtons({ label, value }: VariableRow, actions: HeaderActions): TemplateResult {
  const isNowhere = !Number.isFinite(value);
  return html`<span class="steps" role="group" aria-label=${l10n.t('Move {0}', label)}>
    ${iconButton('chevron-left', l10n.t('{0} a step down', label), isNowhere, () => actions.step(-1))}
    ${iconButton('chevron-right', l10n.t('{0} a step up', label), isNowhere, () => actions.step(1))}
  </span>`;
}

function methodSelect(method: GradientMethod, actions: HeaderActions): TemplateResult {
  const choices = GRADIENT_METHODS.map(value => ({ value, label: methodName(value) }));
  return select({ id: 'method', label: l10n.t('Method'), value: method, choices }, chosen => actions.setMethod(chosen));
}

function liveToggle(on: boolean, actions: HeaderActions): TemplateResult {
  return toolbarToggle('sync', l10n.t('Follow edits of the function'), on, follow => actions.setLive(follow));
}

function again(actions: HeaderActions): TemplateResult {
  return toolbarButton('refresh', l10n.t('Compute again'), () => actions.recompute());
}

function tableButton({ table }: GradientIntent, actions: HeaderActions): TemplateResult {
  const label = table ? l10n.t('Show as charts (T)') : l10n.t('Show as tables (T)');
  return toolbarButton(table ? 'graph' : 'table', label, () => actions.toggleTable());
}
