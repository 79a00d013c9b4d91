import type { Floats } from '../kernels/kernels';
import { Problem } from '../numerics/problem';
import type { Model } from './model';

/** A tensor of a training's state. */
export interface StateTensor {
  readonly shape: readonly number[];
  readonly data: Floats;
}

/**
 * Everything that a training is at the beginning of a mini-batch; put back, it goes on bit for bit as it would have.
 * All of it are copies.
 */
export interface TrainerState {
  /** Mini-batches done. */
  readonly step: number;
  /** Whether the epoch that ended with this step was evaluated. */
  readonly evaluated: boolean;
  /** The rate that schedules multiply; it may have been changed while training. */
  readonly learningRate: number;
  /** State of the batches' random numbers at the beginning of the epoch: four words. */
  readonly random: readonly number[];
  /** Loss of the first mini-batch, by which growth beyond all bounds is judged; undefined before it. */
  readonly firstLoss: number | undefined;
  /**
   * W1, b1, …, and what the optimizer keeps of each, as `optimizer.m.W1`; the best parameters as `best.W1`, or the last
   * as `last.W1` where the best were put back.
   */
  readonly tensors: ReadonlyMap<string, StateTensor>;
  /** How many updates the optimizer made. */
  readonly updates: number;
  /** What early stopping remembers; undefined without it. */
  readonly early: { readonly best: number; readonly epoch: number; readonly restored: boolean } | undefined;
}

/**
 * Numbers that belong to a model's parameters, one after the other as its `values` are, by what their tensors are called
 * before the parameter's name.
 */
export type NumbersByPrefix = ReadonlyMap<string, Floats>;

/** Copies of the numbers, a tensor a parameter. */
export function tensorsOf({ parameters }: Model, numbers: NumbersByPrefix): Map<string, StateTensor> {
  const tensors = new Map<string, StateTensor>();
  for (const [prefix, all] of numbers) {
    let at = 0;
    for (const { name, shape, values } of parameters)
      tensors.set(`${prefix}${name}`, { shape, data: all.slice(at, (at += values.length)) });
  }
  return tensors;
}

/**
 * Puts back what `tensorsOf` took.
 *
 * @throws Problem `state-tensor` where one is missing or of another shape; nothing is changed then
 */
export function putBack(
  tensors: ReadonlyMap<string, StateTensor>,
  { parameters }: Model,
  numbers: NumbersByPrefix,
): void {
  const found = [...numbers].map(([prefix, all]) => ({
    all,
    parts: parameters.map(({ name, shape }) => tensorOf(tensors, `${prefix}${name}`, shape)),
  }));
  for (const { all, parts } of found) {
    let at = 0;
    for (const { data } of parts) {
      all.set(data, at);
      at += data.length;
    }
  }
}

function tensorOf(tensors: ReadonlyMap<string, StateTensor>, name: string, shape: readonly number[]): StateTensor {
  const tensor = tensors.get(name);
  if (tensor?.shape.join() === shape.join()) return tensor;
  const shapes = { expected: shapeText(shape), found: tensor ? shapeText(tensor.shape) : '' };
  throw new Problem('state-tensor', { name, ...shapes });
}

function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}
