import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';

/** What is stepped through: number `index` of `count`, from 0. */
export interface Steps {
  readonly label: string;
  readonly index: number;
  readonly count: number;
  readonly onStep: (index: number) => void;
}

/** ‹ number ›: goes to the one before or after, or to the number that is entered. */
export function stepper({ label, index, count, onStep }: Steps): TemplateResult {
  const last = count - 1;
  const goTo = (wanted: number) => {
    const to = Math.min(Math.max(Math.round(wanted), 0), last);
    if (to !== index && Number.isFinite(wanted)) onStep(to);
  };
  const button = (icon: string, title: string, to: number) =>
    html`<button
      class="step"
      title=${title}
      aria-label=${title}
      ?disabled=${to < 0 || to > last}
      @click=${() => goTo(to)}
    >
      <vscode-icon name=${icon} aria-hidden="true"></vscode-icon>
    </button>`;
  const onChange = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    goTo(input.valueAsNumber);
    input.value = String(index); // what is not a step away stays as it was
  };
  return html`<div class="stepper" role="group" aria-label=${label}>
    <span aria-hidden="true">${label}</span>
    ${button('chevron-left', l10n.t('Previous'), index - 1)}
    <input type="number" min="0" max=${last} .value=${String(index)} aria-label=${label} @change=${onChange} />
    ${button('chevron-right', l10n.t('Next'), index + 1)}
    <span class="detail">0–${last}</span>
  </div>`;
}
