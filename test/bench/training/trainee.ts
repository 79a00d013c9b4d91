import type { TrainingData } from './data';
import type { Numerical } from './numerical';
import type { Workload } from './workloads';

/** A network that is trained in JavaScript. A promise is waited for. */
export interface Trainee {
  /** The mean loss of some samples, with the parameters as they are. */
  readonly loss: (picked: Uint32Array) => number | Promise<number>;
  /** Forward, backward and update for some samples. */
  readonly step: (picked: Uint32Array) => void | Promise<void>;
  /** Arrays of the parameters, in the order of the first ones; they may be changed. */
  readonly parameters?: readonly Float64Array[];
}

/** @throws Error where there is no such thing, or it cannot do that */
export type MakeTrainee = (workload: Workload, data: TrainingData) => Trainee | Promise<Trainee>;

/** Who takes part in a comparison of trainings. */
export interface Participant {
  /** The loss of each of the first mini-batches, before its update. */
  losses(steps: number): Promise<number[]>;
  /** Does mini-batches of samples drawn at random. @returns how long that took, in ms */
  steps(count: number): number | Promise<number>;
  /** The numerical gradient of the first mini-batch by some parameters, or by all of them. */
  numerical?(parameters: readonly number[]): Numerical | Promise<Numerical>;
  /** Trains and evaluates for so many ms, and tells of it or does not. @returns the time of a mini-batch in ms */
  epochs?(duration: number, streamed: boolean): Promise<number>;
}

/** @param data of the workload */
export function participant(trainee: Trainee, { batch, samples }: Workload, { order }: TrainingData): Participant {
  const picked = new Uint32Array(batch);
  return {
    async losses(steps) {
      const losses: number[] = [];
      for (let i = 0; i < steps; i++) {
        picked.set(order.subarray(i * batch, (i + 1) * batch));
        losses.push(await trainee.loss(picked));
        await trainee.step(picked);
      }
      return losses;
    },
    async steps(count) {
      const start = performance.now();
      for (let i = 0; i < count; i++) {
        for (let n = 0; n < batch; n++) picked[n] = Math.floor(Math.random() * samples);
        const done = trainee.step(picked);
        if (done) await done;
      }
      return performance.now() - start;
    },
    async numerical(parameters) {
      picked.set(order.subarray(0, batch));
      const start = performance.now();
      const gradient = await numericalGradient(trainee, picked, parameters);
      const all = trainee.parameters!.reduce((sum, { length }) => sum + length, 0);
      return { time: ((performance.now() - start) * all) / parameters.length, gradient };
    },
  };
}

/** The book's `numerical_gradient` (4.4) by some parameters. */
async function numericalGradient(
  { loss, parameters = [] }: Trainee,
  picked: Uint32Array,
  wanted: readonly number[],
): Promise<number[]> {
  const h = 1e-4;
  const gradient: number[] = [];
  for (let place of wanted) {
    const array = parameters.find(({ length }) => place < length || ((place -= length), false))!;
    const value = array[place]!;
    array[place] = value + h;
    const above = await loss(picked);
    array[place] = value - h;
    const below = await loss(picked);
    array[place] = value;
    gradient.push((above - below) / (2 * h));
  }
  return gradient;
}
