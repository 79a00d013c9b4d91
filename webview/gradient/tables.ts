import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownGradient, VariableRow } from '../../src/editor/gradient/messages';
import { DIFFERENCE_METHODS } from '../../src/numerics/differences';
import { derivativeName, methodName, verdictText } from '../../src/words/gradientReport';
import { alignOnPoint } from '../../src/words/numbers';
import { centralDifference } from './formula';
import { barText, isJacobian, largeText } from './numbers';

/** The tables of the Gradient page: all derivatives, or one by every method. */

interface TableActions {
  choose(variable: number): void;
}

export function derivativesTable(gradient: ShownGradient, actions: TableActions): TemplateResult | typeof nothing {
  if (gradient.variables.length === 0) return nothing;
  if (isJacobian(gradient)) return jacobianTable(gradient);
  return gradient.total > 1 ? variableTable(gradient, actions) : methodTable(gradient);
}

/** A row for each number the function gives, a column for each it is given; in full where the mouse rests. */
function jacobianTable({ name, point, variables, total }: ShownGradient): TemplateResult {
  const width = variables.filter(({ output }) => output === variables[0]!.output).length;
  const rows = Array.from({ length: Math.ceil(variables.length / width) }, (_, row) =>
    variables.slice(row * width, (row + 1) * width),
  );
  const title = (variable: VariableRow) =>
    `${derivativeName(name, point, variable, false)} = ${variable.derivative ?? verdictText(variable)} ± ${barText(variable.error)}`;
  return html`<p class="detail">${l10n.t('Jacobian: a row for each result, a column for each variable')}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Jacobian')}>
      <table id="derivatives" class="jacobian">
        <thead>
          <tr>
            <td></td>
            ${rows[0]!.map(({ label }) => html`<th scope="col" class="number">∂${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            row =>
              html`<tr>
                <th scope="row">∂${name}[${row[0]!.output}]</th>
                ${row.map(each => html`<td class="number" title=${title(each)}>${largeText(each)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${howMany(variables.length, total)}`;
}

function howMany(shown: number, total: number): TemplateResult | typeof nothing {
  if (shown >= total) return nothing;
  return html`<p class="detail">${l10n.t('The first {0} of {1} components are shown.', shown, total)}</p>`;
}

/** A column of a table: its title, and the text of each row. */
interface Column {
  readonly title: string;
  readonly texts: readonly string[];
}

/** Doubles in full below each other; a dash where there is none. */
function doubles(title: string, values: readonly (number | null)[]): Column {
  const aligned = alignOnPoint(values.map(value => value ?? NaN));
  return { title, texts: values.map((value, index) => (value === null ? '—' : aligned[index]!)) };
}

function columnsOf({ method, status, variables }: ShownGradient): Column[] {
  const [exacts, books] = [variables.map(({ exact }) => exact), variables.map(({ book }) => book)];
  const hasBook = method !== 'central' && books.some(book => book !== null);
  return [
    { title: l10n.t('at'), texts: variables.map(({ value }) => String(value)) },
    doubles(
      methodName(method),
      variables.map(({ derivative }) => derivative),
    ),
    { title: '±', texts: variables.map(({ error }) => barText(error)) },
    ...(exacts.some(exact => exact !== null) ? [doubles(l10n.t('exact'), exacts)] : []),
    ...(hasBook ? [doubles(methodName('central'), books)] : []),
    ...(status === 'ok' ? [] : [{ title: l10n.t('Verdict'), texts: variables.map(verdictText) }]),
  ];
}

/** Every variable with its derivative; a row chooses the one that is looked at closely. */
function variableTable(gradient: ShownGradient, actions: TableActions): TemplateResult {
  const { name, point, variables, total, chosen } = gradient;
  const columns = columnsOf(gradient);
  const row = (variable: VariableRow, index: number) =>
    html`<tr class=${index === chosen ? 'is-chosen' : ''} @click=${() => actions.choose(index)}>
      <th scope="row">
        <button class="row" aria-pressed=${index === chosen}>${derivativeName(name, point, variable, false)}</button>
      </th>
      ${columns.map(({ texts }) => html`<td class="number">${texts[index]}</td>`)}
    </tr>`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Table of derivatives')}>
      <table id="derivatives" class="choices">
        <thead>
          <tr>
            <th scope="col">${l10n.t('Derivative')}</th>
            ${columns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${variables.map(row)}
        </tbody>
      </table>
    </div>
    ${howMany(variables.length, total)}`;
}

/** A derivative by a method; its numbers are null where there are none, or none yet. */
interface MethodRow {
  readonly title: string;
  readonly derivative: number | null;
  readonly error: number | null;
}

/** By the method that is chosen, and by all others as far as they are known at this point. */
export function methodRows({ method, plots }: ShownGradient, variable: VariableRow): MethodRow[] {
  const known = plots?.olderSteps ? [] : (plots?.steps?.differences ?? []);
  const differences = new Map(known.map(each => [each.method, each]));
  return [
    { ...variable, title: methodName(method) },
    ...DIFFERENCE_METHODS.filter(each => each !== method).map(each => ({
      title: methodName(each),
      derivative: (each === 'central' ? variable.book : null) ?? differences.get(each)?.derivative ?? null,
      error: differences.get(each)?.error ?? null,
    })),
  ];
}

/** The derivative of a function of one variable by every method, and the formula of the book. */
function methodTable(gradient: ShownGradient): TemplateResult | typeof nothing {
  const { name, variables } = gradient;
  const [variable] = variables;
  if (!variable || (variable.derivative === null && variable.book === null)) return nothing;
  const rows = methodRows(gradient, variable);
  const derivatives = alignOnPoint(rows.map(({ derivative }) => derivative ?? NaN));
  const { exact } = variable;
  const off = (derivative: number | null) =>
    exact === null || derivative === null ? '' : barText(Math.abs(derivative - exact));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Table of derivatives')}>
      <table id="derivatives">
        <thead>
          <tr>
            <th scope="col">${l10n.t('Method')}</th>
            <th scope="col" class="number">${l10n.t('Value')}</th>
            <th scope="col" class="number">±</th>
            ${exact === null ? nothing : html`<th scope="col" class="number">${l10n.t('difference from exact')}</th>`}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ title, derivative, error }, index) =>
              html`<tr>
                <th scope="row">${title}</th>
                <td class="number">${derivative === null ? '—' : derivatives[index]}</td>
                <td class="number">${barText(error)}</td>
                ${exact === null ? nothing : html`<td class="number">${off(derivative)}</td>`}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <div class="formula">${centralDifference(name, variable.label, true)}</div>`;
}
