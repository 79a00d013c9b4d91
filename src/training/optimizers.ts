import type { Floats } from '../kernels/kernels';
import { integerPower } from '../numerics/integerPower';
import { CONSTANTS_OF, defaultConstants, type OptimizerConstants } from '../numerics/optimizers';
import type { OptimizerConfig } from './config';
import type { Model } from './model';

/** Moves the parameters of a model against their gradient. All that it does but `prepare` are calls of kernels. */
export interface Optimizer {
  /**
   * What it remembers from update to update, for all parameters in their order: v of Momentum and Nesterov, h of AdaGrad
   * and RMSProp, m and v of Adam. Together with `updates` it is the whole state; both may be written to put one back.
   */
  readonly kept: Readonly<Record<string, Floats>>;
  /** Updates done so far. */
  updates: number;

  /** Moves the parameters to where the gradient is to be taken; `lookBack` comes before anything else is done. */
  lookAhead?(): void;
  /** Puts the parameters back to what they were before `lookAhead`, exactly. */
  lookBack?(): void;

  /** Counts an update, which `move` is to do next, and works out what differs from update to update. */
  prepare(learningRate: number): void;

  /** w ← w − …, with the gradient that the model holds; λ W is added to the gradients of weights first. */
  move(): void;
}

/**
 * The optimizer of a configuration, with the constants of its form where it gives none. Formulas and sources stand in
 * numerics/optimizers.
 *
 * Nesterov's gradient is taken ahead, at w + μ v. In the paper's form the parameters are w and are moved there and back;
 * in the book's form they are the point ahead itself (Bengio et al., 2012), which is the formula of PyTorch, too. Both
 * take their gradients at the same points, but the decay of weights is that of the parameters.
 */
export function createOptimizer(config: OptimizerConfig, model: Model): Optimizer {
  const { name, form, weightDecay } = config;
  const setting: Setting = { model, weightDecay, constants: constantsOf(config) };
  switch (name) {
    case 'sgd':
      return new Sgd(setting);
    case 'momentum':
      return new Momentum(setting);
    case 'nesterov':
      return form === 'book' ? new BookNesterov(setting) : new Nesterov(setting);
    case 'adagrad':
      return new AdaGrad(setting);
    case 'rmsprop':
      return new RmsProp(setting);
    case 'adam':
      return form === 'book' ? new BookAdam(setting) : new Adam(setting);
  }
}

function constantsOf(config: OptimizerConfig): OptimizerConstants {
  const constants = { ...defaultConstants(config.name, config.form) };
  for (const name of CONSTANTS_OF[config.name]) constants[name] = config[name] ?? constants[name];
  return constants;
}

interface Setting {
  readonly model: Model;
  readonly weightDecay: number;
  readonly constants: OptimizerConstants;
}

/** What optimizers have in common: weight decay, and counting. */
abstract class Descent implements Optimizer {
  abstract readonly kept: Readonly<Record<string, Floats>>;
  updates = 0;

  protected readonly w: Floats;
  protected readonly g: Floats;
  protected readonly kernels: Model['kernels'];
  protected readonly constants: OptimizerConstants;
  /** What kernels are told: the rate of the update first. */
  protected abstract readonly numbers: Float64Array;
  private readonly decay: Float64Array;

  constructor(private readonly setting: Setting) {
    this.w = setting.model.values;
    this.g = setting.model.gradient;
    this.kernels = setting.model.kernels;
    this.constants = setting.constants;
    this.decay = this.doubles(setting.weightDecay);
  }

  prepare(learningRate: number): void {
    this.updates++;
    this.numbers[0] = learningRate;
  }

  move(): void {
    this.decayWeights();
    this.update();
  }

  protected abstract update(): void;

  /** As many numbers as there are parameters, all 0. */
  protected zeros(): Floats {
    return this.kernels.floats(this.w.length);
  }

  /** These numbers, for kernels to read. */
  protected doubles(...numbers: readonly number[]): Float64Array {
    const doubles = this.kernels.doubles(numbers.length);
    doubles.set(numbers);
    return doubles;
  }

  private decayWeights(): void {
    const { model, weightDecay } = this.setting;
    if (weightDecay === 0) return;
    for (const { decays, gradient, values } of model.parameters)
      if (decays) this.kernels.addScaled(gradient, values, this.decay);
  }
}

class Sgd extends Descent {
  readonly kept = {};
  /** −α */
  protected readonly numbers = this.doubles(0);

  override prepare(learningRate: number): void {
    super.prepare(-learningRate);
  }

  protected update(): void {
    this.kernels.addScaled(this.w, this.g, this.numbers);
  }
}

class Momentum extends Descent {
  readonly kept = { v: this.zeros() };
  /** α, μ */
  protected readonly numbers = this.doubles(0, this.constants.momentum);

  protected update(): void {
    this.kernels.momentumUpdate(this.w, this.g, this.kept.v, this.numbers);
  }
}

/** Momentum whose gradient is of the point ahead. */
class Nesterov extends Momentum {
  private readonly saved = this.zeros();
  private readonly momentum = this.doubles(this.constants.momentum);

  lookAhead(): void {
    this.kernels.copy(this.w, this.saved);
    this.kernels.addScaled(this.w, this.kept.v, this.momentum);
  }

  lookBack(): void {
    this.kernels.copy(this.saved, this.w);
  }
}

class BookNesterov extends Descent {
  readonly kept = { v: this.zeros() };
  /** α, μ */
  protected readonly numbers = this.doubles(0, this.constants.momentum);

  protected update(): void {
    this.kernels.bookNesterovUpdate(this.w, this.g, this.kept.v, this.numbers);
  }
}

class AdaGrad extends Descent {
  readonly kept = { h: this.zeros() };
  /** α, ε */
  protected readonly numbers = this.doubles(0, this.constants.epsilon);

  protected update(): void {
    this.kernels.adagradUpdate(this.w, this.g, this.kept.h, this.numbers);
  }
}

class RmsProp extends Descent {
  readonly kept = { h: this.zeros() };
  /** α, ρ, ε */
  protected readonly numbers = this.doubles(0, this.constants.decay, this.constants.epsilon);

  protected update(): void {
    this.kernels.rmspropUpdate(this.w, this.g, this.kept.h, this.numbers);
  }
}

/** The averages m and v begin with 0; what that makes them too small by is divided out. */
class Adam extends Descent {
  readonly kept = { m: this.zeros(), v: this.zeros() };
  /** α / (1 − β₁ᵗ), 1 / (1 − β₂ᵗ), β₁, β₂, ε */
  protected readonly numbers = this.doubles(0, 1, this.constants.beta1, this.constants.beta2, this.constants.epsilon);

  override prepare(learningRate: number): void {
    super.prepare(learningRate);
    const { beta1, beta2 } = this.constants;
    this.correct(learningRate / (1 - integerPower(beta1, this.updates)), 1 - integerPower(beta2, this.updates));
  }

  /** @param share how much of its final weight v has */
  protected correct(rate: number, share: number): void {
    this.numbers[0] = rate;
    this.numbers[1] = 1 / share;
  }

  protected update(): void {
    const { m, v } = this.kept;
    this.kernels.adamUpdate(this.w, this.g, m, v, this.numbers);
  }
}

/** The book corrects v in the rate, where ε does not see it. */
class BookAdam extends Adam {
  protected override correct(rate: number, share: number): void {
    this.numbers[0] = rate * Math.sqrt(share);
  }
}
