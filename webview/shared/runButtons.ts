import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { ControlRequest } from '../../src/editor/training/messages';
import type { RunStatus } from '../../src/words/trainingRun';

export interface RunActions {
  control(kind: ControlRequest['kind']): void;
}

/** The buttons of a training: Start, Pause or Resume, Stop. */
export function runButtons(status: RunStatus | undefined, canStart: boolean, actions: RunActions): TemplateResult {
  const isOn = status === 'starting' || status === 'running' || status === 'paused';
  const button = (icon: string, label: string, enabled: boolean, kind: ControlRequest['kind']) =>
    html`<vscode-button
      icon=${icon}
      ?secondary=${kind !== 'start'}
      ?disabled=${!enabled}
      aria-disabled=${!enabled}
      @click=${() => actions.control(kind)}
      >${label}</vscode-button
    >`;
  return html`<div class="buttons">
    ${button('play', l10n.t('Start'), !isOn && canStart, 'start')}
    ${
      status === 'paused'
        ? button('debug-continue', l10n.t('Resume'), true, 'resume')
        : button('debug-pause', l10n.t('Pause'), status === 'running', 'pause')
    }
    ${button('debug-stop', l10n.t('Stop'), isOn, 'stop')}
  </div>`;
}
