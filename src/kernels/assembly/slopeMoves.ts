// How units move. A vector holds both: what is for a weight that is larger by h, and for one that is smaller by h.
import { exp } from './elementary64';
import { isLogistic, Kind } from './functions';
import { LayerWord, NEAR, ROW_BYTES, SHIFT_BYTES, SHIFT_HEAD_BYTES, SLOPE_STEP } from '../slopeConstants';
import { roomRows, wordOf } from './slopePass';

/** What is multiplied by −a in the exponent of sigmoid, and of tanh. */
// @ts-ignore: decorator
@inline
export function steepness(activation: i32): f64 {
  return activation == Kind.tanh ? 2 : 1;
}

/** What the outputs of a unit are multiples of: those of tanh move by 2 (q± − q). */
// @ts-ignore: decorator
@inline
export function outputScale(activation: i32): f64 {
  return activation == Kind.tanh ? 2 : 1;
}

/** How much an output moves at most when the sum moves by 1; a step moves by 1 whatever the sum does. */
export function steepest(activation: i32): f64 {
  return activation == Kind.sigmoid ? 1.0 / 4.0 : 1;
}

/** eᵈ for |d| ≤ `NEAR`: 1 + d + d²/2! + … + d⁶/6!. */
// @ts-ignore: decorator
@inline
export function nearExp(d: v128): v128 {
  const one = f64x2.splat(1);
  let sum = f64x2.add(f64x2.splat(1.0 / 120.0), f64x2.mul(d, f64x2.splat(1.0 / 720.0)));
  sum = f64x2.add(f64x2.splat(1.0 / 24.0), f64x2.mul(d, sum));
  sum = f64x2.add(f64x2.splat(1.0 / 6.0), f64x2.mul(d, sum));
  sum = f64x2.add(f64x2.splat(1.0 / 2.0), f64x2.mul(d, sum));
  sum = f64x2.add(one, f64x2.mul(d, sum));
  return f64x2.add(one, f64x2.mul(d, sum));
}

/** Whether both numbers are at most `NEAR`, up or down. */
// @ts-ignore: decorator
@inline
export function isNear(d: v128): bool {
  return i64x2.all_true(areNear(d));
}

/** eᵈ for any d. */
// @ts-ignore: decorator
@inline
export function expOf(d: v128): v128 {
  return isNear(d) ? nearExp(d) : farExp(d);
}

function farExp(d: v128): v128 {
  return v128.bitselect(nearExp(d), exp(d), areNear(d));
}

// @ts-ignore: decorator
@inline
function areNear(d: v128): v128 {
  return f64x2.le(f64x2.abs(d), f64x2.splat(NEAR));
}

/** The room for the moves of an input. */
// @ts-ignore: decorator
@inline
export function shiftsOf(shifts: usize, i: i32): usize {
  return shifts + <usize>i * (SHIFT_HEAD_BYTES + roomRows * (SHIFT_BYTES + ROW_BYTES));
}

/** Of an input: how many samples it moves, the largest |h x|, both moves of each sum, and the rows of the samples. */
// @ts-ignore: decorator
@inline
export function shiftCount(room: usize): i32 {
  return load<i32>(room);
}

// @ts-ignore: decorator
@inline
export function largestShift(room: usize): f64 {
  return load<f64>(room, 8);
}

// @ts-ignore: decorator
@inline
function shiftPairs(room: usize): usize {
  return room + SHIFT_HEAD_BYTES;
}

// @ts-ignore: decorator
@inline
export function shiftRows(room: usize): usize {
  return room + SHIFT_HEAD_BYTES + roomRows * SHIFT_BYTES;
}

