import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ShownGradient, ShownPlots } from '../../src/editor/gradient/messages';
import { alignOnPoint, formatNumber } from '../../src/words/numbers';
import { dataTable } from '../shared/dataTable';
import { pathName, pathPoints } from './paths';
import type { SliceLines } from './slice';
import { differenceName } from './stepErrors';

/** The plots as tables of full doubles. */

function column(values: Iterable<number>): string[] {
  return alignOnPoint(Array.from(values));
}

/** A gap where there is no number. */
function sparse(values: readonly (number | undefined)[]): string[] {
  const texts = alignOnPoint(values.map(value => value ?? NaN));
  return texts.map((text, index) => (values[index] === undefined ? '' : text));
}

export function sliceTable(name: string, { label, xs, ys, tangents }: SliceLines): TemplateResult {
  const names = [label, name, ...tangents.map(tangent => tangent.name)];
  return dataTable('data', l10n.t('Data table'), names, [xs, ys, ...tangents.map(tangent => tangent.ys)].map(column));
}

/** Of the map so many rows and columns at most are read. */
const MAX_CELLS = 9;

/** Some of the values of the map, and its arrows. */
export function mapTables(
  { name, variables }: ShownGradient,
  { variables: [first, second], xs, ys, values, arrows }: NonNullable<ShownPlots['map']>,
): TemplateResult {
  const [x, y] = [variables[first]!.label, variables[second]!.label];
  const rows = some(ys.length).reverse(); // the largest on top, as on the map
  const columns = some(xs.length);
  const cells = columns.map(i => column(rows.map(j => rounded(values[j * xs.length + i]!))));
  const names = [`${y} \\ ${x}`, ...columns.map(i => formatNumber(xs[i]!))];
  const arrowColumn = (offset: number, sign: number) =>
    column(Array.from({ length: arrows.length / 4 }, (_, i) => rounded(sign * arrows[4 * i + offset]!)));
  return html`${dataTable('map', l10n.t('Values of {0}', name), names, [column(rows.map(j => rounded(ys[j]!))), ...cells])}
  ${
    arrows.length === 0
      ? nothing
      : dataTable(
          'arrows',
          l10n.t('Arrows of −∇{0}', name),
          [x, y, `−∂${name}/∂${x}`, `−∂${name}/∂${y}`],
          [arrowColumn(0, 1), arrowColumn(1, 1), arrowColumn(2, -1), arrowColumn(3, -1)],
        )
  }`;
}

/** What is read off a map is not known to the last digit. */
function rounded(value: number): number {
  return Number(value.toPrecision(6)) + 0;
}

/** Numbers of some rows or columns, the first and the last among them. */
function some(count: number): number[] {
  const shown = Math.min(count, MAX_CELLS);
  return Array.from({ length: shown }, (_, i) => Math.round((i / Math.max(1, shown - 1)) * (count - 1)));
}

export function stepErrorsTable({ h, errors }: NonNullable<ShownPlots['steps']>): TemplateResult {
  const names = ['h', ...errors.map(({ method }) => differenceName(method))];
  const steps = Array.from(h, step => formatNumber(step, 3));
  return dataTable('errors', l10n.t('Errors by the step'), names, [steps, ...errors.map(({ error }) => column(error))]);
}

/** Every path step by step: where it is and what the function is there. */
export function pathsTable({ name, variables, descent }: ShownGradient): TemplateResult {
  const results = descent?.results ?? [];
  const steps = [...new Set(results.flatMap(({ trajectory }) => Array.from(trajectory.steps)))].sort((a, b) => a - b);
  const columns = results.flatMap(path => {
    const { steps: own, values, coordinates } = pathPoints(path);
    const rows = new Map(Array.from(own, (step, row) => [step, row]));
    const at = (numbers: Float64Array) => sparse(steps.map(step => numbers[rows.get(step) ?? -1]));
    const ofPath = (what: string) => (results.length > 1 ? `${pathName(path)}: ${what}` : what);
    return [
      ...coordinates.map((numbers, variable) => ({ name: ofPath(variables[variable]!.label), texts: at(numbers) })),
      { name: ofPath(name), texts: at(values) },
    ];
  });
  return dataTable(
    'paths',
    l10n.t('Steps of the descent'),
    [l10n.t('Step'), ...columns.map(each => each.name)],
    [steps.map(String), ...columns.map(({ texts }) => texts)],
  );
}
