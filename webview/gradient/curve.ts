import * as l10n from '@vscode/l10n';
import type { ShownGradient } from '../../src/editor/gradient/messages';
import type { LineChartData } from '../shared/lineChart';

/** The function along one variable, its tangent at the point, and the point. */
export interface CurveLines {
  readonly label: string;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Values of the tangent at `xs`; none where there is no derivative. */
  readonly tangent: Float64Array | undefined;
  readonly at: number;
  readonly value: number;
}

/** The lines of the curve that the host sent; undefined where it sent none. */
export function curveLines({ curve, variables, value }: ShownGradient): CurveLines | undefined {
  const variable = curve && variables[curve.index];
  if (!curve || !variable || typeof value !== 'number') return undefined;
  const { at } = curve;
  const [left, right] = [variable.derivative ?? variable.left, variable.derivative ?? variable.right];
  // The tangent: y = f(a) + f′(a) (x − a); where the slope jumps, one to each side.
  const tangent =
    left === null && right === null
      ? undefined
      : curve.xs.map(x => value + ((x < at ? left : right) ?? NaN) * (x - at));
  return { label: variable.label, xs: curve.xs, ys: curve.ys, tangent, at: curve.at, value };
}

/** The lines as the chart draws them; the function decides which values are in sight. */
export function curveChart(name: string, lines: CurveLines): LineChartData {
  const { label, xs, ys, tangent, at, value } = lines;
  return {
    title: l10n.t('{0} and its tangent. Arrow keys walk the points, T shows the table.', name),
    x: { label },
    y: { label: '', ...rangeOf(ys) },
    series: [
      { name, xs, ys, color: 0 },
      ...(tangent ? [{ name: l10n.t('tangent'), xs, ys: tangent, dashed: true, color: 1 }] : []),
      { name: l10n.t('point'), xs: [at], ys: [value], marker: 'circle' as const, color: 1 },
    ],
  };
}

/** How much room is left above and below the curve. */
const MARGIN = 0.08;

/** The range of the finite values; a tangent that leaves it is cut off. */
function rangeOf(ys: Float64Array): { min?: number; max?: number } {
  const finite = ys.filter(Number.isFinite);
  if (finite.length === 0) return {};
  const min = finite.reduce((a, b) => Math.min(a, b));
  const max = finite.reduce((a, b) => Math.max(a, b));
  const margin = MARGIN * (max - min) || Math.abs(max) || 1;
  return { min: min - margin, max: max + margin };
}
