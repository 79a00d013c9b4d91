import {
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartDataset,
  type ChartOptions,
} from 'chart.js';
import { formatNumber } from '../../src/words/numbers';
import type { Announcer } from './announcer';
import type { ChartCursor } from './chartKeys';
import type { Marker } from './lineChart';
import { paintArrows, paintLabels, paintLines, type MapBackground } from './mapPainting';
import type { Theme } from './theme';
import { themedAxis, themedOptions, themedTooltip, WalkableChart, type WalkableData } from './walkableChart';

Chart.register(LinearScale, LineController, LineElement, PointElement, Tooltip);

/** Points of the plane, one after the other. */
export interface MapSeries {
  readonly name: string;
  readonly xs: ArrayLike<number>;
  readonly ys: ArrayLike<number>;
  /** How the points are drawn; only walked on without it. */
  readonly sign?: { readonly color: number; readonly marker: Marker; readonly filled?: boolean };
  /** The points are joined; lengths of dashes and gaps. */
  readonly joined?: readonly number[];
  /** What is known of a point. */
  readonly detail: (point: number) => string;
}

interface MapAxis {
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

/** What a map shows: series of points over contour lines and arrows. */
export interface MapChartData extends WalkableData, MapBackground {
  readonly series: readonly MapSeries[];
  readonly x: MapAxis;
  readonly y: MapAxis;
}

/** Room for the numbers and the name of an axis, so that the area between the axes has a known form. */
const AXIS_WIDTH = 56;
const AXIS_HEIGHT = 44;
const EDGE = 8;

/** Ranges that differ more than so many times are given the same room: with equal units nothing would be seen. */
const MAX_ASPECT = 4;

const RADIUS = 4;

/** A function of two variables from above, with equal units along both axes. */
export class MapChart extends WalkableChart<MapChartData> {
  constructor(announcer: Announcer) {
    super(announcer, 'line');
  }

  protected datasets({ series }: MapChartData, theme: Theme): ChartDataset<'line'>[] {
    return series.map(({ name, xs, ys, sign, joined }) => {
      const color = theme.series[(sign?.color ?? 0) % theme.series.length]!;
      return {
        label: name,
        data: Array.from(xs, (x, index) => ({ x, y: ys[index]! })),
        showLine: joined !== undefined,
        borderColor: color,
        borderWidth: 2,
        borderDash: [...(joined ?? [])],
        borderJoinStyle: 'round' as const,
        pointStyle: sign?.marker ?? 'circle',
        pointRadius: radii(xs.length, sign !== undefined, joined !== undefined),
        pointBorderColor: color,
        pointBorderWidth: 1.5,
        pointBackgroundColor: sign?.filled ? color : theme.background,
        pointHoverRadius: RADIUS + 1,
        pointHoverBorderColor: theme.foreground,
        pointHitRadius: 4,
        clip: 2 * RADIUS,
      };
    });
  }

  protected options(data: MapChartData, theme: Theme): ChartOptions<'line'> {
    const { series, x, y } = data;
    const axis = themedAxis(theme);
    const scale = ({ label, min, max }: MapAxis) => ({
      type: 'linear' as const,
      min,
      max,
      ...axis,
      grid: { display: false },
      title: { display: true, text: label, color: theme.muted },
      ticks: {
        ...axis.ticks,
        maxRotation: 0,
        autoSkipPadding: 16,
        includeBounds: false,
        callback: (value: string | number) => formatNumber(Number(value)),
      },
    });
    return {
      ...themedOptions(theme),
      interaction: { mode: 'nearest', intersect: true },
      layout: { padding: EDGE, autoPadding: false },
      scales: {
        x: { ...scale(x), afterFit: box => void (box.height = AXIS_HEIGHT) },
        y: { ...scale(y), afterFit: box => void (box.width = AXIS_WIDTH) },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...themedTooltip(theme),
          displayColors: false,
          callbacks: {
            title: ([item]) => item?.dataset.label ?? '',
            label: ({ datasetIndex, dataIndex }) => series[datasetIndex]?.detail(dataIndex) ?? '',
          },
        },
      },
    };
  }

  /** Leaves so much room beside or above the area that a unit is as long along both axes. */
  protected override arrange(chart: Chart, { x, y }: MapChartData): void {
    const [width, height] = [chart.width - AXIS_WIDTH - 2 * EDGE, chart.height - AXIS_HEIGHT - 2 * EDGE];
    const aspect = (x.max - x.min) / (y.max - y.min);
    const equal = aspect <= MAX_ASPECT && aspect >= 1 / MAX_ASPECT;
    const padding = { left: EDGE, top: EDGE, right: EDGE, bottom: EDGE };
    if (equal) {
      padding.right += Math.max(0, width - height * aspect);
      padding.top += Math.max(0, height - width / aspect);
    }
    chart.options.layout = { padding, autoPadding: false };
  }

  protected override paintBelow(chart: Chart, data: MapChartData, theme: Theme): void {
    const { ctx, chartArea: area } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.width, area.height);
    ctx.clip();
    paintLines(chart, data, theme);
    paintArrows(chart, data, theme);
    paintLabels(chart, data, theme);
    ctx.restore();
    ctx.strokeStyle = theme.grid;
    ctx.strokeRect(area.left, area.top, area.width, area.height);
  }

  protected pointCount({ series }: MapChartData, index: number): number {
    return series[index]?.xs.length ?? 0;
  }

  protected describe({ series }: MapChartData, { series: index, point }: ChartCursor): string {
    const { name, detail } = series[index]!;
    return `${name}. ${detail(point)}`;
  }
}

/** A long path has a sign on some of its points only, and always on the last. */
function radii(count: number, signed: boolean, joined: boolean): number | number[] {
  if (!signed) return 0;
  if (!joined) return RADIUS + 1;
  const stride = Math.ceil(count / 24);
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? RADIUS + 1.5 : i % stride ? 0 : RADIUS - 1));
}
