import type { Part } from '../data/dataset';
import { positionOf } from '../numerics/tensor';
import type { BadNumber, Model } from './model';
import type { Divergence } from './progress';

/** A loss so many times as large as it could be for a good reason is on its way to infinity. */
const GROWTH = 1e6;

/**
 * The loss beyond which a training diverges: a million times what it began with. What a regression loses by saying 0
 * counts, too, since its first mini-batch may by chance hold small numbers only.
 *
 * @param first loss of the first mini-batch
 * @param ofZero as `lossOfZero`
 */
export function lossBound(first: number, ofZero: number): number {
  return GROWTH * (1 + first + ofZero);
}

/** What a model that says 0 loses in a regression, ½ Σ t² a sample in the mean; 0 of a classification. */
export function lossOfZero({ dataset: { targets }, rows }: Part): number {
  if (targets.task === 'classification') return 0;
  const { values, names } = targets;
  let sum = 0;
  for (const row of rows)
    for (let i = row * names.length; i < (row + 1) * names.length; i++) sum += values[i]! * values[i]!;
  return sum / (2 * rows.length);
}

/** A divergence, not yet known whether one can go on after it. */
export type FoundDivergence = Omit<Divergence, 'recoverable'>;

/** The divergence that a number shows that is infinite or NaN. */
export function notFinite(step: number, { kind, layer, parameter, index, value }: BadNumber): FoundDivergence {
  return { step, reason: 'notFinite', kind, ...placeOf(layer, parameter), index, value };
}

/** The divergence of a loss that is finite still, but beyond all bounds; it names the parameter that is the largest. */
export function grown(step: number, loss: number, { parameters }: Model): FoundDivergence {
  let [largest, at] = [parameters[0]!, 0];
  for (const parameter of parameters) {
    const { values } = parameter;
    for (let i = 0; i < values.length; i++)
      if (Math.abs(values[i]!) > Math.abs(largest.values[at]!)) [largest, at] = [parameter, i];
  }
  const { layer, name, shape } = largest;
  return { step, reason: 'growth', kind: 'loss', ...placeOf(layer, name), index: positionOf(at, shape), value: loss };
}

function placeOf(
  layer: number | undefined,
  parameter: string | undefined,
): Pick<FoundDivergence, 'layer' | 'parameter'> {
  return { ...(layer !== undefined && { layer }), ...(parameter !== undefined && { parameter }) };
}
