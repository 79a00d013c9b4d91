import { Operation } from '../operations';
import { isLogistic } from './functions';

// What one thread takes, about, in ns: measured once, and right within a factor of 2 wherever vectors are of 128 bits.
const MULTIPLY_ADD = 0.04;
const MULTIPLY_ADD_SPARSE = 0.02;
const EXPONENTIAL = 1;
const FEW_OPERATIONS = 0.13;
const BYTE_COPIED = 0.05;
const MICROSECOND = 1000;

/** What a thread has to get to do, in ns, so that it is worth to tell it and to wait for it. */
const SHARE = 2000;

/** How many threads a command is worth that takes one thread so long, in ns. */
export function threadsFor(work: f64, most: i32): i32 {
  return <i32>Math.max(1, Math.min(most, work / SHARE));
}

/** What a command takes one thread in ns, about. */
export function workOf(c: usize): f64 {
  switch (load<i32>(c)) {
    case Operation.copy:
      return BYTE_COPIED * at(c, 3);
    case Operation.gatherRows:
      return BYTE_COPIED * at(c, 5) * at(c, 6);
    case Operation.gatherPixels:
      return FEW_OPERATIONS * at(c, 7) * at(c, 8);
    case Operation.allFinite:
      return FEW_OPERATIONS * at(c, 3);
    case Operation.affineForward:
    case Operation.affineBackwardParameters:
      return MULTIPLY_ADD * at(c, 6) * at(c, 7) * at(c, 8);
    case Operation.affineBackwardInput:
      return MULTIPLY_ADD * at(c, 5) * at(c, 6) * at(c, 7);
    case Operation.sparseForward:
    case Operation.sparseBackwardParameters:
      return MULTIPLY_ADD_SPARSE * at(c, 8) * at(c, 9) * at(c, 10);
    case Operation.activationForward:
      return (isLogistic(load<i32>(c, 8)) ? EXPONENTIAL : FEW_OPERATIONS) * at(c, 4);
    case Operation.activationBackward:
      return FEW_OPERATIONS * at(c, 5);
    case Operation.softmaxCrossEntropyForward:
    case Operation.sigmoidCrossEntropyForward:
      return EXPONENTIAL * at(c, 4) * at(c, 5);
    case Operation.softmaxCrossEntropyBackward:
    case Operation.sigmoidCrossEntropyBackward:
    case Operation.halfSquaresForward:
    case Operation.halfSquaresBackward:
    case Operation.halfSquaresOfClassesForward:
    case Operation.halfSquaresOfClassesBackward:
      return FEW_OPERATIONS * at(c, 4) * at(c, 5);
    case Operation.descend:
      return FEW_OPERATIONS * at(c, 1);
    case Operation.addScaled:
    case Operation.momentumUpdate:
    case Operation.bookNesterovUpdate:
    case Operation.adagradUpdate:
    case Operation.rmspropUpdate:
    case Operation.adamUpdate:
      return FEW_OPERATIONS * at(c, 2);
    case Operation.moveInputs:
      return EXPONENTIAL * at(c, 4) * at(c, 5);
    case Operation.addSlopes:
      return MICROSECOND * at(c, 7);
    default:
      return 0;
  }
}

/** A word of a command: here a size. */
// @ts-ignore: decorator
@inline
function at(command: usize, index: i32): f64 {
  return load<i32>(command + <usize>(index * 4));
}
