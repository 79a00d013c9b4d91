import type { Floats, Kernels } from '../kernels/kernels';
import { CONSTANTS_OF, defaultConstants, type OptimizerConstants } from '../numerics/optimizers';
import type { OptimizerConfig } from './config';
import type { Model } from './model';

/** Moves the parameters of a model against their gradient. */
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

  /** w ← w − …, with the gradient that the model holds; λ W is added to the gradients of weights first. */
  update(learningRate: number): void;
}

/**
 * The optimizer of a configuration, with the constants of its form where it gives none. Formulas and sources stand in
 * numerics/optimizers.
 *
 * Nesterov's gradient is taken ahead, at w + μ v. In the paper's form the parameters are w and are moved there and back;
 * in the book's form they are the point ahead itself (Bengio et al., 2012), which is the formula of PyTorch, too. Both
 * take their gradients at the same points, but the decay of weights is that of the parameters.
 */
export function createOptimizer(config: OptimizerConfig, model: Model, kernels: Kernels<Floats>): Optimizer {
  const { name, form, weightDecay } = config;
  const setting: Setting = { model, kernels, weightDecay, constants: constantsOf(config) };
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
  readonly kernels: Kernels<Floats>;
  readonly weightDecay: number;
  readonly constants: OptimizerConstants;
}

/** What optimizers have in common: weight decay, and counting. */
abstract class Descent implements Optimizer {
  abstract readonly kept: Readonly<Record<string, Floats>>;
  updates = 0;

  protected readonly w: Floats;
  protected readonly g: Floats;
  protected readonly kernels: Kernels<Floats>;
  protected readonly constants: OptimizerConstants;

  constructor(private readonly setting: Setting) {
    this.w = setting.model.values;
    this.g = setting.model.gradient;
    this.kernels = setting.kernels;
    this.constants = setting.constants;
  }

  update(learningRate: number): void {
    this.decayWeights();
    this.updates++;
    this.move(learningRate);
  }

  protected abstract move(learningRate: number): void;

  /** As many numbers as there are parameters, all 0. */
  protected zeros(): Floats {
    return this.w.slice().fill(0);
  }

  private decayWeights(): void {
    const { model, weightDecay } = this.setting;
    if (weightDecay === 0) return;
    for (const { decays, gradient, values } of model.parameters)
      if (decays) this.kernels.addScaled(gradient, values, weightDecay);
  }
}

class Sgd extends Descent {
  readonly kept = {};

  protected move(learningRate: number): void {
    this.kernels.addScaled(this.w, this.g, -learningRate);
  }
}

class Momentum extends Descent {
  readonly kept = { v: this.zeros() };

  protected move(learningRate: number): void {
    this.kernels.momentumUpdate(this.w, this.g, this.kept.v, learningRate, this.constants.momentum);
  }
}

/** Momentum whose gradient is of the point ahead. */
class Nesterov extends Momentum {
  private readonly saved = this.zeros();

  lookAhead(): void {
    this.saved.set(this.w);
    this.kernels.addScaled(this.w, this.kept.v, this.constants.momentum);
  }

  lookBack(): void {
    this.w.set(this.saved);
  }
}

class BookNesterov extends Descent {
  readonly kept = { v: this.zeros() };

  protected move(learningRate: number): void {
    this.kernels.bookNesterovUpdate(this.w, this.g, this.kept.v, learningRate, this.constants.momentum);
  }
}

class AdaGrad extends Descent {
  readonly kept = { h: this.zeros() };

  protected move(learningRate: number): void {
    this.kernels.adagradUpdate(this.w, this.g, this.kept.h, learningRate, this.constants.epsilon);
  }
}

class RmsProp extends Descent {
  readonly kept = { h: this.zeros() };

  protected move(learningRate: number): void {
    const { decay, epsilon } = this.constants;
    this.kernels.rmspropUpdate(this.w, this.g, this.kept.h, learningRate, decay, epsilon);
  }
}

class Adam extends Descent {
  readonly kept = { m: this.zeros(), v: this.zeros() };

  protected move(learningRate: number): void {
    const { m, v } = this.kept;
    this.kernels.adamUpdate(this.w, this.g, m, v, learningRate, this.constants, this.updates);
  }
}

class BookAdam extends Descent {
  readonly kept = { m: this.zeros(), v: this.zeros() };

  protected move(learningRate: number): void {
    const { m, v } = this.kept;
    this.kernels.bookAdamUpdate(this.w, this.g, m, v, learningRate, this.constants, this.updates);
  }
}
