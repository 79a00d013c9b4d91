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
import { mixed, type Theme } from './theme';
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

export interface MapAxis {
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

/** What a map shows: series of points over contour lines and arrows. */
export interface MapChartData extends WalkableData {
  readonly series: readonly MapSeries[];
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly lines: readonly { readonly level: number; readonly pieces: readonly Float64Array[] }[];
  readonly arrows: readonly MapArrow[];
  /** The distance between arrows, along each axis. */
  readonly spacing: readonly [x: number, y: number];
}

/** An arrow that begins at x, y; in which direction, and how long, from 0 to 1. */
export interface MapArrow {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly length: number;
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

/** How much of the foreground the lines and the arrows have. */
const LINE_PERCENT = 40;
const ARROW_PERCENT = 75;

/** Lines shorter than this, in pixels, are not labelled. */
const MIN_LABELLED = 80;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function paintLines({ ctx, scales }: Chart, { lines }: MapChartData, theme: Theme): void {
  const [x, y] = [scales['x']!, scales['y']!];
  ctx.lineWidth = 1;
  ctx.strokeStyle = mixed(theme.foreground, theme.background, LINE_PERCENT);
  for (const { pieces } of lines) {
    ctx.beginPath();
    for (const piece of pieces) {
      for (let i = 0; i < piece.length; i += 2) {
        const [px, py] = [x.getPixelForValue(piece[i]!), y.getPixelForValue(piece[i + 1]!)];
        if (i === 0) ctx.moveTo(px, py);
        else ctx.lineTo(px, py);
      }
    }
    ctx.stroke();
  }
}

/** The levels of every second line, where there is room. */
function paintLabels({ ctx, scales }: Chart, { lines }: MapChartData, theme: Theme): void {
  const [x, y] = [scales['x']!, scales['y']!];
  const labels: Box[] = [];
  ctx.font = `${0.85 * Number(Chart.defaults.font.size)}px ${Chart.defaults.font.family}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const [index, { level, pieces }] of lines.entries()) {
    if (index % 2 === 0) continue;
    const text = formatNumber(level, 3);
    const place = labelPlace(pieces, x, y, ctx.measureText(text).width + 6, labels);
    if (!place) continue;
    labels.push(place);
    ctx.fillStyle = theme.background;
    ctx.fillRect(place.x - place.width / 2, place.y - 7, place.width, 14);
    ctx.fillStyle = theme.muted;
    ctx.fillText(text, place.x, place.y);
  }
}

type Scale = Chart['scales'][string];

/** Labels of one line after the other stand so far apart, as parts of the lines: the golden section scatters them. */
const PLACES_APART = 0.618;

/** Where on a line its label stands: on the longest piece, away from other labels and from the edges. */
function labelPlace(
  pieces: readonly Float64Array[],
  x: Scale,
  y: Scale,
  width: number,
  others: readonly Box[],
): Box | undefined {
  const longest = pieces.reduce<Float64Array | undefined>((a, b) => (a && a.length >= b.length ? a : b), undefined);
  if (!longest) return undefined;
  const places = Array.from({ length: longest.length / 2 }, (_, i) => ({
    x: x.getPixelForValue(longest[2 * i]!),
    y: y.getPixelForValue(longest[2 * i + 1]!),
    width,
  }));
  if (lengthOf(places) < MIN_LABELLED) return undefined;
  const inside = (place: Box) =>
    place.x > x.left + width / 2 && place.x < x.right - width / 2 && place.y > y.top + 8 && place.y < y.bottom - 8;
  const free = (place: Box) =>
    others.every(
      other => Math.abs(other.x - place.x) > (other.width + width) / 2 + 12 || Math.abs(other.y - place.y) > 24,
    );
  const from = Math.floor(places.length * ((PLACES_APART * others.length) % 1));
  return [...places.slice(from), ...places.slice(0, from)].find(place => inside(place) && free(place));
}

function lengthOf(places: readonly Box[]): number {
  return places
    .slice(1)
    .reduce((total, place, i) => total + Math.hypot(place.x - places[i]!.x, place.y - places[i]!.y), 0);
}

/** How much of the room between arrows the longest fills. */
const FILLED = 0.72;
const HEAD = 0.35;

function paintArrows({ ctx, scales }: Chart, { arrows, spacing }: MapChartData, theme: Theme): void {
  const [x, y] = [scales['x']!, scales['y']!];
  const perX = Math.abs(x.getPixelForValue(1) - x.getPixelForValue(0));
  const perY = Math.abs(y.getPixelForValue(1) - y.getPixelForValue(0));
  const room = FILLED * Math.min(spacing[0] * perX, spacing[1] * perY);
  const color = mixed(theme.foreground, theme.background, ARROW_PERCENT);
  ctx.lineWidth = 1.25;
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  for (const arrow of arrows) {
    const [px, py] = [x.getPixelForValue(arrow.x), y.getPixelForValue(arrow.y)];
    const length = room * arrow.length;
    if (length === 0) {
      ctx.beginPath();
      ctx.arc(px, py, 1.5, 0, 2 * Math.PI);
      ctx.fill();
      continue;
    }
    const angle = Math.atan2(-arrow.dy * perY, arrow.dx * perX);
    paintArrow(ctx, px, py, length, angle);
  }
}

/** From a place on, in a direction (clockwise, as pixels are counted). */
function paintArrow(ctx: CanvasRenderingContext2D, x: number, y: number, length: number, angle: number): void {
  const [endX, endY] = [x + length * Math.cos(angle), y + length * Math.sin(angle)];
  const head = Math.min(6, Math.max(3, HEAD * length));
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(endX, endY);
  for (const side of [-0.45, 0.45]) {
    ctx.moveTo(endX, endY);
    ctx.lineTo(endX - head * Math.cos(angle + side), endY - head * Math.sin(angle + side));
  }
  ctx.stroke();
}
