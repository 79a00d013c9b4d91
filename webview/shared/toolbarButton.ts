import { html, type TemplateResult } from 'lit';

/** A button of a page's toolbar: an icon, named by a label. */
export function toolbarButton(icon: string, label: string, onClick: () => void): TemplateResult {
  return html`<vscode-toolbar-button
    icon=${icon}
    label=${label}
    title=${label}
    @click=${onClick}
  ></vscode-toolbar-button>`;
}
