import {
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Ticks,
  Tooltip,
  type ChartDataset,
  type ChartOptions,
  type LegendItem,
  type Scale,
  type TooltipItem,
} from 'chart.js';
import { formatNumber, formatRounded } from '../../src/words/numbers';
import type { Announcer } from './announcer';
import type { ChartCursor } from './chartKeys';
import { mixed, type Theme } from './theme';
import { themedAxis, themedOptions, themedTooltip, WalkableChart, type WalkableData } from './walkableChart';

Chart.register(Legend, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip);

export type Marker = 'circle' | 'triangle' | 'rect' | 'rectRounded' | 'rectRot' | 'cross' | 'crossRot' | 'star';

/** A line through `(xs[i], ys[i])`, `xs` ascending but on a path. Where `ys[i]` is not finite the line has a gap. */
export interface LineSeries {
  readonly name: string;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** A dashed line, to be told from a solid one without its colour; or lengths of dashes and gaps in pixels. */
  readonly dashed?: boolean | readonly number[];
  /** A sign on points, likewise; on a long line only every few points. Without one, points show when walked on, or when there is but one. */
  readonly marker?: Marker;
  /** Thin and pale, for what lies below other lines. */
  readonly faint?: boolean;
  /** Which of the theme's colours; by default the series' place among all. */
  readonly color?: number;
  /** The line goes from point to point, which may lie anywhere. */
  readonly path?: boolean;
  /** The line lies below all others; else the first lies on top. */
  readonly below?: boolean;
  /** The sign is filled, for the one point that matters. */
  readonly filled?: boolean;
  /** Whether the line belongs to the axis on the right. */
  readonly right?: boolean;
  /** What is said of its values instead of the numbers. */
  readonly text?: string;
  /** Whether the legend leaves it out: it marks a place on another line. */
  readonly unlisted?: boolean;
}

export interface LineAxis {
  readonly label: string;
  readonly logarithmic?: boolean;
  /** Whether it counts: no ticks between whole numbers. */
  readonly whole?: boolean;
  readonly min?: number;
  readonly max?: number;
}

export interface LineChartData extends WalkableData {
  readonly series: readonly LineSeries[];
  readonly x: LineAxis;
  readonly y: LineAxis;
  /** A second y axis, of the series that are `right`. */
  readonly right?: LineAxis;
  /** The number in the tooltip, the full double by default, and when it is said. */
  readonly format?: (y: number) => string;
  /** A further line about a point, for the tooltip and the announcement. */
  readonly detail?: (cursor: ChartCursor) => string;
}

/** A line has at most about so many signs on it: more would hide it. */
const MAX_MARKERS = 24;
const MARKER_RADIUS = 3.5;
const DASH = [6, 4];

/** How much of its colour a faint line has; the rest is the background. */
const FAINT_PERCENT = 50;

/** Lines over a common x axis that can be walked with the keyboard. */
export class LineChart extends WalkableChart<LineChartData> {
  constructor(announcer: Announcer) {
    super(announcer, 'line');
  }

  protected datasets({ series, x, y, right }: LineChartData, theme: Theme): ChartDataset<'line'>[] {
    return series.map((line, index) => ({
      label: line.name,
      yAxisID: line.right && right ? 'right' : 'y',
      order: line.below ? 1 : 0,
      data: points(line, x, line.right && right ? right : y),
      // Points that are not parsed are taken to be ascending.
      parsing: line.path ? { xAxisKey: 'x', yAxisKey: 'y' } : (false as const),
      ...paint(line, theme, line.color ?? index),
    }));
  }

  protected options(data: LineChartData, theme: Theme): ChartOptions<'line'> {
    return {
      ...themedOptions(theme),
      parsing: false,
      normalized: true,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: scale(withRange(data.x, data.series), theme),
        y: scale(data.y, theme),
        // The grid is the left axis's: two would be read as one.
        ...(data.right && {
          right: { ...scale(data.right, theme), position: 'right' as const, grid: { drawOnChartArea: false } },
        }),
      },
      plugins: {
        legend: {
          display: data.series.length > 1,
          labels: {
            usePointStyle: true,
            pointStyleWidth: 28,
            generateLabels: chart => legendEntries(chart, data.series),
          },
        },
        tooltip: { ...themedTooltip(theme), usePointStyle: true, callbacks: tooltipTexts(data) },
      },
    };
  }

  protected pointCount({ series }: LineChartData, index: number): number {
    return series[index]?.xs.length ?? 0;
  }

  protected override counterpart({ series }: LineChartData, from: ChartCursor, to: number): number {
    return nearest(series[to]!.xs, series[from.series]!.xs[from.point]!);
  }

  protected describe(data: LineChartData, cursor: ChartCursor): string {
    const { name, xs, ys, text } = data.series[cursor.series]!;
    const { format = formatNumber } = data;
    const x = `${data.x.label} ${formatNumber(xs[cursor.point]!)}`;
    return [`${name}, ${x}: ${text ?? format(ys[cursor.point]!)}`, data.detail?.(cursor)].filter(Boolean).join('. ');
  }
}

