import { html, nothing, type TemplateResult } from 'lit';
import type { RunState } from '../../src/editor/training/messages';
import { sentence } from '../../src/words/sentences';
import { divergedSentence } from '../../src/words/training';

/** What a training that failed or diverged has come to, and what to do. */
export function runNotes({ problem, status, step, learningRate }: RunState): TemplateResult {
  const diverged = html`<p class="warning" role="alert">
    <vscode-icon name="warning" aria-hidden="true"></vscode-icon>${divergedSentence(step, learningRate)}
  </p>`;
  return html`${problem ? html`<p class="problem" role="alert">${sentence(problem)}</p>` : nothing}
  ${status === 'diverged' ? diverged : nothing}`;
}
