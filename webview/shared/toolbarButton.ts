import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** A button of a page's toolbar: an icon, named by a label. */
export function toolbarButton(icon: string, label: string, onClick: () => void): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    @click=${onClick}
  ></vscode-toolbar-button>`;
}

/** A button of a page's toolbar that is on or off. */
export function toolbarToggle(icon: string, label: string, on: boolean, toggle: (on: boolean) => void): TemplateResult {
  // The element turns itself over before the host has agreed: what it shows is set again with every drawing.
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    toggleable
    .checked=${live(on)}
    @change=${() => toggle(!on)}
  ></vscode-toolbar-button>`;
}
