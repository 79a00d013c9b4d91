import type { Engine } from '../kernels/createEngine';
import type { Kernels } from '../kernels/kernels';
import { backwardInputScratch, backwardParametersScratch, forwardScratch } from '../kernels/webassembly/scratch';
import type { Random } from '../numerics/random';
import { firstBadNumber } from './badNumbers';
import type { Initialization } from './config';
import { initialDeviation, initializeNormal } from './initialization';
import { layerSizes, Layers, parameterCount, type NetworkShape } from './layers';
import { inputsOf, type BadNumber, type Batch, type Model, type Parameter } from './model';
import { NumericalGradient } from './numericalGradient';

export type { LayerShape, NetworkShape } from './layers';

/** Bytes of all the numbers of a network for batches of at most `capacity` samples, without a numerical gradient. */
export function networkBytes(shape: NetworkShape, capacity: number): number {
  const sizes = layerSizes(shape);
  const outputs = capacity * sizes.reduce((sum, { units }) => sum + units, 0);
  return 2 * Float32Array.BYTES_PER_ELEMENT * (parameterCount(sizes) + outputs); // values and gradients
}

/** Bytes of its numerical gradient, which has a network in float64 and where each of its units stands, about. */
export function numericalBytes(shape: NetworkShape, capacity: number): number {
  const states = networkBytes(shape, capacity) - networkBytes(shape, 0); // two numbers a unit, as there
  const x = Float64Array.BYTES_PER_ELEMENT * capacity * shape.inputs;
  return 2 * (networkBytes(shape, capacity) + states) + x + workBytes(shape, capacity);
}

/** Bytes that kernels need at most while they work on such a network: each layer may need more than those before it. */
export function workBytes(shape: NetworkShape, capacity: number): number {
  const size = Float32Array.BYTES_PER_ELEMENT;
  const bytes = layerSizes(shape).map(({ inputs, units }) => {
    const affine = { samples: capacity, inputs, outputs: units };
    const needs = [forwardScratch, backwardParametersScratch, backwardInputScratch];
    return Math.max(...needs.map(need => need(affine, size)));
  });
  return bytes.reduce((sum, each) => sum + each, 0);
}

export interface NetworkOptions extends NetworkShape {
  readonly capacity: number;
  readonly engine: Engine;
}

/** A network of fully connected layers in float32, which ends in the loss it is trained with. */
export class Network implements Model {
  readonly capacity: number;
  readonly kernels: Kernels;
  private readonly layers: Layers<Float32Array>;
  private readonly classes: Uint8Array;
  /** Made when first asked for. */
  private numerical: NumericalGradient | undefined;

  constructor(private readonly options: NetworkOptions) {
    this.capacity = options.capacity;
    this.kernels = options.engine.single;
    this.layers = new Layers(options, options.capacity, this.kernels);
    this.classes = new Uint8Array(options.capacity);
  }

  /** W1 [inputs, units], b1 [units], W2, b2, … */
  get parameters(): readonly Parameter<Float32Array>[] {
    return this.layers.parameters;
  }

  get values(): Float32Array {
    return this.layers.values;
  }

  get gradient(): Float32Array {
    return this.layers.gradient;
  }

  /** Gives the weights random values and the biases zero. */
  initialize(initialization: Initialization, random: Random): void {
    for (const { w, b, inputs, activation } of this.layers.all) {
      initializeNormal(w.values, initialDeviation(initialization, inputs, activation), random);
      b.values.fill(0);
    }
  }

  loss(batch: Batch): number {
    return this.layers.forward(inputsOf(batch), batch.targets, batch.samples);
  }

  differentiate(batch: Batch): void {
    this.layers.backward(inputsOf(batch), batch.targets, batch.samples);
  }

  numericalGradient(batch: Batch): Float64Array {
    const { options, numerical } = this;
    if (!numerical || numerical.capacity < batch.samples)
      this.numerical = new NumericalGradient(options, batch.samples, options.engine);
    return this.numerical!.of(this.values, batch);
  }

  predictions({ targets, samples }: Batch): Uint8Array | Float32Array {
    const { output, units } = this.layers.last;
    if (targets instanceof Float32Array) return output.subarray(0, samples * units);
    this.layers.head.classify(output, samples, this.classes);
    return this.classes.subarray(0, samples);
  }

  /** Runs the batch once more, layer by layer; gradients then from the last layer on, in the order they were made. */
  firstBad(batch: Batch): BadNumber | undefined {
    return firstBadNumber(this.layers, batch);
  }
}