/** Fills the room of an input, of which the one behind the last is that of the bias: 1 for every sample. */
export function gatherShifts(layer: usize, i: i32, from: i32, count: i32, room: usize): void {
  const inputs = wordOf(layer, LayerWord.inputs);
  const activation = wordOf(layer, LayerWord.activation);
  const x = <usize>wordOf(layer, LayerWord.x) + <usize>(from * inputs + i) * 8;
  const pairs = shiftPairs(room);
  const rows = shiftRows(room);
  let moved = 0;
  let largest: f64 = 0;
  for (let row = 0; row < count; row++) {
    const d = i < inputs ? SLOPE_STEP * load<f64>(x + <usize>(row * inputs) * 8) : SLOPE_STEP;
    if (d == 0) continue;
    const both = f64x2.replace_lane(f64x2.splat(d), 1, -d);
    v128.store(pairs + moved * 16, isLogistic(activation) ? logisticShift(activation, both) : both);
    store<i32>(rows + moved * 4, row);
    largest = Math.max(largest, Math.abs(d));
    moved++;
  }
  store<i32>(room, moved);
  store<f64>(room, largest, 8);
}

/** What e^(−c a) is multiplied by when a moves. */
// @ts-ignore: decorator
@inline
export function logisticShift(activation: i32, change: v128): v128 {
  return expOf(f64x2.mul(f64x2.splat(-steepness(activation)), change));
}

/** The move of an output, in units of `outputScale`, from the unit's state, two numbers at a place. */
// @ts-ignore: decorator
@inline
export function logisticMove(state: usize, shift: v128): v128 {
  const one = f64x2.splat(1);
  const q = f64x2.div(one, f64x2.add(one, f64x2.mul(v128.load_splat<f64>(state), shift)));
  return f64x2.sub(q, v128.load_splat<f64>(state, 8));
}

// @ts-ignore: decorator
@inline
export function reluMove(state: usize, shift: v128): v128 {
  const sum = f64x2.add(v128.load_splat<f64>(state), shift);
  return f64x2.sub(f64x2.max(sum, f64x2.splat(0)), v128.load_splat<f64>(state, 8));
}

// @ts-ignore: decorator
@inline
export function stepMove(state: usize, shift: v128): v128 {
  const sum = f64x2.add(v128.load_splat<f64>(state), shift);
  const step = v128.and(f64x2.gt(sum, f64x2.splat(0)), f64x2.splat(1));
  return f64x2.sub(step, v128.load_splat<f64>(state, 8));
}

/**
 * Moves a unit as the weight of an input does.
 *
 * @param states of the unit, two numbers for each sample of the part
 * @param moves two for each of the samples that the input moves
 */
export function moveUnit(activation: i32, room: usize, states: usize, moves: usize): void {
  if (isLogistic(activation)) moveLogistic(room, states, moves);
  else if (activation == Kind.relu) moveRelu(room, states, moves);
  else if (activation == Kind.step) moveStep(room, states, moves);
  else memory.copy(moves, shiftPairs(room), <usize>shiftCount(room) * 16);
}

function moveLogistic(room: usize, states: usize, moves: usize): void {
  const pairs = shiftPairs(room);
  const rows = shiftRows(room);
  const count = shiftCount(room);
  for (let m = 0; m < count; m++) {
    const state = states + <usize>load<i32>(rows + m * 4) * 16;
    v128.store(moves + m * 16, logisticMove(state, v128.load(pairs + m * 16)));
  }
}

function moveRelu(room: usize, states: usize, moves: usize): void {
  const pairs = shiftPairs(room);
  const rows = shiftRows(room);
  const count = shiftCount(room);
  for (let m = 0; m < count; m++) {
    const state = states + <usize>load<i32>(rows + m * 4) * 16;
    v128.store(moves + m * 16, reluMove(state, v128.load(pairs + m * 16)));
  }
}

function moveStep(room: usize, states: usize, moves: usize): void {
  const pairs = shiftPairs(room);
  const rows = shiftRows(room);
  const count = shiftCount(room);
  for (let m = 0; m < count; m++) {
    const state = states + <usize>load<i32>(rows + m * 4) * 16;
    v128.store(moves + m * 16, stepMove(state, v128.load(pairs + m * 16)));
  }
}
