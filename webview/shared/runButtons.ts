import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { ControlRequest, RunState } from '../../src/editor/training/messages';
import { canResume, isOn } from '../../src/words/trainingRun';

export interface RunActions {
  control(kind: ControlRequest['kind']): void;
}

/** The buttons of a training: Start, Pause or Resume, Stop. */
export function runButtons(run: RunState | undefined, canStart: boolean, actions: RunActions): TemplateResult {
  const on = run !== undefined && isOn(run.status);
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
    ${button('play', l10n.t('Start'), !on && canStart, 'start')}
    ${
      run?.status === 'paused'
        ? button('debug-continue', l10n.t('Resume'), canResume(run), 'resume')
        : button('debug-pause', l10n.t('Pause'), run?.status === 'running', 'pause')
    }
    ${button('debug-stop', l10n.t('Stop'), on, 'stop')}
  </div>`;
}
