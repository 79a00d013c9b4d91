import {
  activationBackward,
  activationForward,
} from './activations';
import {
  affineBackwardInput,
  affineBackwardParameters,
  affineForward,
} from './affine';
import { descend } from './descent';
import {
  halfSquaresBackward,
  halfSquaresForward,
  halfSquaresOfClassesBackward,
  halfSquaresOfClassesForward,
  sigmoidCrossEntropyBackward,
  sigmoidCrossEntropyForward,
  softmaxCrossEntropyBackward,
  softmaxCrossEntropyForward,
} from './losses';
import {
  allFinite,
  copy,
  gatherRows,
} from './numbers';
import { gatherPixels } from './pixels';
import { addSlopes, moveInputs } from './slopes';
import {
  sparseBackwardParameters,
  sparseForward,
} from './sparse';
import {
  adagradUpdate,
  adamUpdate,
  addScaled,
  bookNesterovUpdate,
  momentumUpdate,
  rmspropUpdate,
} from './updates';
import { Operation } from '../operations';

/** Does a command, or the part of it that is a thread's own. @returns whether what follows is to be done */
export function perform(c: usize, thread: i32, threads: i32): bool {
  switch (load<i32>(c)) {
    case Operation.copy:
      copy(at(c, 1), at(c, 2), at(c, 3), thread, threads);
      break;
    case Operation.gatherRows:
      gatherRows(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.gatherPixels:
      gatherPixels(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), at(c, 7), at(c, 8), thread, threads);
      break;
    case Operation.allFinite:
      return allFinite(at(c, 1), at(c, 2), at(c, 3), thread, threads);
    case Operation.affineForward:
      affineForward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), at(c, 7), at(c, 8), at(c, 9), thread, threads);
      break;
    case Operation.sparseForward:
      sparseForward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), at(c, 7), at(c, 8), at(c, 9), at(c, 10), at(c, 11), thread, threads);
      break;
    case Operation.affineBackwardParameters:
      affineBackwardParameters(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), at(c, 7), at(c, 8), at(c, 9), thread, threads);
      break;
    case Operation.sparseBackwardParameters:
      sparseBackwardParameters(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), at(c, 7), at(c, 8), at(c, 9), at(c, 10), at(c, 11), thread, threads);
      break;
    case Operation.affineBackwardInput:
      affineBackwardInput(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), at(c, 7), at(c, 8), thread, threads);
      break;
    case Operation.activationForward:
      activationForward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), thread, threads);
      break;
    case Operation.activationBackward:
      activationBackward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), thread, threads);
      break;
    case Operation.softmaxCrossEntropyForward:
      softmaxCrossEntropyForward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.softmaxCrossEntropyBackward:
      softmaxCrossEntropyBackward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), thread, threads);
      break;
    case Operation.sigmoidCrossEntropyForward:
      sigmoidCrossEntropyForward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.sigmoidCrossEntropyBackward:
      sigmoidCrossEntropyBackward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), thread, threads);
      break;
    case Operation.halfSquaresForward:
      halfSquaresForward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.halfSquaresBackward:
      halfSquaresBackward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), thread, threads);
      break;
    case Operation.halfSquaresOfClassesForward:
      halfSquaresOfClassesForward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.halfSquaresOfClassesBackward:
      halfSquaresOfClassesBackward(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), thread, threads);
      break;
    case Operation.descend:
      return descend(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), thread, threads);
    case Operation.addScaled:
      addScaled(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), thread, threads);
      break;
    case Operation.momentumUpdate:
      momentumUpdate(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.bookNesterovUpdate:
      bookNesterovUpdate(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.adagradUpdate:
      adagradUpdate(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.rmspropUpdate:
      rmspropUpdate(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    case Operation.adamUpdate:
      adamUpdate(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), at(c, 7), thread, threads);
      break;
    case Operation.moveInputs:
      moveInputs(at(c, 1), at(c, 2), at(c, 3), at(c, 4), thread, threads);
      break;
    case Operation.addSlopes:
      addSlopes(at(c, 1), at(c, 2), at(c, 3), at(c, 4), at(c, 5), at(c, 6), thread, threads);
      break;
    default:
      unreachable();
  }
  return true;
}

/** A word of a command: a place in memory or a size. */
// @ts-ignore: decorator
@inline
function at(command: usize, index: i32): i32 {
  return load<i32>(command + <usize>(index * 4));
}
