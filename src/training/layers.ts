import type { Activation, Floats, Inputs, Kernels } from '../kernels/kernels';
import type { LossName } from './config';
import { createHead, outputUnits, type BatchTargets, type Head } from './head';
import { Layer } from './layer';
import type { Parameter } from './model';

/** A hidden layer as it is configured. */
export interface LayerShape {
  readonly units: number;
  readonly activation: Activation;
}

/** What a network is made of. */
export interface NetworkShape {
  /** D, features of a sample. */
  readonly inputs: number;
  /** The hidden layers. */
  readonly layers: readonly LayerShape[];
  readonly loss: LossName;
  /** K classes or T numbers to learn; binary cross-entropy has a single unit for its two classes. */
  readonly outputs: number;
}

interface LayerSize extends LayerShape {
  readonly inputs: number;
}

/** The layers with the output layer, which has no activation: softmax and sigmoid come after it, with the loss. */
export function layerSizes({ inputs, layers, loss, outputs }: NetworkShape): LayerSize[] {
  const shapes: LayerShape[] = [...layers, { units: outputUnits(loss, outputs), activation: 'identity' }];
  return shapes.map((shape, index) => ({ ...shape, inputs: shapes[index - 1]?.units ?? inputs }));
}

/** Number of weights and biases. */
export function parameterCount(sizes: readonly LayerSize[]): number {
  return sizes.reduce((sum, { inputs, units }) => sum + (inputs + 1) * units, 0);
}

/**
 * The layers of a network with all their numbers, and its loss: a₁ = x W₁ + b₁, z₁ = h(a₁), a₂ = z₁ W₂ + b₂, …,
 * L = loss(aₗ, t). All buffers are made once, for batches of at most `capacity` samples.
 */
export class Layers<A extends Floats> {
  /** All weights and biases, one after the other. */
  readonly values: A;
  /** ∂L/∂ each of them. */
  readonly gradient: A;
  /** W1, b1, W2, b2, …; views of `values` and `gradient`. */
  readonly parameters: readonly Parameter<A>[];
  readonly all: readonly Layer<A>[];
  readonly head: Head<A>;

  constructor(
    shape: NetworkShape,
    readonly capacity: number,
    kernels: Kernels<A>,
  ) {
    const sizes = layerSizes(shape);
    this.values = kernels.floats(parameterCount(sizes));
    this.gradient = kernels.floats(this.values.length);
    let offset = 0;
    const parameter = (kind: 'W' | 'b', layer: number, shape: readonly number[]): Parameter<A> => {
      const end = offset + shape.reduce((product, size) => product * size, 1);
      const view = (of: A) => of.subarray(offset, end) as A;
      const made = { name: `${kind}${layer}`, layer, shape, decays: kind === 'W' };
      const views = { values: view(this.values), gradient: view(this.gradient) };
      offset = end;
      return { ...made, ...views };
    };
    this.all = sizes.map(({ inputs, units, activation }, index) => {
      const w = parameter('W', index + 1, [inputs, units]);
      const b = parameter('b', index + 1, [units]);
      const buffer = () => kernels.floats(capacity * units);
      return new Layer(w, b, activation, buffer(), buffer(), kernels);
    });
    this.parameters = this.all.flatMap(({ w, b }) => [w, b]);
    this.head = createHead(shape.loss, this.last.units, kernels);
  }

  get last(): Layer<A> {
    return this.all.at(-1)!;
  }

  /**
   * Runs samples through the layers, or through those from layer `first` (counted from 0) on where the outputs of the
   * layers below are there.
   *
   * @returns the mean loss; the predictions are in `output` of the last layer
   */
  forward(x: Inputs<A>, targets: BatchTargets, samples: number, first = 0): number {
    for (let index = first; index < this.all.length; index++) this.all[index]!.forward(this.inputOf(index, x), samples);
    return this.head.forward(this.last.output, targets, samples) / samples;
  }

  /** Fills `gradient` with that of the mean loss over the samples of the last `forward`, given again. */
  backward(x: Inputs<A>, targets: BatchTargets, samples: number): void {
    let dy = this.last.output;
    this.head.backward(dy, targets, samples);
    for (let index = this.all.length - 1; index >= 0; index--) {
      const dx = this.all[index - 1]?.outputGradient;
      this.all[index]!.backward(this.inputOf(index, x), dy, dx);
      if (dx) dy = dx;
    }
  }

  /** What enters a layer (counted from 0): the samples x, or the outputs of the layer below. */
  inputOf<X extends Inputs<A>>(index: number, x: X): A | X {
    return this.all[index - 1]?.output ?? x;
  }
}
