import { Chart, type ChartDataset, type ChartOptions, type ChartType, type Plugin } from 'chart.js';
import type { Announcer } from './announcer';
import { moveCursor, type ChartCursor } from './chartKeys';
import { dragPoint, type Draggable } from './dragging';
import type { Theme } from './theme';

/** What every chart shows at least. */
export interface WalkableData {
  /** What the chart is, for those who cannot see it. */
  readonly title: string;
  readonly series: readonly unknown[];
  /** Goes to a point: on a click, and on Enter where the keyboard is. */
  readonly activate?: (point: number) => void;
  /** A point that can be moved, with the mouse and with Shift and the arrow keys. */
  readonly draggable?: Draggable;
}

/** A chart that takes the focus, can be walked point by point with the keyboard, and says where it is. */
export abstract class WalkableChart<Data extends WalkableData> {
  readonly element = document.createElement('div');
  private readonly chart: Chart;
  /** Whether a person holds the point. */
  private readonly isHeld: () => boolean;
  private data: Data | undefined;
  private theme: Theme | undefined;
  private cursor: ChartCursor | undefined;

  constructor(
    private readonly announcer: Announcer,
    type: ChartType,
  ) {
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    this.element.className = 'chart';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'application');
    this.element.append(canvas);
    this.element.addEventListener('keydown', event => this.onKey(event));
    this.element.addEventListener('blur', () => this.moveTo(undefined));
    this.element.addEventListener('click', event => this.onClick(event));
    this.chart = new Chart(canvas, { type, data: { datasets: [] }, options: BASE_OPTIONS, plugins: [this.plugin()] });
    this.isHeld = dragPoint(this.chart, () => this.data?.draggable);
  }

  /** What the chart itself leaves to those who know the data. */
  private plugin(): Plugin {
    return {
      id: 'walkable',
      beforeLayout: chart => {
        if (this.data) this.arrange?.(chart, this.data);
      },
      beforeEvent: () => !this.isHeld(), // no tooltip runs after the mouse
      beforeDatasetsDraw: chart => {
        if (this.data && this.theme) this.paintBelow?.(chart, this.data, this.theme);
      },
    };
  }

  /** Draws the data; an empty chart where there is none yet. */
  show(data: Data | undefined, theme: Theme): void {
    this.data = data;
    this.theme = theme;
    if (!data) {
      this.clear();
      return;
    }
    this.element.setAttribute('aria-label', data.title);
    this.element.classList.toggle('is-active', data.activate !== undefined);
    this.chart.data.labels = this.labels?.(data) ?? [];
    this.chart.data.datasets = keepObjects(this.chart.data.datasets, this.datasets(data, theme));
    this.chart.options = this.options(data, theme);
    this.chart.update();
    if (this.cursor) this.moveTo(this.inside(data, this.cursor));
    else if (this.isHeld()) this.moveTo(undefined);
  }

  private clear(): void {
    this.element.removeAttribute('aria-label');
    this.element.classList.remove('is-active');
    this.chart.data = { labels: [], datasets: [] };
    this.chart.options = { ...BASE_OPTIONS, scales: { x: { display: false }, y: { display: false } } };
    this.chart.update();
    this.moveTo(undefined);
  }

  /** The size of the chart on the page, in CSS pixels. */
  get size(): { readonly width: number; readonly height: number } {
    return { width: this.chart.width, height: this.chart.height };
  }

  /** Paints the chart as it is seen into a picture that has `scale` pixels to a CSS pixel. */
  paintInto(context: CanvasRenderingContext2D, x: number, y: number, scale: number): void {
    const { devicePixelRatio: ratio } = window;
    const { width, height } = this.size;
    this.sharpen(scale);
    context.drawImage(this.chart.canvas, x, y, width, height);
    this.sharpen(ratio);
  }

  private sharpen(devicePixelRatio: number): void {
    this.chart.options.devicePixelRatio = devicePixelRatio;
    this.chart.resize();
  }

  protected abstract datasets(data: Data, theme: Theme): ChartDataset[];

  protected abstract options(data: Data, theme: Theme): ChartOptions;

  protected abstract pointCount(data: Data, series: number): number;

  /** What is said about a point. */
  protected abstract describe(data: Data, cursor: ChartCursor): string;

  /** Names of the points along the x axis, where they have names. */
  protected labels?(data: Data): string[];

  /** The point of series `to` that lies where a point of another series does. */
  protected counterpart?(data: Data, from: ChartCursor, to: number): number;

  /** Called before the axes and the area between them get their places. */
  protected arrange?(chart: Chart, data: Data): void;

  /** Paints what lies below the series. */
  protected paintBelow?(chart: Chart, data: Data, theme: Theme): void;

  private onKey(event: KeyboardEvent): void {
    const { data, cursor } = this;
    if (!data || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.shiftKey && data.draggable && nudge(data.draggable, event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key === 'Enter' && cursor) data.activate?.(cursor.point);
    const points = this.pointCount(data, cursor?.series ?? 0);
    const moved = moveCursor(cursor, event.key, data.series.length, points);
    if (!moved) return;
    event.preventDefault();
    const crossed = cursor && cursor.series !== moved.series && this.counterpart?.(data, cursor, moved.series);
    const to = this.inside(data, { series: moved.series, point: typeof crossed === 'number' ? crossed : moved.point });
    this.moveTo(to);
    if (to) this.announcer.say(this.describe(data, to));
  }

  private onClick(event: MouseEvent): void {
    const [item] = this.chart.getElementsAtEventForMode(event, 'index', { intersect: false }, false);
    if (item) this.data?.activate?.(item.index);
  }

  /** The cursor, or the nearest to it that is on a point; live series change below a cursor. */
  private inside(data: Data, { series, point }: ChartCursor): ChartCursor | undefined {
    const count = series < data.series.length ? this.pointCount(data, series) : 0;
    return count === 0 ? undefined : { series, point: Math.min(point, count - 1) };
  }

  private moveTo(cursor: ChartCursor | undefined): void {
    this.cursor = cursor;
    const active = cursor ? [{ datasetIndex: cursor.series, index: cursor.point }] : [];
    this.chart.setActiveElements(active);
    this.chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
    this.chart.update();
  }
}

