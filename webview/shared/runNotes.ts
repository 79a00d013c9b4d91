import { html, nothing, type TemplateResult } from 'lit';
import type { RunState } from '../../src/editor/training/messages';
import { divergedSentence } from '../../src/words/divergence';
import { sentence } from '../../src/words/sentences';
import { canResume } from '../../src/words/trainingRun';

/** What a training that failed or diverged has come to, and what to do. */
export function runNotes(run: RunState): TemplateResult {
  const { problem, divergence } = run;
  return html`${problem ? html`<p class="problem" role="alert">${sentence(problem)}</p>` : nothing}
  ${divergence ? divergenceNote(divergedSentence(divergence, divergence.learningRate, canResume(run))) : nothing}`;
}

function divergenceNote(text: string): TemplateResult {
  return html`<p class="warning" role="alert"><vscode-icon name="warning" aria-hidden="true"></vscode-icon>${text}</p>`;
}
