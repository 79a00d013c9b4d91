import { html, type TemplateResult } from 'lit';

/** A table in place of a chart: columns of texts, the first of which names the rows. */
export function dataTable(
  id: string,
  title: string,
  names: readonly string[],
  columns: readonly (readonly string[])[],
): TemplateResult {
  return html`<div class="data" tabindex="0" role="region" aria-label=${title}>
    <table id=${id}>
      <thead>
        <tr>
          ${names.map(name => html`<th scope="col" class="number">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${columns[0]!.map(
          (first, row) =>
            html`<tr>
              <th scope="row" class="number">${first}</th>
              ${columns.slice(1).map(texts => html`<td class="number">${texts[row]}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
