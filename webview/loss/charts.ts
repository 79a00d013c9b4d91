import * as l10n from '@vscode/l10n';
import type { LossComparison } from '../../src/editor/loss/messages';
import { lossName } from '../../src/words/losses';
import { formatNumber } from '../../src/words/numbers';
import type { BarChartData } from '../shared/barChart';
import {
  labelsInSample,
  rangeOfSample,
  sampleShares,
  shownSample,
  type ElementRange,
  type ShownElements,
} from './elements';
import type { LossIntent } from './intent';
import { chartedLoss, tensorResult } from './results';

/** A column of the data table, and a series of bars. */
export interface ElementColumn {
  readonly name: string;
  readonly values: Float64Array;
}

/** A small chart below the large one, with its heading. */
export interface SmallChart {
  readonly heading: string;
  readonly data: BarChartData;
}

export const KEYS = () => l10n.t('Arrow keys walk the elements, T shows the table.');

/** The theme's colours: prediction and target have the first two. */
const SHARE_COLOR = 3;
const GRADIENT_COLOR = 2;

/** Everything known of each element: the arrays themselves, then what the measures say of it. */
export function elementColumns(comparison: LossComparison, elements: ShownElements, intent: LossIntent) {
  const loss = chartedLoss(comparison, intent);
  return {
    bars: barColumns(comparison, elements),
    information: aloneColumn(comparison, 'information'),
    terms: loss && { name: l10n.t('Term of {0}', lossName(loss.id)), values: loss.terms },
    gradient: loss && { name: `∂L/∂${comparison.prediction.name}`, values: loss.gradient },
  };
}

/** Prediction and target; of an array alone its softmax where it has one. */
function barColumns(comparison: LossComparison, { prediction, target }: ShownElements): ElementColumn[] {
  const columns = [{ name: comparison.prediction.name, values: prediction }];
  if (target && comparison.target) return [...columns, { name: comparison.target.name, values: target }];
  const softmax = aloneColumn(comparison, 'softmax');
  return softmax ? [...columns, softmax] : columns;
}

function aloneColumn(comparison: LossComparison, id: 'information' | 'softmax'): ElementColumn | undefined {
  const result = tensorResult(comparison, id);
  return result && { name: lossName(id), values: result.data };
}

/** Bars of prediction and target, of a batch one sample's. */
export function mainChart(comparison: LossComparison, elements: ShownElements, intent: LossIntent): BarChartData {
  const range = rangeOfSample(elements, intent.sample);
  const { bars, information, terms, gradient } = elementColumns(comparison, elements, intent);
  const details = [information, terms, ...(comparison.target ? [gradient] : [])];
  const [first, second] = bars;
  const title =
    second === undefined
      ? l10n.t('Bars of {0}.', first!.name)
      : l10n.t('Bars of {0} and {1}.', first!.name, second.name);
  return {
    title: `${title} ${KEYS()}`,
    labels: labelsInSample(elements, range),
    series: bars.map(({ name, values }) => ({ name, values: part(values, range) })),
    detail: point =>
      details
        .flatMap(column => (column ? [`${column.name}: ${formatNumber(column.values[range.start + point]!)}`] : []))
        .join('. '),
  };
}

/**
 * What each element, of a batch each sample, adds to the loss; beside it the gradient. Of an array alone its information
 * content stands beside what each element adds to the entropy.
 */
export function smallCharts(
  comparison: LossComparison,
  elements: ShownElements,
  intent: LossIntent,
  goToSample: (sample: number) => void,
): SmallChart[] {
  const range = rangeOfSample(elements, intent.sample);
  const labels = labelsInSample(elements, range);
  const { information, terms, gradient } = elementColumns(comparison, elements, intent);
  const small = (heading: string, { name, values }: ElementColumn, color: number): SmallChart => ({
    heading,
    data: { title: `${heading}. ${KEYS()}`, labels, series: [{ name, values: part(values, range), color }] },
  });
  if (!terms || !gradient) return information ? [small(information.name, information, GRADIENT_COLOR)] : [];
  if (!comparison.target) {
    const share = small(l10n.t('Share of the entropy'), terms, SHARE_COLOR);
    return information ? [small(information.name, information, GRADIENT_COLOR), share] : [share];
  }
  return [
    elements.samples > 1
      ? sampleChart(elements, terms, intent, goToSample)
      : small(l10n.t('Share of the loss per element'), terms, SHARE_COLOR),
    small(l10n.t('Gradient {0}', gradient.name), gradient, GRADIENT_COLOR),
  ];
}

function sampleChart(
  elements: ShownElements,
  { name, values }: ElementColumn,
  { sample }: LossIntent,
  goToSample: (sample: number) => void,
): SmallChart {
  const heading = l10n.t('Share of the loss per sample');
  const shares = sampleShares(elements, values);
  return {
    heading,
    data: {
      title: `${heading}. ${l10n.t('Enter shows the sample.')} ${KEYS()}`,
      labels: Array.from(shares, (_, index) => String(index)),
      series: [{ name, values: shares, color: SHARE_COLOR }],
      marked: shownSample(elements, sample),
      activate: goToSample,
    },
  };
}

function part(values: Float64Array, { start, end }: ElementRange): Float64Array {
  return values.subarray(start, end);
}
