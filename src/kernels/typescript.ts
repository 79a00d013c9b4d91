import type { Floats, Kernels } from './kernels';
import { activationBackward, activationForward } from './typescript/activations';
import { affineBackwardInput, affineBackwardParameters, affineForward } from './typescript/affine';
import {
  halfSquaresBackward,
  halfSquaresForward,
  sigmoidCrossEntropyBackward,
  sigmoidCrossEntropyForward,
  softmaxCrossEntropyBackward,
  softmaxCrossEntropyForward,
} from './typescript/losses';
import {
  adagradUpdate,
  adamUpdate,
  addScaled,
  allFinite,
  bookAdamUpdate,
  bookNesterovUpdate,
  momentumUpdate,
  rmspropUpdate,
} from './typescript/updates';

/**
 * The kernels as plain loops over typed arrays: the build that runs everywhere, on floats and on doubles. All arithmetic
 * between reading and writing a number is in double precision.
 *
 * Once a process has used a loop on both, V8 looks at the kind of its arrays again and again: floats were 1.2 to 2.5 times
 * as slow from then on. Where that matters, gradients are compared in a process of their own.
 */
export const typescriptKernels: Kernels<Floats> = {
  affineForward,
  affineBackwardParameters,
  affineBackwardInput,
  activationForward,
  activationBackward,
  softmaxCrossEntropyForward,
  softmaxCrossEntropyBackward,
  sigmoidCrossEntropyForward,
  sigmoidCrossEntropyBackward,
  halfSquaresForward,
  halfSquaresBackward,
  allFinite,
  addScaled,
  momentumUpdate,
  bookNesterovUpdate,
  adagradUpdate,
  rmspropUpdate,
  adamUpdate,
  bookAdamUpdate,
};
