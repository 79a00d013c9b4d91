import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  Tooltip,
  type ChartOptions,
  type TooltipItem,
} from 'chart.js';
import { formatNumber } from '../../src/words/numbers';
import type { Announcer } from './announcer';
import { moveCursor, type ChartCursor } from './chartKeys';
import type { Theme } from './theme';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

export interface BarSeries {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** What a bar chart shows: `series` side by side over the same `labels`. */
export interface BarChartData {
  /** What the chart is, for those who cannot see it. */
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly BarSeries[];
  /** A further line about a point, for the tooltip and the announcement. */
  readonly detail: (point: number) => string;
}

/** How a series is told from the others without its colour: filled, or outlined only. */
const FILLED = [true, false] as const;

/** Grouped bars that can be walked with the keyboard. */
export class BarChart {
  readonly element = document.createElement('div');
  private readonly canvas = document.createElement('canvas');
  private readonly chart: Chart<'bar', number[], string>;
  private data: BarChartData | undefined;
  private cursor: ChartCursor | undefined;

  constructor(private readonly announcer: Announcer) {
    this.element.className = 'chart';
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'application');
    this.canvas.setAttribute('aria-hidden', 'true');
    this.element.append(this.canvas);
    this.element.addEventListener('keydown', event => this.onKey(event));
    this.element.addEventListener('blur', () => this.moveTo(undefined));
    this.chart = new Chart(this.canvas, { type: 'bar', data: { labels: [], datasets: [] }, options: this.options() });
  }

  show(data: BarChartData, theme: Theme): void {
    this.data = data;
    this.element.setAttribute('aria-label', data.title);
    this.chart.data.labels = [...data.labels];
    this.chart.data.datasets = data.series.map(({ name, values }, index) => ({
      label: name,
      data: Array.from(values),
      ...paint(theme, index),
    }));
    this.applyTheme(theme);
    this.chart.update();
  }

  private options(): ChartOptions<'bar'> {
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: { x: { grid: { display: false } }, y: { beginAtZero: true } },
      plugins: {
        legend: { labels: { boxWidth: 12, boxHeight: 12 } },
        tooltip: {
          callbacks: {
            label: ({ dataset, raw }: TooltipItem<'bar'>) => ` ${dataset.label}  ${String(raw)}`,
            afterBody: ([item]: TooltipItem<'bar'>[]) => this.data?.detail(item!.dataIndex) ?? '',
          },
        },
      },
    };
  }

  private applyTheme(theme: Theme): void {
    const options = this.chart.options;
    const style = getComputedStyle(document.body);
    options.font = { family: style.fontFamily, size: parseFloat(style.fontSize) - 1 };
    options.color = theme.foreground;
    for (const axis of [options.scales!['x']!, options.scales!['y']!]) {
      axis.ticks = { ...axis.ticks, color: theme.muted };
      axis.grid = { ...axis.grid, color: theme.grid };
      axis.border = { ...axis.border, color: theme.grid };
    }
    const tooltip = options.plugins!.tooltip!;
    tooltip.backgroundColor = theme.background;
    tooltip.borderColor = theme.focus;
    tooltip.borderWidth = 1;
    tooltip.titleColor = tooltip.bodyColor = theme.foreground;
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.data || event.ctrlKey || event.metaKey || event.altKey) return;
    const cursor = moveCursor(this.cursor, event.key, this.data.series.length, this.data.labels.length);
    if (!cursor) return;
    event.preventDefault();
    this.moveTo(cursor);
    const { name, values } = this.data.series[cursor.series]!;
    const label = this.data.labels[cursor.point]!;
    this.announcer.say(`${name} ${label}: ${formatNumber(values[cursor.point]!)}. ${this.data.detail(cursor.point)}`);
  }

  private moveTo(cursor: ChartCursor | undefined): void {
    this.cursor = cursor;
    const active = cursor ? [{ datasetIndex: cursor.series, index: cursor.point }] : [];
    this.chart.setActiveElements(active);
    this.chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
    this.chart.update();
  }
}

function paint(theme: Theme, index: number) {
  const color = theme.series[index % theme.series.length]!;
  const filled = FILLED[index % FILLED.length]!;
  const backgroundColor = filled ? color : 'transparent';
  return {
    backgroundColor,
    hoverBackgroundColor: backgroundColor,
    borderColor: color,
    borderWidth: filled ? 0 : 1.5,
    hoverBorderColor: theme.foreground,
    hoverBorderWidth: 1.5,
    borderSkipped: false as const,
  };
}
