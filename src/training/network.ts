import type { Activation, AffineSize, Kernels } from '../kernels/kernels';
import type { Random } from '../numerics/random';
import { initialDeviation, initializeNormal, type Initialization } from './initialization';

/** A fully connected layer as it is configured. */
export interface LayerShape {
  readonly units: number;
  readonly activation: Activation;
}

/** Bytes of all the numbers of a network for batches of at most `capacity` samples. */
export function networkBytes(inputs: number, hidden: readonly LayerShape[], classes: number, capacity: number): number {
  const sizes = layerSizes(inputs, hidden, classes);
  const outputs = capacity * sizes.reduce((sum, { units }) => sum + units, 0);
  return 2 * Float32Array.BYTES_PER_ELEMENT * (parameterCount(sizes) + outputs); // values and gradients
}

interface LayerSize extends LayerShape {
  readonly inputs: number;
}

function layerSizes(inputs: number, hidden: readonly LayerShape[], classes: number): LayerSize[] {
  // Softmax comes after the output layer, with the loss.
  const shapes: LayerShape[] = [...hidden, { units: classes, activation: 'identity' }];
  return shapes.map((shape, index) => ({ ...shape, inputs: shapes[index - 1]?.units ?? inputs }));
}

function parameterCount(sizes: readonly LayerSize[]): number {
  return sizes.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0);
}

/** A matrix of weights or a vector of biases, with its gradient. */
export interface Parameter {
  /** W1, b1, W2, … */
  readonly name: string;
  /** [inputs, outputs] of weights, [outputs] of biases. */
  readonly shape: readonly number[];
  readonly values: Float32Array;
  readonly gradient: Float32Array;
}

/**
 * A network of fully connected layers that ends in a unit a class, softmax and cross-entropy:
 * a₁ = x W₁ + b₁, z₁ = h(a₁), a₂ = z₁ W₂ + b₂, …, p = softmax(aₗ).
 *
 * All buffers are made once, for batches of at most `capacity` samples.
 */
export class Network {
  /** W1, b1, W2, b2, …; views of `values` and `gradient`. */
  readonly parameters: readonly Parameter[];
  /** All weights and biases, one after the other. */
  readonly values: Float32Array;
  /** ∂L/∂ of each of them, filled by `backward`. */
  readonly gradient: Float32Array;

  private readonly layers: readonly Layer[];

  /** @param hidden the layers before the output layer */
  constructor(
    readonly inputs: number,
    hidden: readonly LayerShape[],
    readonly classes: number,
    readonly capacity: number,
    private readonly kernels: Kernels,
  ) {
    const sizes = layerSizes(inputs, hidden, classes);
    const count = parameterCount(sizes);
    this.values = new Float32Array(count);
    this.gradient = new Float32Array(count);
    let offset = 0;
    const parameter = (name: string, shape: readonly number[]): Parameter => {
      const end = offset + shape.reduce((product, size) => product * size, 1);
      const [values, gradient] = [this.values.subarray(offset, end), this.gradient.subarray(offset, end)];
      offset = end;
      return { name, shape, values, gradient };
    };
    this.layers = sizes.map((size, index) => {
      const w = parameter(`W${index + 1}`, [size.inputs, size.units]);
      const b = parameter(`b${index + 1}`, [size.units]);
      return new Layer(w, b, size.activation, capacity, kernels);
    });
    this.parameters = this.layers.flatMap(({ w, b }) => [w, b]);
  }

  /** Gives the weights random values and the biases zero. */
  initialize(initialization: Initialization, random: Random): void {
    for (const { w, b, activation } of this.layers) {
      initializeNormal(w.values, initialDeviation(initialization, w.shape[0]!, activation), random);
      b.values.fill(0);
    }
  }

  /**
   * Runs samples through the network.
   *
   * @param x features, shape [N, inputs], N at most `capacity`
   * @param labels classes of the N samples
   * @returns the sum of their losses; the probabilities are in `probabilities`
   */
  forward(x: Float32Array, labels: Uint8Array, samples: number): number {
    let input = x;
    for (const layer of this.layers) input = layer.forward(input, samples);
    return this.kernels.softmaxCrossEntropyForward(input, labels, samples, this.classes);
  }

  /** Class probabilities of the samples of the last `forward`, shape [N, classes]; `backward` overwrites them. */
  get probabilities(): Float32Array {
    return this.layers.at(-1)!.output;
  }

  /** Fills `gradient` with that of the mean loss over the samples of the last `forward`, given again. */
  backward(x: Float32Array, labels: Uint8Array, samples: number): void {
    let dy = this.probabilities;
    this.kernels.softmaxCrossEntropyBackward(dy, labels, samples, this.classes);
    for (let index = this.layers.length - 1; index > 0; index--) {
      const below = this.layers[index - 1]!;
      this.layers[index]!.backward(below.output, dy, below.outputGradient, samples);
      dy = below.outputGradient;
    }
    this.layers[0]!.backward(x, dy, undefined, samples);
  }
}

/** y = h(x W + b). */
class Layer {
  readonly output: Float32Array;
  readonly outputGradient: Float32Array;

  constructor(
    readonly w: Parameter,
    readonly b: Parameter,
    readonly activation: Activation,
    capacity: number,
    private readonly kernels: Kernels,
  ) {
    this.output = new Float32Array(capacity * b.values.length);
    this.outputGradient = new Float32Array(capacity * b.values.length);
  }

  forward(x: Float32Array, samples: number): Float32Array {
    this.kernels.affineForward(x, this.w.values, this.b.values, this.output, this.size(samples));
    this.kernels.activationForward(this.activation, this.output, samples * this.b.values.length);
    return this.output;
  }

  /**
   * @param dy gradient with respect to the output; is overwritten
   * @param dx where the gradient with respect to the input goes; undefined where nobody asks
   */
  backward(x: Float32Array, dy: Float32Array, dx: Float32Array | undefined, samples: number): void {
    const size = this.size(samples);
    this.kernels.activationBackward(this.activation, this.output, dy, samples * size.outputs);
    this.kernels.affineBackwardParameters(x, dy, this.w.gradient, this.b.gradient, size);
    if (dx) this.kernels.affineBackwardInput(dy, this.w.values, dx, size);
  }

  private size(samples: number): AffineSize {
    return { samples, inputs: this.w.shape[0]!, outputs: this.w.shape[1]! };
  }
}
