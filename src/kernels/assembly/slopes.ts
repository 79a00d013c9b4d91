import { LayerWord, PassWord, SLOPE_STEP } from '../slopeConstants';
import { differenceThroughLayers } from './slopeAbove';
import { differenceAlongLine, prepareLine } from './slopeLine';
import { gatherShifts, moveUnit, shiftsOf } from './slopeMoves';
import { findRoom, layerOf, unitMoves, unitStates, wordOf } from './slopePass';

/**
 * Computes how the inputs of a layer move its sums for some samples, the bias like an input; see `Slopes`.
 *
 * @param pass its words
 */
export function moveInputs(pass: i32, index: i32, from: i32, count: i32, thread: i32, threads: i32): void {
  const layer = layerOf(pass, index);
  const inputs = wordOf(layer, LayerWord.inputs);
  const shifts = <usize>wordOf(pass, PassWord.shifts);
  findRoom(pass, thread);
  for (let i = thread; i <= inputs; i += threads) gatherShifts(layer, i, from, count, shiftsOf(shifts, i));
}

/** Adds slopes of some units of a layer for these samples. Each thread has inputs of its own, and thus sums of its own. */
export function addSlopes(
  pass: i32,
  index: i32,
  from: i32,
  count: i32,
  firstUnit: i32,
  units: i32,
  thread: i32,
  threads: i32,
): void {
  const isBelowLine = index >= wordOf(pass, PassWord.layers) - 2;
  findRoom(pass, thread);
  for (let unit = firstUnit; unit < firstUnit + units; unit++) {
    gatherStates(layerOf(pass, index), unit, from, count);
    if (isBelowLine) slopesAlongLine(pass, index, unit, from, count, thread, threads);
    else slopesThroughLayers(pass, index, unit, from, thread, threads);
  }
}

function gatherStates(layer: usize, unit: i32, from: i32, count: i32): void {
  const units = wordOf(layer, LayerWord.units);
  const states = <usize>wordOf(layer, LayerWord.states) + <usize>unit * 16;
  for (let row = 0; row < count; row++)
    v128.store(unitStates + row * 16, v128.load(states + <usize>((from + row) * units) * 16));
}

function slopesAlongLine(pass: usize, index: i32, unit: i32, from: i32, count: i32, thread: i32, threads: i32): void {
  const layer = layerOf(pass, index);
  const inputs = wordOf(layer, LayerWord.inputs);
  const activation = wordOf(layer, LayerWord.activation);
  const shifts = <usize>wordOf(pass, PassWord.shifts);
  prepareLine(pass, index, unit, from, count);
  for (let i = thread; i <= inputs; i += threads) {
    const room = shiftsOf(shifts, i);
    moveUnit(activation, room, unitStates, unitMoves);
    addTo(pass, layer, i, unit, differenceAlongLine(pass, activation, room, from));
  }
}

function slopesThroughLayers(pass: usize, index: i32, unit: i32, from: i32, thread: i32, threads: i32): void {
  const layer = layerOf(pass, index);
  const inputs = wordOf(layer, LayerWord.inputs);
  const activation = wordOf(layer, LayerWord.activation);
  const shifts = <usize>wordOf(pass, PassWord.shifts);
  for (let i = thread; i <= inputs; i += threads) {
    const room = shiftsOf(shifts, i);
    moveUnit(activation, room, unitStates, unitMoves);
    addTo(pass, layer, i, unit, differenceThroughLayers(pass, index, unit, room, from));
  }
}

/** Adds a difference of sums of losses to the slope of a weight, or of the bias behind the inputs. */
function addTo(pass: usize, layer: usize, i: i32, unit: i32, difference: f64): void {
  const isWeight = i < wordOf(layer, LayerWord.inputs);
  const place = isWeight
    ? <usize>wordOf(layer, LayerWord.dw) + <usize>(i * wordOf(layer, LayerWord.units) + unit) * 8
    : <usize>wordOf(layer, LayerWord.db) + <usize>unit * 8;
  const perDifference = 1 / (2 * SLOPE_STEP * <f64>wordOf(pass, PassWord.samples));
  store<f64>(place, load<f64>(place) + difference * perDifference);
}
