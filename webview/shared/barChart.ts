import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  Tooltip,
  type ChartDataset,
  type ChartOptions,
} from 'chart.js';
import { formatNumber } from '../../src/words/numbers';
import type { Announcer } from './announcer';
import type { ChartCursor } from './chartKeys';
import type { Theme } from './theme';
import { themedAxis, themedOptions, themedTooltip, WalkableChart, type WalkableData } from './walkableChart';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

export interface BarSeries {
  readonly name: string;
  readonly values: ArrayLike<number>;
  /** Which of the theme's colours; by default the series' place among all. */
  readonly color?: number;
}

/** What a bar chart shows: `series` side by side over the same `labels`. */
export interface BarChartData extends WalkableData {
  readonly labels: readonly string[];
  readonly series: readonly BarSeries[];
  /** A further line about a point, for the tooltip and the announcement. */
  readonly detail?: (point: number) => string;
  /** The point that the rest of the page is about; its bar is framed. */
  readonly marked?: number;
}

/** How a series is told from the others without its colour: filled, or outlined only. */
const FILLED = [true, false] as const;

/** More points than this stand without gaps: bars thinner than a pixel are pale. */
const MAX_SPACED = 100;

/** Grouped bars that can be walked with the keyboard. */
export class BarChart extends WalkableChart<BarChartData> {
  constructor(announcer: Announcer) {
    super(announcer, 'bar');
  }

  protected override labels({ labels }: BarChartData): string[] {
    return [...labels];
  }

  protected datasets({ labels, series, marked }: BarChartData, theme: Theme): ChartDataset<'bar'>[] {
    return series.map(({ name, values, color }, index) => ({
      label: name,
      data: Array.from(values),
      ...(labels.length > MAX_SPACED
        ? { barPercentage: 1, categoryPercentage: 1 }
        : { barPercentage: 0.9, categoryPercentage: 0.8 }),
      ...paint(theme, FILLED[index % FILLED.length]!, color ?? index, marked),
    }));
  }

  protected options({ series, detail }: BarChartData, theme: Theme): ChartOptions<'bar'> {
    const axis = themedAxis(theme);
    return {
      ...themedOptions(theme),
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: { ...axis, ticks: { ...axis.ticks, maxRotation: 0, autoSkipPadding: 8 }, grid: { display: false } },
        y: {
          ...axis,
          ticks: { ...axis.ticks, maxTicksLimit: 6, callback: value => formatNumber(Number(value)) },
          beginAtZero: true,
        },
      },
      plugins: {
        legend: { display: series.length > 1, labels: { boxWidth: 12, boxHeight: 12 } },
        tooltip: {
          ...themedTooltip(theme),
          callbacks: {
            label: ({ dataset, raw }) => ` ${dataset.label}  ${String(raw)}`,
            afterBody: ([item]) => (item && detail ? detail(item.dataIndex) : ''),
          },
        },
      },
    };
  }

  protected pointCount({ labels }: BarChartData): number {
    return labels.length;
  }

  protected describe({ series, labels, detail }: BarChartData, { series: index, point }: ChartCursor): string {
    const { name, values } = series[index]!;
    return [`${name} ${labels[point]!}: ${formatNumber(values[point]!)}`, detail?.(point)].filter(Boolean).join('. ');
  }
}

function paint(theme: Theme, filled: boolean, color: number, marked: number | undefined) {
  const ownColor = theme.series[color % theme.series.length]!;
  const backgroundColor = filled ? ownColor : 'transparent';
  const isMarked = ({ dataIndex }: { dataIndex: number }) => dataIndex === marked;
  return {
    backgroundColor,
    hoverBackgroundColor: backgroundColor,
    borderColor: (bar: { dataIndex: number }) => (isMarked(bar) ? theme.foreground : ownColor),
    borderWidth: (bar: { dataIndex: number }) => (isMarked(bar) ? 2 : filled ? 0 : 1.5),
    hoverBorderColor: theme.foreground,
    hoverBorderWidth: 1.5,
    borderSkipped: false as const,
  };
}
