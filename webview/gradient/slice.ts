import * as l10n from '@vscode/l10n';
import type { ShownGradient, VariableRow } from '../../src/editor/gradient/messages';
import { formatNumber } from '../../src/words/numbers';
import type { Draggable } from '../shared/dragging';
import type { LineChartData, LineSeries } from '../shared/lineChart';
import { valueAt } from '../shared/valueAt';
import type { MovePoint } from './moves';
import { stepped } from './niceSteps';
import { pathName, pathPoints, signedPaths } from './paths';

/** The function along one variable, its tangents at the point, and the point. */
export interface SliceLines {
  /** Which of the variables, and what it is called. */
  readonly variable: number;
  readonly label: string;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** One, or one to each side where the slope jumps; none where there is no slope. */
  readonly tangents: readonly Tangent[];
  readonly at: number;
  /** Where the point stands on the curve. */
  readonly value: number;
}

interface Tangent {
  readonly name: string;
  /** Values at the `xs` of the slice; NaN on the side that it does not belong to. */
  readonly ys: Float64Array;
}

/** Variables that a person is moving, with their values; the host has not answered yet. */
export type Moved = ReadonlyMap<number, number>;

/** The lines of the slice that the host sent; undefined where it sent none. */
export function sliceLines({ plots, variables, value }: ShownGradient, moved: Moved): SliceLines | undefined {
  const slice = plots?.slice;
  const row = slice && variables[slice.variable];
  if (!row || Array.isArray(value)) return undefined;
  const { variable, xs, ys } = slice;
  const to = moved.get(variable);
  const base = { variable, label: row.label, xs, ys };
  const known = typeof value === 'number' ? value : NaN;
  if (to !== undefined) return { ...base, tangents: [], at: to, value: valueAt(xs, ys, to) };
  return { ...base, tangents: tangentsOf(row, known, xs), at: row.value, value: known };
}

/** y = f(a) + f′(a) (x − a). Where the function jumps, its slopes do not begin at the point. */
function tangentsOf(row: VariableRow, value: number, xs: Float64Array): Tangent[] {
  const { value: at, derivative, left, right, status } = row;
  if (status === 'discontinuous' || status === 'infinite') return [];
  const line = (slope: number) => xs.map(x => value + slope * (x - at));
  if (derivative !== null) return [{ name: l10n.t('tangent'), ys: line(derivative) }];
  const sides = [
    { name: l10n.t('slope to the left'), slope: left, side: -1 },
    { name: l10n.t('slope to the right'), slope: right, side: 1 },
  ];
  return sides.flatMap(({ name, slope, side }) =>
    slope === null || !Number.isFinite(slope)
      ? []
      : [{ name, ys: line(slope).map((y, i) => (side * (xs[i]! - at) >= 0 ? y : NaN)) }],
  );
}

/** Of the tangent or the slope to the left, and of the slope to the right. */
const TANGENT_DASHES = [
  [6, 4],
  [2, 3],
] as const;

/** Everything on the slice: the function decides which values are in sight. */
export function sliceChart(gradient: ShownGradient, lines: SliceLines, gone: number, move: MovePoint): LineChartData {
  const { name, total } = gradient;
  const { label, xs, ys, tangents, at, value } = lines;
  const range = rangeOf(ys);
  // What has no value stands at the lower edge, where it can be taken hold of.
  const edge = range.min ?? 0;
  const hasValue = Number.isFinite(value);
  const alone = total === 1;
  const where = [
    l10n.t('{0} along {1}, with its tangent.', name, label),
    l10n.t('Shift and arrow keys move the point.'),
  ];
  return {
    title: [...where, l10n.t('Arrow keys walk the points, T shows the table.')].join(' '),
    x: { label, min: xs[0]!, max: xs.at(-1)! },
    y: { label: '', ...range },
    series: [
      { name, xs, ys, color: 0, below: true },
      ...tangents.map(({ name, ys }, index) => ({ name, xs, ys, dashed: TANGENT_DASHES[index]!, color: 1 })),
      {
        name: l10n.t('point'),
        xs: [at],
        ys: [hasValue ? value : edge],
        ...(hasValue ? { marker: 'circle' } : { marker: 'crossRot', text: l10n.t('no value') }),
        color: 1,
        filled: true,
        unlisted: true,
      },
      ...(alone ? [...pinSeries(gradient), ...pathSeries(gradient, gone)] : []),
    ],
    draggable: draggableOn(lines, edge, move),
    format: formatNumber,
  };
}

function draggableOn({ variable, xs, at, value }: SliceLines, edge: number, move: MovePoint): Draggable {
  const range = xs.at(-1)! - xs[0]!;
  const moveTo = (value: number) => move([{ variable, value }]);
  return {
    at: { x: at, y: Number.isFinite(value) ? value : edge },
    move: moveTo,
    nudge: (x, y) => moveTo(stepped(at, range, x || y)),
  };
}

function pinSeries({ pins }: ShownGradient): LineSeries[] {
  const marks = pins.flatMap(({ at: [x], value }) =>
    x !== undefined && typeof value === 'number' ? [{ x, y: value }] : [],
  );
  if (marks.length === 0) return [];
  const sorted = marks.sort((a, b) => a.x - b.x);
  return sorted.map(({ x, y }) => ({
    name: l10n.t('pinned point'),
    xs: [x],
    ys: [y],
    marker: 'rectRot',
    color: 0,
    unlisted: true,
  }));
}

/** The points (xₖ, f(xₖ)) joined. */
function pathSeries({ descent }: ShownGradient, gone: number): LineSeries[] {
  return signedPaths(descent).flatMap(({ path, sign }): LineSeries[] => {
    const { coordinates, values } = pathPoints(path, gone);
    const { color, marker, dash } = sign;
    const [xs] = coordinates;
    return xs ? [{ name: pathName(path), xs, ys: values, color, marker, dashed: dash, path: true }] : [];
  });
}

/** How much room is left above and below the curve. */
const MARGIN = 0.08;

/** No axis reaches farther: the length of its range is a double, too. */
const LARGEST = Number.MAX_VALUE / 4;

/** The range of the finite values; a tangent that leaves it is cut off. */
function rangeOf(ys: Float64Array): { min?: number; max?: number } {
  const finite = ys.filter(Number.isFinite);
  if (finite.length === 0) return {};
  const min = finite.reduce((a, b) => Math.min(a, b));
  const max = finite.reduce((a, b) => Math.max(a, b));
  const margin = MARGIN * max - MARGIN * min || Math.abs(max) || 1;
  return { min: Math.max(min - margin, -LARGEST), max: Math.min(max + margin, LARGEST) };
}

/** Length of what is in sight along a variable. */
export function rangeInSight({ plots, variables }: ShownGradient, variable: number): number {
  const grids = [
    plots?.slice?.variable === variable ? plots.slice.xs : undefined,
    plots?.map?.variables[0] === variable ? plots.map.xs : undefined,
    plots?.map?.variables[1] === variable ? plots.map.ys : undefined,
  ];
  const grid = grids.find(each => each !== undefined);
  return grid ? grid.at(-1)! - grid[0]! : 4 * (Math.abs(variables[variable]?.value ?? 0) || 1);
}