/** The points as the chart takes them; what has no place on an axis is a gap. */
function points({ xs, ys }: LineSeries, xAxis: LineAxis, yAxis: LineAxis): { x: number; y: number }[] {
  const placed = (value: number, { logarithmic }: LineAxis) =>
    Number.isFinite(value) && !(logarithmic && value <= 0) ? value : NaN;
  return Array.from(xs, (x, index) => ({ x: placed(x, xAxis), y: placed(ys[index]!, yAxis) }));
}

function paint({ xs, dashed, marker, faint, filled }: LineSeries, theme: Theme, color: number) {
  const stride = Math.ceil(xs.length / MAX_MARKERS);
  const fullColor = theme.series[color % theme.series.length]!;
  const paintedColor = faint ? mixed(fullColor, theme.background, FAINT_PERCENT) : fullColor;
  return {
    borderColor: paintedColor,
    backgroundColor: filled ? paintedColor : theme.background,
    borderWidth: faint ? 1 : 1.5,
    borderDash: dashed === true ? DASH : [...(dashed || [])],
    borderJoinStyle: 'round' as const,
    pointStyle: marker ?? 'circle',
    pointBorderColor: paintedColor,
    // A line of one point would not be seen at all.
    pointRadius:
      marker || xs.length === 1
        ? ({ dataIndex }: { dataIndex: number }) => (dataIndex % stride ? 0 : MARKER_RADIUS)
        : 0,
    pointHoverRadius: MARKER_RADIUS + 1,
    pointHoverBorderColor: theme.foreground,
    pointHoverBackgroundColor: paintedColor,
    pointHitRadius: 0,
    clip: 2 * MARKER_RADIUS, // a point on the edge is seen whole
  };
}

/** The legend: the lines, dashed as on the chart. */
function legendEntries(chart: Chart, series: readonly LineSeries[]): LegendItem[] {
  const datasetOf = ({ datasetIndex }: LegendItem) => chart.data.datasets[datasetIndex ?? 0] as ChartDataset<'line'>;
  return Chart.defaults.plugins.legend.labels
    .generateLabels(chart)
    .filter(({ datasetIndex }) => !series[datasetIndex ?? 0]?.unlisted)
    .sort((a, b) => (a.datasetIndex ?? 0) - (b.datasetIndex ?? 0)) // not as they lie on each other
    .map(entry => ({
      ...entry,
      pointStyle: 'line',
      lineWidth: 1.5,
      lineDash: [...((datasetOf(entry).borderDash as number[] | undefined) ?? [])],
    }));
}

/** The x axis ends where the lines end, unless it was given ends of its own. */
function withRange(axis: LineAxis, series: readonly LineSeries[]): LineAxis {
  const filled = series.filter(({ xs }) => xs.length > 0);
  const min = Math.min(...filled.map(({ xs }) => xs[0]!));
  const max = Math.max(...filled.map(({ xs }) => xs[xs.length - 1]!));
  return min < max && Number.isFinite(max - min) ? { min, max, ...axis } : axis;
}

function scale({ label, logarithmic, whole, min, max }: LineAxis, theme: Theme) {
  const { ticks, ...colors } = themedAxis(theme);
  return {
    type: logarithmic ? ('logarithmic' as const) : ('linear' as const),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...colors,
    title: { display: label !== '', text: label, color: theme.muted },
    ticks: {
      ...ticks,
      ...(whole && { precision: 0 }),
      maxRotation: 0,
      autoSkipPadding: 16,
      includeBounds: false,
      callback: tickText,
    },
  };
}

/** A tick's number as everywhere on the page; a logarithmic axis names only some of its ticks. */
function tickText(this: Scale, value: string | number, index: number, ticks: { value: number }[]): string {
  const named = this.type !== 'logarithmic' || Ticks.formatters.logarithmic.call(this, Number(value), index, ticks);
  return named ? formatRounded(Number(value)) : '';
}

function tooltipTexts({ x, series, format = String, detail }: LineChartData) {
  return {
    title: ([item]: TooltipItem<'line'>[]) => (item ? `${x.label} ${formatNumber(item.parsed.x!)}` : ''),
    label: ({ dataset, datasetIndex, parsed }: TooltipItem<'line'>) =>
      ` ${dataset.label}  ${series[datasetIndex]?.text ?? format(parsed.y!)}`,
    afterBody: ([item]: TooltipItem<'line'>[]) =>
      item && detail ? detail({ series: item.datasetIndex, point: item.dataIndex }) : '',
  };
}

/** Index of the value nearest to `x`. */
function nearest(xs: ArrayLike<number>, x: number): number {
  let best = 0;
  for (let i = 1; i < xs.length; i++) if (Math.abs(xs[i]! - x) < Math.abs(xs[best]! - x)) best = i;
  return best;
}
