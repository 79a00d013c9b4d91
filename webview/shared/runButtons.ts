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
  const isPaused = status === 'paused';
  return html`<div class="buttons">
    <vscode-button icon="play" ?disabled=${isOn || !canStart} @click=${() => actions.control('start')}
      >${l10n.t('Start')}</vscode-button
    >
    <vscode-button
      secondary
      icon=${isPaused ? 'debug-continue' : 'debug-pause'}
      ?disabled=${!isPaused && status !== 'running'}
      @click=${() => actions.control(isPaused ? 'resume' : 'pause')}
      >${isPaused ? l10n.t('Resume') : l10n.t('Pause')}</vscode-button
    >
    <vscode-button secondary icon="debug-stop" ?disabled=${!isOn} @click=${() => actions.control('stop')}
      >${l10n.t('Stop')}</vscode-button
    >
  </div>`;
}
