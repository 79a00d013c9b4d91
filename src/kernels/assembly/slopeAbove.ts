import { isLogistic, Kind } from './functions';
import { LayerWord, PassWord } from '../slopeConstants';
import { addLoss, clearLosses, lossDifference } from './slopeLosses';
import {
  logisticMove,
  logisticShift,
  outputScale,
  reluMove,
  shiftCount,
  shiftRows,
  stepMove,
} from './slopeMoves';
import { layerChanges, layerMoves, layerOf, movedUnits, outputChanges, unitMoves, wordOf } from './slopePass';

// Losses of samples where a unit moves with at least two layers above it: through all of them, layer by layer.

/** L₊ − L₋ of the samples that an input moves, by `unitMoves` of a unit. @param room of the input's moves */
export function differenceThroughLayers(pass: usize, index: i32, unit: i32, room: usize, from: i32): f64 {
  const scale = f64x2.splat(outputScale(wordOf(layerOf(pass, index), LayerWord.activation)));
  const rows = shiftRows(room);
  const count = shiftCount(room);
  clearLosses();
  for (let m = 0; m < count; m++) {
    const move = f64x2.mul(scale, v128.load(unitMoves + m * 16));
    moveUp(pass, index + 1, from + load<i32>(rows + m * 4), put(0, unit, move));
  }
  return lossDifference();
}

/**
 * From the units that move below a layer up to the loss of a sample; where none moves, that does not, either.
 *
 * @param count how many units move
 */
function moveUp(pass: usize, first: i32, sample: i32, count: i32): void {
  const last = wordOf(pass, PassWord.layers) - 1;
  for (let index = first; index < last; index++) {
    if (count == 0) return;
    fillChanges(layerOf(pass, index), count, layerChanges);
    count = moveUnits(layerOf(pass, index), sample);
  }
  if (count == 0) return;
  const constant = wordOf(pass, PassWord.constantLogits);
  memory.fill(outputChanges, 0, <usize>constant * 16);
  fillChanges(layerOf(pass, last), count, outputChanges + constant * 16);
  addLoss(pass, sample);
}

/** Puts a unit to those that move, if it moves. @returns how many there are */
// @ts-ignore: decorator
@inline
function put(count: i32, unit: i32, move: v128): i32 {
  v128.store(layerMoves + count * 16, move);
  store<i32>(movedUnits + count * 4, unit);
  return count + i32(v128.any_true(f64x2.ne(move, f64x2.splat(0))));
}

/** By how much the sums of a layer change when units below it move. */
function fillChanges(layer: usize, count: i32, changes: usize): void {
  const units = wordOf(layer, LayerWord.units);
  const w = <usize>wordOf(layer, LayerWord.w);
  let k = 0;
  for (; k + 8 <= units; k += 8) fillEight(w + k * 8, <usize>units * 8, count, changes + k * 16);
  for (; k + 2 <= units; k += 2) fillTwo(w + k * 8, <usize>units * 8, count, changes + k * 16);
  if (k < units) fillOne(w + k * 8, <usize>units * 8, count, changes + k * 16);
}

// @ts-ignore: decorator
@inline
function grown(sum: v128, move: v128, w: usize): v128 {
  return f64x2.add(sum, f64x2.mul(move, v128.load_splat<f64>(w)));
}

/** For eight units. @param stride bytes of a row of weights */
function fillEight(w: usize, stride: usize, count: i32, changes: usize): void {
  const zero = f64x2.splat(0);
  let c0 = zero, c1 = zero, c2 = zero, c3 = zero, c4 = zero, c5 = zero, c6 = zero, c7 = zero; // prettier-ignore
  for (let m = 0; m < count; m++) {
    const move = v128.load(layerMoves + m * 16);
    const row = w + <usize>load<i32>(movedUnits + m * 4) * stride;
    c0 = grown(c0, move, row);
    c1 = grown(c1, move, row + 8);
    c2 = grown(c2, move, row + 16);
    c3 = grown(c3, move, row + 24);
    c4 = grown(c4, move, row + 32);
    c5 = grown(c5, move, row + 40);
    c6 = grown(c6, move, row + 48);
    c7 = grown(c7, move, row + 56);
  }
  v128.store(changes, c0);
  v128.store(changes, c1, 16);
  v128.store(changes, c2, 32);
  v128.store(changes, c3, 48);
  v128.store(changes, c4, 64);
  v128.store(changes, c5, 80);
  v128.store(changes, c6, 96);
  v128.store(changes, c7, 112);
}

function fillTwo(w: usize, stride: usize, count: i32, changes: usize): void {
  let c0 = f64x2.splat(0);
  let c1 = f64x2.splat(0);
  for (let m = 0; m < count; m++) {
    const move = v128.load(layerMoves + m * 16);
    const row = w + <usize>load<i32>(movedUnits + m * 4) * stride;
    c0 = grown(c0, move, row);
    c1 = grown(c1, move, row + 8);
  }
  v128.store(changes, c0);
  v128.store(changes, c1, 16);
}

function fillOne(w: usize, stride: usize, count: i32, changes: usize): void {
  let change = f64x2.splat(0);
  for (let m = 0; m < count; m++) {
    const row = w + <usize>load<i32>(movedUnits + m * 4) * stride;
    change = grown(change, v128.load(layerMoves + m * 16), row);
  }
  v128.store(changes, change);
}

/** Moves the units of a layer whose sums change by `layerChanges`. @returns how many move */
function moveUnits(layer: usize, sample: i32): i32 {
  const units = wordOf(layer, LayerWord.units);
  const activation = wordOf(layer, LayerWord.activation);
  const states = <usize>wordOf(layer, LayerWord.states) + <usize>(sample * units) * 16;
  if (isLogistic(activation)) return moveLogistic(activation, states, units);
  if (activation == Kind.relu) return moveRelu(states, units);
  if (activation == Kind.step) return moveSteps(states, units);
  let count = 0;
  for (let k = 0; k < units; k++) count = put(count, k, v128.load(layerChanges + k * 16));
  return count;
}

function moveLogistic(activation: i32, states: usize, units: i32): i32 {
  const scale = f64x2.splat(outputScale(activation));
  let count = 0;
  for (let k = 0; k < units; k++) {
    const shift = logisticShift(activation, v128.load(layerChanges + k * 16));
    count = put(count, k, f64x2.mul(scale, logisticMove(states + k * 16, shift)));
  }
  return count;
}

function moveRelu(states: usize, units: i32): i32 {
  let count = 0;
  for (let k = 0; k < units; k++) count = put(count, k, reluMove(states + k * 16, v128.load(layerChanges + k * 16)));
  return count;
}

function moveSteps(states: usize, units: i32): i32 {
  let count = 0;
  for (let k = 0; k < units; k++) count = put(count, k, stepMove(states + k * 16, v128.load(layerChanges + k * 16)));
  return count;
}
