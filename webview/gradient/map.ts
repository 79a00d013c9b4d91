import * as l10n from '@vscode/l10n';
import type { ShownGradient, ShownPlots } from '../../src/editor/gradient/messages';
import { functionAtPoint } from '../../src/words/gradientReport';
import { formatNumber } from '../../src/words/numbers';
import type { MapChartData, MapSeries } from '../shared/mapChart';
import type { MapArrow } from '../shared/mapPainting';
import { arrowLengths, contourLines, type ContourLines } from './contours';
import type { MovePoint } from './moves';
import { stepped } from './niceSteps';
import { pathName, pathPoints, signedPaths } from './paths';
import type { Moved } from './slice';

/** A function of two variables from above: contour lines, arrows of −∇f, the paths and the point. */

type ContourMap = NonNullable<ShownPlots['map']>;

/** A path that is so many times as far away as the map is wide does not come back; no canvas draws much farther. */
const FAR = 20;

/** The newest map with its lines: it comes again with every state, but is another one rarely while a point is dragged. */
let traced: { readonly map: ContourMap; readonly lines: readonly ContourLines[] } | undefined;

function linesOf(map: ContourMap): readonly ContourLines[] {
  if (!traced || !isSameGrid(traced.map, map)) traced = { map, lines: contourLines(map) };
  return traced.lines;
}

