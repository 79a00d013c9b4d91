import type { Activation, Floats } from '../kernels/kernels';
import type { Random } from '../numerics/random';
import type { Initialization } from './config';

/**
 * Standard deviation of the normal distribution the weights of a layer begin with; biases begin with 0. With D inputs,
 * Xavier is 1/√D, He is √(2/D), normal 0.01; auto is He before ReLU and Xavier before everything else.
 *
 * Source: "Deep Learning from Scratch", 6.2, after X. Glorot and Y. Bengio (2010) and K. He et al. (2015).
 *
 * @param inputs D
 * @param activation what follows the weights
 */
export function initialDeviation(initialization: Initialization, inputs: number, activation: Activation): number {
  switch (initialization) {
    case 'normal':
      return 0.01;
    case 'xavier':
      return 1 / Math.sqrt(inputs);
    case 'he':
      return Math.sqrt(2 / inputs);
    case 'auto':
      return initialDeviation(activation === 'relu' ? 'he' : 'xavier', inputs, activation);
  }
}

/** Fills the weights with numbers of N(0, deviation²). */
export function initializeNormal(weights: Floats, deviation: number, random: Random): void {
  for (let i = 0; i < weights.length; i++) weights[i] = deviation * random.normal();
}
