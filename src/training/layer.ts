import type { Activation, AffineSize, Floats, Inputs, Kernels } from '../kernels/kernels';
import type { Parameter } from './model';

/** A fully connected layer at work, y = h(x W + b), for at most as many samples as its buffers hold. */
export class Layer<A extends Floats> {
  private readonly size: { -readonly [Key in keyof AffineSize]: AffineSize[Key] };

  /**
   * @param output buffer of y, shape [capacity, units]
   * @param outputGradient buffer of ∂L/∂y, the same shape
   */
  constructor(
    readonly w: Parameter<A>,
    readonly b: Parameter<A>,
    readonly activation: Activation,
    readonly output: A,
    readonly outputGradient: A,
    private readonly kernels: Kernels<A>,
  ) {
    this.size = { samples: 0, inputs: w.shape[0]!, outputs: w.shape[1]! };
  }

  get inputs(): number {
    return this.size.inputs;
  }

  get units(): number {
    return this.size.outputs;
  }

  /** @returns y, which is `output` */
  forward(x: Inputs<A>, samples: number): A {
    this.weightedSums(x, samples, this.output);
    this.activate(this.output, samples * this.units);
    return this.output;
  }

  /** a ← h(a), for the first `count` numbers. */
  activate(a: A, count: number): void {
    this.kernels.activationForward(this.activation, a, count);
  }

  /** Fills an array with x W + b, shape [samples, units], and returns it. */
  weightedSums(x: Inputs<A>, samples: number, into: A): A {
    this.size.samples = samples;
    this.kernels.affineForward(x, this.w.values, this.b.values, into, this.size);
    return into;
  }

  /**
   * Fills the gradients of W and b, for the samples of the last `forward`.
   *
   * @param dy gradient with respect to the output; is overwritten
   * @param dx where the gradient with respect to the input goes; undefined where nobody asks
   */
  backward(x: Inputs<A>, dy: A, dx: A | undefined): void {
    this.kernels.activationBackward(this.activation, this.output, dy, this.size.samples * this.units);
    this.kernels.affineBackwardParameters(x, dy, this.w.gradient, this.b.gradient, this.size);
    if (dx) this.kernels.affineBackwardInput(dy, this.w.values, dx, this.size);
  }
}