function isSameGrid(a: ContourMap, b: ContourMap): boolean {
  return ([a.xs, a.ys, a.values] as const).every((numbers, which) => isSame(numbers, [b.xs, b.ys, b.values][which]!));
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

/** Everything on the map; undefined where the host sent none. */
export function mapChart(
  gradient: ShownGradient,
  moved: Moved,
  gone: number,
  move: MovePoint,
): MapChartData | undefined {
  const map = gradient.plots?.map;
  if (!map) return undefined;
  const [first, second] = map.variables;
  const [rowX, rowY] = [gradient.variables[first], gradient.variables[second]];
  if (!rowX || !rowY) return undefined;
  const axis = (grid: Float64Array) => ({ min: grid[0]!, max: grid.at(-1)! });
  const [x, y] = [axis(map.xs), axis(map.ys)];
  const at = { x: moved.get(first) ?? rowX.value, y: moved.get(second) ?? rowY.value };
  const [width, height] = [x.max - x.min, y.max - y.min];
  const moveTo = (toX: number, toY: number) =>
    move([
      { variable: first, value: toX },
      { variable: second, value: toY },
    ]);
  return {
    title: [
      l10n.t('Contour map of {0}, with arrows of −∇{0}.', gradient.name),
      l10n.t('Shift and arrow keys move the point.'),
      l10n.t('Arrow keys walk the points, T shows the table.'),
    ].join(' '),
    x: { label: rowX.label, ...x },
    y: { label: rowY.label, ...y },
    lines: linesOf(map),
    ...arrowsOf(map),
    series: [
      pointSeries(gradient, at, moved.size > 0),
      ...pathSeries(gradient, map, gone),
      ...pinSeries(gradient),
      arrowSeries(gradient, map),
    ],
    draggable: {
      at,
      move: moveTo,
      nudge: (toRight, up) =>
        moveTo(toRight ? stepped(at.x, width, toRight) : at.x, up ? stepped(at.y, height, up) : at.y),
    },
  };
}

function pointSeries(
  { name, value }: ShownGradient,
  at: { readonly x: number; readonly y: number },
  isMoving: boolean,
): MapSeries {
  return {
    name: l10n.t('point'),
    xs: [at.x],
    ys: [at.y],
    sign: { color: 1, marker: 'circle', filled: true },
    detail: () => placeText(name, at.x, at.y, isMoving || typeof value !== 'number' ? NaN : value),
  };
}

/** f(3, 4) = 25 */
function placeText(name: string, x: number, y: number, value: number): string {
  const place = functionAtPoint(name, `${formatNumber(x)}, ${formatNumber(y)}`);
  return Number.isNaN(value) ? place : `${place} = ${formatNumber(value)}`;
}

function pathSeries({ name, descent }: ShownGradient, map: ContourMap, gone: number): MapSeries[] {
  const [reachX, reachY] = [reachOf(map.xs), reachOf(map.ys)];
  return signedPaths(descent).flatMap(({ path, sign }): MapSeries[] => {
    const { coordinates, values, steps } = pathPoints(path, gone);
    const [pathX, pathY] = coordinates;
    if (!pathX || !pathY) return [];
    const lost = pathX.findIndex((x, step) => !(reachX(x) && reachY(pathY[step]!)));
    const { xs: shownX, ys: shownY } = lost < 0 ? { xs: pathX, ys: pathY } : until(lost, pathX, pathY, map);
    const { color, marker, dash } = sign;
    return [
      {
        name: pathName(path),
        xs: shownX,
        ys: shownY,
        sign: { color, marker },
        joined: dash,
        detail: point =>
          `${l10n.t('Step {0}', steps[point]!)}: ${placeText(name, pathX[point]!, pathY[point]!, values[point]!)}`,
      },
    ];
  });
}

/** A path up to the step at which it is lost, which is drawn where the way there leaves what can be drawn. */
function until(lost: number, pathX: Float64Array, pathY: Float64Array, { xs, ys }: ContourMap) {
  const way = (path: Float64Array, range: number) => {
    const parts = (path[lost]! - path[lost - 1]!) / range;
    return Math.min(Math.max(parts, -Number.MAX_VALUE), Number.MAX_VALUE) || 0;
  };
  const [width, height] = [lengthOf(xs), lengthOf(ys)];
  const [right, up] = lost === 0 ? [0, 0] : [way(pathX, width), way(pathY, height)];
  const longest = Math.max(Math.abs(right), Math.abs(up));
  const toEnd = (path: Float64Array, part: number, range: number) => {
    const end = path[Math.max(lost - 1, 0)]! + (longest > 0 ? part / longest : 0) * FAR * range;
    return Float64Array.of(...path.subarray(0, lost), end);
  };
  return { xs: toEnd(pathX, right, width), ys: toEnd(pathY, up, height) };
}

function lengthOf(grid: Float64Array): number {
  return grid.at(-1)! - grid[0]!;
}

/** Whether a place is not much farther away than the map is wide. */
function reachOf(grid: Float64Array): (x: number) => boolean {
  const [first, last] = [grid[0]!, grid.at(-1)!];
  return x => Math.abs(x - (first + last) / 2) <= FAR * (last - first);
}

function pinSeries({ name, pins }: ShownGradient): MapSeries[] {
  const marked = pins.filter(({ at }) => at.length === 2);
  if (marked.length === 0) return [];
  return [
    {
      name: l10n.t('pinned point'),
      xs: marked.map(({ at }) => at[0]!),
      ys: marked.map(({ at }) => at[1]!),
      sign: { color: 0, marker: 'rectRot' },
      detail: point => {
        const { at, value } = marked[point]!;
        return placeText(name, at[0]!, at[1]!, typeof value === 'number' ? value : NaN);
      },
    },
  ];
}

/** The arrows as points to be walked; they are painted below. */
function arrowSeries({ name }: ShownGradient, { arrows }: ContourMap): MapSeries {
  const column = (offset: number) =>
    Float64Array.from({ length: arrows.length / 4 }, (_, i) => arrows[4 * i + offset]!);
  const [xs, ys, dx, dy] = [column(0), column(1), column(2), column(3)];
  return {
    name: `−∇${name}`,
    xs,
    ys,
    detail: point =>
      `−∇${functionAtPoint(name, [xs, ys].map(each => formatNumber(each[point]!)).join(', '))} = (${[dx, dy]
        .map(each => formatNumber(0 - each[point]!))
        .join(', ')})`,
  };
}

/** Places that differ by less, as a part of the range, are in one row or column. */
const SAME = 1e-6;

function arrowsOf({ arrows, xs, ys }: ContourMap): { arrows: MapArrow[]; spacing: [number, number] } {
  const lengths = arrowLengths(arrows);
  const shown = Array.from(lengths, (length, i): MapArrow => {
    const [x, y, dx, dy] = arrows.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    return { x, y, dx: -dx, dy: -dy, length };
  });
  const spacing = (values: readonly number[], grid: Float64Array) => {
    const range = lengthOf(grid);
    const sorted = values.toSorted((a, b) => a - b);
    const gaps = sorted.slice(1).map((value, i) => value - sorted[i]!);
    return gaps.filter(gap => gap > SAME * range).reduce((a, b) => Math.min(a, b), range);
  };
  return {
    arrows: shown,
    spacing: [
      spacing(
        shown.map(({ x }) => x),
        xs,
      ),
      spacing(
        shown.map(({ y }) => y),
        ys,
      ),
    ],
  };
}
