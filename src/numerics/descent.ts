import { problemOf } from './center';
import { Growth } from './growth';
import type { Optimizer } from './optimizers';
import type { ProblemData } from './problem';

/** A function of several variables with its gradient. */
export interface Landscape {
  value(x: Float64Array): number;
  gradient(x: Float64Array): ArrayLike<number>;
}

export interface DescentOptions {
  readonly optimizer: Optimizer;
  readonly steps: number;
  /** The path is kept at every so many steps; left out, it is not kept. */
  readonly every?: number;
}

/** The points of a path at some of its steps, the first and the last among them. */
export interface Trajectory {
  readonly steps: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
  /** The points, one after the other. */
  readonly points: Float64Array<ArrayBuffer>;
}

export interface Descent {
  readonly end: Float64Array<ArrayBuffer>;
  /** The function's value at the end; NaN where it has none. */
  readonly value: number;
  /** Steps done: fewer than asked for where the path could not go on. */
  readonly steps: number;
  /** At which step, and how, it went astray. */
  readonly diverged?: { readonly at: number; readonly problem: ProblemData };
  readonly trajectory?: Trajectory;
}

/**
 * Goes down a function from a point, step by step against its gradient.
 *
 * A path that grows without bounds is said to diverge, but goes on; it ends where numbers are no longer finite, where
 * there is no gradient and where the function throws.
 *
 * Source: "Deep Learning from Scratch", 4.4.1 (`gradient_descent`).
 *
 * @param start not changed
 * @throws Problem what the function throws at the start
 */
export function descend(landscape: Landscape, start: ArrayLike<number>, options: DescentOptions): Descent {
  const { steps, every } = options;
  const walk = new Walk(landscape, Float64Array.from(start), options.optimizer);
  const watch = new Watch(walk);
  const path = every === undefined ? undefined : new Path(every);
  path?.add(walk);
  let end = walk.valueProblem();
  let diverged: Descent['diverged'] = end && { at: 0, problem: end };
  while (!end && walk.steps < steps) {
    end = walk.next();
    const problem = end ?? watch.look(walk);
    if (problem) diverged ??= { at: walk.steps, problem };
    path?.add(walk);
  }
  path?.close(walk);
  const { x, value } = walk;
  const trajectory = path?.trajectory();
  return { end: x, value, steps: walk.steps, ...(diverged && { diverged }), ...(trajectory && { trajectory }) };
}

/** Where a descent is. */
class Walk {
  steps = 0;
  value: number;

  constructor(
    private readonly landscape: Landscape,
    readonly x: Float64Array<ArrayBuffer>,
    private readonly optimizer: Optimizer,
  ) {
    this.value = landscape.value(x);
  }

  /** One step; returns why there can be no further. */
  next(): ProblemData | undefined {
    const { landscape, optimizer, x } = this;
    try {
      const gradient = landscape.gradient(optimizer.ahead?.(x) ?? x);
      if (!isFinite(gradient)) return { code: 'descent-no-gradient', args: { step: this.steps } };
      optimizer.step(x, gradient);
      this.steps++;
      this.value = NaN;
      if (isFinite(x)) this.value = landscape.value(x);
      return this.valueProblem();
    } catch (error) {
      return problemOf(error);
    }
  }

  valueProblem(): ProblemData | undefined {
    const { value, steps } = this;
    return Number.isFinite(value) ? undefined : { code: 'descent-not-finite', args: { value, step: steps } };
  }
}

function isFinite(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** A path that diverges is at least so many times as far away, or as high, as it was at the start. */
const FAR = 1000;

/** Notices when the point moves away, or the value rises, without bounds. */
class Watch {
  private readonly size: Growth;
  private readonly rise: Growth;
  private readonly startValue: number;

  constructor({ x, value }: Walk) {
    this.startValue = value;
    this.size = new Growth(FAR * Math.max(1, largest(x)));
    this.rise = new Growth(FAR * Math.abs(value));
    this.size.add(largest(x));
    this.rise.add(0);
  }

  /** What is wrong with where the walk has come to. */
  look({ x, value, steps }: Walk): ProblemData | undefined {
    const size = largest(x);
    const [grows, rises] = [this.size.add(size), this.rise.add(value - this.startValue)];
    if (grows) return { code: 'descent-point-grows', args: { step: steps, size } };
    return rises ? { code: 'descent-value-grows', args: { step: steps, value, start: this.startValue } } : undefined;
  }
}

/** |x|, the largest of the absolute values. */
function largest(x: Float64Array): number {
  return x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** Keeps the points of a walk at every so many steps. */
class Path {
  private readonly steps: number[] = [];
  private readonly values: number[] = [];
  private readonly points: number[] = [];

  constructor(private readonly every: number) {}

  add({ steps, value, x }: Walk): void {
    if (steps % this.every === 0) this.push(steps, value, x);
  }

  /** The last point belongs to it, whatever its step. */
  close({ steps, value, x }: Walk): void {
    this.push(steps, value, x);
  }

  trajectory(): Trajectory {
    const { steps, values, points } = this;
    return { steps: Float64Array.from(steps), values: Float64Array.from(values), points: Float64Array.from(points) };
  }

  private push(steps: number, value: number, x: Float64Array): void {
    if (this.steps.at(-1) === steps) return; // the walk did not get on
    this.steps.push(steps);
    this.values.push(value);
    for (const each of x) this.points.push(each);
  }
}
