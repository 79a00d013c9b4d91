import { fastDerivative } from '../../numerics/adaptive';
import type { DerivativeStatus } from '../../numerics/derivative';
import { Problem, type ProblemData } from '../../numerics/problem';
import { Random } from '../../numerics/random';
import type { TrainingConfig } from '../config';
import type { Batch } from '../model';
import { isTooSlow, slowness } from './slowness';
import type { UserModel } from './userModel';

/**
 * Tries a user's model on its first batch, so that what is wrong with it is told before the training begins.
 *
 * @returns what to say where it is slow
 * @throws Problem what is wrong with what its functions give; `model-not-deterministic`; `model-slope` where the gradient
 *   is not the slope of the loss; `model-too-slow`
 */
export function checkedAtFirst(
  model: UserModel,
  batch: Batch,
  { gradient }: Pick<TrainingConfig['training'], 'gradient'>,
): ProblemData | undefined {
  const value = model.loss(batch);
  const other = model.loss(batch);
  if (!Object.is(value, other)) throw new Problem('model-not-deterministic', { value, other });
  model.predictions(batch);
  const parameters = model.values.length;
  const seconds = secondsOf(() => model.loss(batch));
  if (gradient === 'numerical') {
    const estimate = { seconds: (2 * parameters + 1) * seconds, parameters };
    if (isTooSlow(estimate)) throw new Problem('model-too-slow', estimate);
    return slowness(estimate);
  }
  const swept = secondsOf(() => model.differentiate(batch));
  if (Number.isFinite(value)) checkSlopes(model, batch);
  return slowness({ seconds: seconds + swept, parameters });
}

/** How long something takes; the second time it is compiled. */
function secondsOf(run: () => unknown): number {
  const times = [0, 1].map(() => {
    const start = performance.now();
    run();
    return (performance.now() - start) / 1000;
  });
  return Math.min(...times);
}

/** Verdicts on a numerical derivative that an exact one can stand beside. */
const DIFFERENTIABLE: readonly DerivativeStatus[] = ['ok', 'noisy', 'plateau'];

/** How far they may be apart, in bars of the numerical one and relative to it: kinks may be close. */
const BARS = 10;
const RELATIVE = 1e-6;

/**
 * Compares the gradient with slopes of the loss in random directions; a number that was not followed shows in them.
 *
 * @throws Problem `model-slope` where two directions speak against it
 */
function checkSlopes(model: UserModel, batch: Batch): void {
  const { values, gradient } = model;
  const start = values.slice();
  const random = Random.seeded(0, 'points');
  for (let attempt = 0; ; attempt++) {
    const direction = unitVector(values.length, random);
    const along = (s: number): number => {
      for (let i = 0; i < values.length; i++) values[i] = start[i]! + s * direction[i]!;
      return model.loss(batch);
    };
    const { status, derivative, error } = fastDerivative(along, 0, { value: along(0) });
    values.set(start);
    if (derivative === null || !DIFFERENTIABLE.includes(status)) return;
    const exact = gradient.reduce((sum, each, i) => sum + each * direction[i]!, 0);
    const apart = Math.abs(exact - derivative);
    if (apart <= BARS * error! + RELATIVE * Math.max(Math.abs(exact), Math.abs(derivative))) return;
    if (attempt > 0) throw new Problem('model-slope', { exact, numeric: derivative, error: error! });
  }
}

function unitVector(length: number, random: Random): Float64Array {
  const direction = Float64Array.from({ length }, () => random.normal());
  const norm = Math.sqrt(direction.reduce((sum, each) => sum + each * each, 0));
  return direction.map(each => each / norm);
}
