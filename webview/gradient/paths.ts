import * as l10n from '@vscode/l10n';
import type { PathSettings, ShownGradient, ShownPath } from '../../src/editor/gradient/messages';
import { formName } from '../../src/words/descentReport';
import { functionAtPoint } from '../../src/words/gradientReport';
import { formatNumber } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import type { LineChartData, Marker } from '../shared/lineChart';

/** The paths of the descent, and what tells them apart in every chart and in the list. */

/** How a path is drawn. */
interface PathSign {
  /** Which of the theme's colors. */
  readonly color: number;
  readonly marker: Marker;
  /** Lengths of dashes and gaps; none of a solid line. */
  readonly dash: readonly number[];
}

/** The function and its point have the first two colors; pinned points, and a point without a value, markers of their own. */
const SIGNS: readonly PathSign[] = [
  { color: 2, marker: 'circle', dash: [] },
  { color: 3, marker: 'triangle', dash: [6, 3] },
  { color: 4, marker: 'rect', dash: [2, 3] },
  { color: 0, marker: 'cross', dash: [8, 3, 2, 3] },
  { color: 1, marker: 'star', dash: [12, 4] },
  { color: 2, marker: 'rectRounded', dash: [4, 2, 1, 2] },
];

export function pathSign(index: number): PathSign {
  return SIGNS[index % SIGNS.length]!;
}

/** A path with the place of its optimizer in the list, and the sign that it has there. */
interface SignedPath {
  readonly path: ShownPath;
  readonly index: number;
  readonly sign: PathSign;
}

/**
 * The paths that are known, in the order of their optimizers: of some there may be none, and what is of no optimizer in the
 * list is left out. Where a rate is being changed, the path of the earlier one stands until there is another.
 */
export function signedPaths(descent: ShownGradient['descent']): SignedPath[] {
  if (!descent) return [];
  const { paths, results } = descent;
  const free = new Set(paths.keys());
  const take = (path: ShownPath, isOf: (settings: PathSettings) => boolean) => {
    const index = [...free].find(each => isSameOptimizer(paths[each]!, path) && isOf(paths[each]!));
    if (index === undefined) return [];
    free.delete(index);
    return [{ path, index, sign: pathSign(index) }];
  };
  const equal = results.flatMap(path => take(path, ({ learningRate }) => learningRate === path.learningRate));
  const others = results.filter(path => !equal.some(each => each.path === path));
  return [...equal, ...others.flatMap(path => take(path, () => true))].sort((a, b) => a.index - b.index);
}

function isSameOptimizer(a: PathSettings, b: PathSettings): boolean {
  return a.optimizer === b.optimizer && a.form === b.form;
}

/** "SGD 0.1": an optimizer may go down at several rates. */
export function pathName({ optimizer, form, learningRate }: PathSettings): string {
  return `${formName(optimizer, form)} ${formatNumber(learningRate)}`;
}

/** A path as far as it has been gone. */
interface PathPoints {
  readonly steps: Float64Array;
  readonly values: Float64Array;
  /** Of functions of one or two variables, the values of each. */
  readonly coordinates: readonly Float64Array[];
}

/** @param gone the part of all steps that is shown, from 0 to 1 */
export function pathPoints({ trajectory: { steps, values, points } }: ShownPath, gone = 1): PathPoints {
  const last = gone * (steps.at(-1) ?? 0);
  const shown = steps.findLastIndex(step => step <= last) + 1;
  const width = steps.length > 0 ? points.length / steps.length : 0;
  return {
    steps: steps.subarray(0, shown),
    values: values.subarray(0, shown),
    coordinates: Array.from({ length: width }, (_, variable) =>
      Float64Array.from({ length: shown }, (_, step) => points[step * width + variable]!),
    ),
  };
}

/** Numbers whose largest is so many times the smallest have a logarithmic axis. */
const SPAN = 1000;

/** f against the iteration. */
export function valuesChart({ name, descent }: ShownGradient, gone: number): LineChartData {
  const results = descent?.results ?? [];
  const all = results.flatMap(({ trajectory }) => Array.from(trajectory.values)).filter(Number.isFinite);
  const [least, greatest] = [Math.min(...all), Math.max(...all)];
  return {
    title: l10n.t('{0} at each step of the descent. Arrow keys walk the points, T shows the table.', name),
    series: signedPaths(descent).map(({ path, sign: { color, marker, dash } }) => {
      const { steps, values } = pathPoints(path, gone);
      return { name: pathName(path), xs: steps, ys: values, color, marker, dashed: dash };
    }),
    x: {
      label: l10n.t('Step'),
      min: 0,
      max: Math.max(1, ...results.map(({ trajectory }) => trajectory.steps.at(-1) ?? 0)),
    },
    y: { label: name, logarithmic: least > 0 && greatest > SPAN * least },
    format: formatNumber,
  };
}

/** Where a path has led to, or why it leads nowhere. */
export function resultText(gradient: ShownGradient, path: ShownPath): string {
  if (path.diverged) return sentence(path.diverged.problem);
  const { name } = gradient;
  const ends = pathPoints(path).coordinates.map(coordinate => formatNumber(coordinate.at(-1) ?? NaN));
  const what = ends.length === 0 ? name : functionAtPoint(name, ends.join(', '));
  const value = formatNumber(path.value);
  const result =
    path.steps === 1
      ? l10n.t('after 1 step {0} = {1}', what, value)
      : l10n.t('after {0} steps {1} = {2}', path.steps, what, value);
  return hasHardlyMoved(gradient, path)
    ? `${result} · ${l10n.t('It has hardly moved. Try a larger learning rate.')}`
    : result;
}

/** A slope, or a way as a part of where it began, that is so small is none to be seen. */
const SMALL = 1e-6;

/** Values that differ by less, as a part of them, are the same but for rounding. */
const ROUNDING = 8 * Number.EPSILON;

/** Whether there was a slope to go down, and no step of the path has left its start. */
function hasHardlyMoved({ variables }: ShownGradient, path: ShownPath): boolean {
  const { coordinates, values } = pathPoints(path);
  const hasSlope = variables.some(({ derivative }) => derivative !== null && Math.abs(derivative) > SMALL);
  const isStill =
    coordinates.length > 0
      ? coordinates.every(each => staysWithin(each, SMALL * Math.max(1, Math.abs(each[0]!))))
      : staysWithin(values, ROUNDING * Math.abs(values[0]!));
  return hasSlope && path.steps > 0 && isStill;
}

function staysWithin(numbers: Float64Array, distance: number): boolean {
  return numbers.every(each => Math.abs(each - numbers[0]!) <= distance);
}
