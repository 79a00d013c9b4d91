import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { alignOnPoint } from '../../src/words/numbers';
import type { ElementColumn } from './charts';

/** Columns of numbers over named rows, in place of a chart; full doubles. */
export function dataTable(
  id: string,
  corner: string,
  labels: readonly string[],
  columns: readonly (ElementColumn | undefined)[],
): TemplateResult {
  const shown = columns.filter(column => column !== undefined);
  const texts = shown.map(({ values }) => alignOnPoint(Array.from(values)));
  return html`<div class="data" tabindex="0" role="region" aria-label=${l10n.t('Data table')}>
    <table id=${id}>
      <thead>
        <tr>
          <th scope="col">${corner}</th>
          ${shown.map(({ name }) => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${labels.map(
          (label, index) =>
            html`<tr>
              <th scope="row">${label}</th>
              ${texts.map(column => html`<td class="number">${column[index]}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** That only the first of many elements are shown. */
export function cutNote(shown: number, total: number): TemplateResult | typeof nothing {
  if (shown === total) return nothing;
  return html`<p class="detail">${l10n.t('The first {0} of {1} elements are shown.', shown, total)}</p>`;
}