/**
 * The new series in the objects of those before them that have the same name, and are the same of several with it: a chart
 * knows by the object which were hidden in the legend.
 */
export function keepObjects(before: readonly ChartDataset[], now: readonly ChartDataset[]): ChartDataset[] {
  const objects = [...before];
  return now.map(dataset => {
    const index = objects.findIndex(({ label }) => label === dataset.label);
    const [object] = index < 0 ? [] : objects.splice(index, 1);
    return Object.assign(object ?? {}, dataset);
  });
}

/** Moves the point a step in the direction of an arrow key. */
function nudge(point: Draggable, key: string): boolean {
  const direction = DIRECTIONS[key];
  if (direction) point.nudge(...direction);
  return direction !== undefined;
}

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const BASE_OPTIONS = { animation: false, responsive: true, maintainAspectRatio: false } as const;

/** What all charts have in common: no movement, the page's font and the theme's colours. */
export function themedOptions(theme: Theme) {
  const style = getComputedStyle(document.body);
  // Ticks and legends look for their font here, not among the options of their chart.
  Object.assign(Chart.defaults.font, { family: style.fontFamily, size: parseFloat(style.fontSize) - 1 });
  return {
    ...BASE_OPTIONS,
    color: theme.foreground,
  };
}

export function themedAxis(theme: Theme) {
  return { ticks: { color: theme.muted }, grid: { color: theme.grid }, border: { color: theme.grid } };
}

export function themedTooltip(theme: Theme) {
  return {
    backgroundColor: theme.background,
    borderColor: theme.focus,
    borderWidth: 1,
    titleColor: theme.foreground,
    bodyColor: theme.foreground,
  };
}
