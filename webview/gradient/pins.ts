import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownGradient } from '../../src/editor/gradient/messages';
import { functionAtPoint, functionAtWholePoint } from '../../src/words/gradientReport';
import { iconButton, leaveRow } from '../shared/controls';

export interface PinActions {
  goToPin(point: string): void;
  unpin(point: string): void;
}

/** The pinned points with what the function's derivatives are there. */
export function pinList({ name, pins }: ShownGradient, actions: PinActions): TemplateResult | typeof nothing {
  if (pins.length === 0) return nothing;
  const unpin = (point: string, button: HTMLElement) => {
    leaveRow(button, document.querySelector<HTMLElement>('#pin'));
    actions.unpin(point);
  };
  return html`<section class="pins" aria-label=${l10n.t('Pinned points')}>
    <h2>${l10n.t('Pinned points')}</h2>
    <ul>
      ${pins.map(({ point, text }) => {
        const place = functionAtPoint(name, point);
        return html`<li>
          <button
            class="link"
            title=${l10n.t('Go to {0}', functionAtWholePoint(name, point))}
            @click=${() => actions.goToPin(point)}
          >
            ${text === '' ? place : text}
          </button>
          ${iconButton('close', l10n.t('Unpin {0}', place), false, button => unpin(point, button))}
        </li>`;
      })}
    </ul>
  </section>`;
}
