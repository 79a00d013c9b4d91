import type { ShownGradient } from '../../src/editor/gradient/messages';
import type { Announcer } from '../shared/announcer';
import { BarChart } from '../shared/barChart';
import { LineChart } from '../shared/lineChart';
import { MapChart } from '../shared/mapChart';
import { readTheme } from '../shared/theme';
import { barsChart } from './bars';
import { mapChart } from './map';
import { valuesChart } from './paths';
import type { MovePoint } from './moves';
import type { Plot } from './plots';
import { sliceChart, type Moved, type SliceLines } from './slice';
import { stepErrorsChart } from './stepErrors';

/** What the charts show, and what happens where a person touches them. */
interface ChartsView {
  readonly gradient: ShownGradient;
  readonly slice: SliceLines | undefined;
  readonly moved: Moved;
  /** The part of the descent that is shown, from 0 to 1. */
  readonly gone: number;
  readonly move: MovePoint;
  readonly choose: (variable: number) => void;
}

/** The charts of the page, which paint themselves. */
export class Charts {
  private readonly slice: LineChart;
  private readonly map: MapChart;
  private readonly bars: BarChart;
  private readonly values: LineChart;
  private readonly steps: LineChart;
  /** What the charts beside the one in front were drawn from: they stay as they are while the point is dragged. */
  private readonly drawn = new Map<Plot, readonly unknown[]>();

  constructor(announcer: Announcer) {
    this.slice = new LineChart(announcer);
    this.map = new MapChart(announcer);
    this.bars = new BarChart(announcer);
    this.values = new LineChart(announcer);
    this.steps = new LineChart(announcer);
  }

  of(plot: Plot) {
    return this[plot];
  }

  get elements(): Readonly<Record<Plot, HTMLElement>> {
    const { slice, map, bars, values, steps } = this;
    return {
      slice: slice.element,
      map: map.element,
      bars: bars.element,
      values: values.element,
      steps: steps.element,
    };
  }

  /** Draws the charts that are in sight; those that have no data yet are empty. */
  draw(inSight: readonly Plot[], view: ChartsView): void {
    const { gradient, slice, moved, gone, move, choose } = view;
    const theme = readTheme();
    const { steps } = gradient.plots ?? {};
    const show: Readonly<Record<Plot, () => void>> = {
      slice: () => this.slice.show(slice && sliceChart(gradient, slice, gone, move), theme),
      map: () => this.map.show(mapChart(gradient, moved, gone, move), theme),
      bars: () => this.bars.show(barsChart(gradient, choose), theme),
      values: () => this.values.show(valuesChart(gradient, gone), theme),
      steps: () =>
        this.steps.show(steps && stepErrorsChart(steps, gradient.variables[steps.variable]?.label ?? ''), theme),
    };
    const source = [gradient, gone, JSON.stringify(theme)];
    for (const plot of inSight) {
      const isFront = plot === 'slice' || plot === 'map';
      if (!isFront && source.every((each, i) => each === this.drawn.get(plot)?.[i])) continue;
      this.drawn.set(plot, source);
      show[plot]();
    }
  }
}
