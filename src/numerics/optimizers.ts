/** How a point is moved against its gradient. */
export const OPTIMIZERS = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam'] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

/**
 * As the book writes an optimizer ("Deep Learning from Scratch", 6.1, with its repository), or as it was published; they
 * differ in where ε stands and in defaults. SGD and Momentum have one form only.
 */
export const FORMS = ['book', 'paper'] as const;
export type OptimizerForm = (typeof FORMS)[number];

/** The constants of the optimizers; each uses those its formula names. */
export interface OptimizerConstants {
  /** α. */
  readonly learningRate: number;
  /** μ of Momentum and Nesterov. */
  readonly momentum: number;
  /** ρ of RMSProp: how much of its average of squares is kept. */
  readonly decay: number;
  /** β₁ and β₂ of Adam: how much of its averages of gradients and of their squares is kept. */
  readonly beta1: number;
  readonly beta2: number;
  /** ε, which keeps AdaGrad, RMSProp and Adam from dividing by 0. */
  readonly epsilon: number;
}

/** The constants that an optimizer takes besides the learning rate. */
export const CONSTANTS_OF: Readonly<Record<OptimizerName, readonly (keyof OptimizerConstants)[]>> = {
  sgd: [],
  momentum: ['momentum'],
  nesterov: ['momentum'],
  adagrad: ['epsilon'],
  rmsprop: ['decay', 'epsilon'],
  adam: ['beta1', 'beta2', 'epsilon'],
};

/**
 * The constants an optimizer has unless others are given.
 *
 * ε is 1e-7 everywhere in the book; 1e-8 in Adam's paper and for RMSProp, whose lecture has none and where PyTorch adds
 * 1e-8; 1e-10 for AdaGrad, again as in PyTorch, since its paper leaves it open. RMSProp keeps 0.99 in the book, 0.9 in
 * the lecture.
 */
export function defaultConstants(name: OptimizerName, form: OptimizerForm): OptimizerConstants {
  const paperEpsilon = name === 'adagrad' ? 1e-10 : 1e-8;
  return {
    learningRate: name === 'adam' ? 0.001 : 0.01,
    momentum: 0.9,
    decay: form === 'book' ? 0.99 : 0.9,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: form === 'book' ? 1e-7 : paperEpsilon,
  };
}

/** Moves a point against its gradient; it remembers the steps before. */
export interface Optimizer {
  /** Where the gradient is to be taken; the point itself where it is left out. */
  ahead?(x: Float64Array): Float64Array;
  /** x ← x − …, in place. */
  step(x: Float64Array, gradient: ArrayLike<number>): void;
}

/** @param length of the points */
export function createOptimizer(
  name: OptimizerName,
  form: OptimizerForm,
  constants: OptimizerConstants,
  length: number,
): Optimizer {
  switch (name) {
    case 'sgd':
      return new Sgd(constants);
    case 'momentum':
      return new Momentum(constants, length);
    case 'nesterov':
      return form === 'book' ? new BookNesterov(constants, length) : new Nesterov(constants, length);
    case 'adagrad':
      return new AdaGrad(constants, length);
    case 'rmsprop':
      return new RmsProp(constants, length);
    case 'adam':
      return form === 'book' ? new BookAdam(constants, length) : new Adam(constants, length);
  }
}

/** Gradient descent, x ← x − α ∇f. Source: "Deep Learning from Scratch", 6.1.2. */
class Sgd implements Optimizer {
  constructor(private readonly constants: OptimizerConstants) {}

  step(x: Float64Array, gradient: ArrayLike<number>): void {
    const { learningRate } = this.constants;
    for (let i = 0; i < x.length; i++) x[i]! -= learningRate * gradient[i]!;
  }
}

/** An optimizer that keeps one number for each of the point's. */
abstract class Remembering implements Optimizer {
  protected readonly kept: Float64Array;

  constructor(
    protected readonly constants: OptimizerConstants,
    length: number,
  ) {
    this.kept = new Float64Array(length);
  }

  abstract step(x: Float64Array, gradient: ArrayLike<number>): void;
}

/**
 * v ← μ v − α ∇f, x ← x + v.
 *
 * Source: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964; "Deep Learning from
 * Scratch", 6.1.4.
 */
class Momentum extends Remembering {
  step(x: Float64Array, gradient: ArrayLike<number>): void {
    const { learningRate, momentum } = this.constants;
    const v = this.kept;
    for (let i = 0; i < x.length; i++) {
      v[i] = momentum * v[i]! - learningRate * gradient[i]!;
      x[i]! += v[i]!;
    }
  }
}

/**
 * Momentum with the gradient of where it leads: v ← μ v − α ∇f(x + μ v), x ← x + v.
 *
 * Source: I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On the importance of initialization and momentum in deep
 * learning", 2013, equations 3 and 4.
 */
class Nesterov extends Momentum {
  ahead(x: Float64Array): Float64Array {
    return x.map((value, i) => value + this.constants.momentum * this.kept[i]!);
  }
}

/**
 * The same seen from the point ahead, X = x + μ v, which takes its place: X ← X + μ² v − (1 + μ) α ∇f(X),
 * v ← μ v − α ∇f(X).
 *
 * Source: Y. Bengio, N. Boulanger-Lewandowski and R. Pascanu, "Advances in optimizing recurrent networks", 2012,
 * equations 6 and 7; the repository of "Deep Learning from Scratch" as it was corrected.
 */
class BookNesterov extends Remembering {
  step(x: Float64Array, gradient: ArrayLike<number>): void {
    const { learningRate, momentum } = this.constants;
    const v = this.kept;
    for (let i = 0; i < x.length; i++) {
      x[i]! += momentum * momentum * v[i]!;
      x[i]! -= (1 + momentum) * learningRate * gradient[i]!;
      v[i] = v[i]! * momentum - learningRate * gradient[i]!;
    }
  }
}

/**
 * h ← h + (∇f)², x ← x − α ∇f / (√h + ε).
 *
 * Source: J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods for online learning and stochastic
 * optimization", 2011, figure 1; "Deep Learning from Scratch", 6.1.5.
 */
class AdaGrad extends Remembering {
  step(x: Float64Array, gradient: ArrayLike<number>): void {
    const { learningRate, epsilon } = this.constants;
    const h = this.kept;
    for (let i = 0; i < x.length; i++) {
      const g = gradient[i]!;
      h[i]! += g * g;
      x[i]! -= (learningRate * g) / (Math.sqrt(h[i]!) + epsilon);
    }
  }
}

/**
 * h ← ρ h + (1 − ρ) (∇f)², x ← x − α ∇f / (√h + ε).
 *
 * Source: T. Tieleman and G. Hinton, "Neural networks for machine learning", lecture 6.5, 2012; the repository of "Deep
 * Learning from Scratch".
 */
class RmsProp extends Remembering {
  step(x: Float64Array, gradient: ArrayLike<number>): void {
    const { learningRate, decay, epsilon } = this.constants;
    const h = this.kept;
    for (let i = 0; i < x.length; i++) {
      const g = gradient[i]!;
      h[i] = decay * h[i]! + (1 - decay) * g * g;
      x[i]! -= (learningRate * g) / (Math.sqrt(h[i]!) + epsilon);
    }
  }
}

/** The averages that Adam keeps: m ← β₁ m + (1 − β₁) ∇f, v ← β₂ v + (1 − β₂) (∇f)². */
abstract class Averages implements Optimizer {
  private readonly m: Float64Array;
  private readonly v: Float64Array;
  private t = 0;

  constructor(
    protected readonly constants: OptimizerConstants,
    length: number,
  ) {
    this.m = new Float64Array(length);
    this.v = new Float64Array(length);
  }

  /** By how much x is moved in step t. */
  protected abstract change(m: number, v: number, t: number): number;

  step(x: Float64Array, gradient: ArrayLike<number>): void {
    const { beta1, beta2 } = this.constants;
    const { m, v } = this;
    this.t++;
    for (let i = 0; i < x.length; i++) {
      const g = gradient[i]!;
      m[i]! += (1 - beta1) * (g - m[i]!);
      v[i]! += (1 - beta2) * (g * g - v[i]!);
      x[i]! -= this.change(m[i]!, v[i]!, this.t);
    }
  }
}

/**
 * m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ), x ← x − α m̂ / (√v̂ + ε).
 *
 * Source: D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
 */
class Adam extends Averages {
  protected change(m: number, v: number, t: number): number {
    const { learningRate, beta1, beta2, epsilon } = this.constants;
    return (learningRate * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon);
  }
}

/**
 * x ← x − αₜ m / (√v + ε) with αₜ = α √(1 − β₂ᵗ) / (1 − β₁ᵗ): ε stands beside the root of v that is not corrected.
 *
 * Source: "Deep Learning from Scratch", 6.1.6; D. P. Kingma and J. Ba, 2015, end of section 2.
 */
class BookAdam extends Averages {
  protected change(m: number, v: number, t: number): number {
    const { learningRate, beta1, beta2, epsilon } = this.constants;
    const rate = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    return (rate * m) / (Math.sqrt(v) + epsilon);
  }
}
