import { Kind } from './functions';
import { LayerWord, NEAR, PassWord, POWERS } from '../slopeConstants';
import { addLoss, clearLosses, difference, logOfRatio, lossDifference } from './slopeLosses';
import { largestShift, outputScale, shiftCount, shiftRows, steepest } from './slopeMoves';
import { direction, factors, layerOf, outputChanges, unitMoves, wordOf } from './slopePass';

// Losses of samples whose outputs move along a line, by Δ v: as those above a unit of the last two layers do.

/** The largest of |vₖ − vₗ|. */
let spread: f64 = 0;

/** Prepares for the moves of a unit of a layer: the last or the last but one. */
export function prepareLine(pass: usize, index: i32, unit: i32, from: i32, count: i32): void {
  const outputCount = wordOf(pass, PassWord.outputCount);
  const outputs = <usize>wordOf(pass, PassWord.outputs);
  const labels = <usize>wordOf(pass, PassWord.labels);
  fillDirection(pass, index, unit, outputCount);
  for (let row = 0; row < count; row++) {
    const own = outputs + <usize>((from + row) * outputCount) * 8;
    const at = factors + <usize>row * POWERS * 8;
    if (wordOf(pass, PassWord.isSquares)) fillSquares(own, outputCount, at);
    else fillSoftmax(own, outputCount, load<u8>(labels + from + row), at);
  }
}

/** A unit of the last layer is an output itself, one of the last but one moves the outputs by a row of weights. */
function fillDirection(pass: usize, index: i32, unit: i32, outputCount: i32): void {
  const constant = wordOf(pass, PassWord.constantLogits);
  const isLast = index + 1 == wordOf(pass, PassWord.layers);
  const scale = outputScale(wordOf(layerOf(pass, index), LayerWord.activation));
  const row = <usize>wordOf(layerOf(pass, index + 1), LayerWord.w) + <usize>(unit * (outputCount - constant)) * 8;
  let least = Infinity;
  let greatest = -Infinity;
  for (let k = 0; k < outputCount; k++) {
    let v: f64 = 0;
    if (isLast) v = k == constant + unit ? 1 : 0;
    else if (k >= constant) v = scale * load<f64>(row + (k - constant) * 8);
    store<f64>(direction + k * 8, v);
    least = Math.min(least, v);
    greatest = Math.max(greatest, v);
  }
  spread = greatest - least;
}

/** Σ pₖ exp(Δ uₖ) = 1 + Δ Σ pₖ uₖ + Δ² Σ pₖ uₖ² / 2! + … with uₖ = vₖ − vₜ. */
function fillSoftmax(p: usize, outputCount: i32, label: i32, at: usize): void {
  const own = load<f64>(direction + label * 8);
  let f0: f64 = 0, f1: f64 = 0, f2: f64 = 0, f3: f64 = 0, f4: f64 = 0, f5: f64 = 0; // prettier-ignore
  for (let k = 0; k < outputCount; k++) {
    const u = load<f64>(direction + k * 8) - own;
    let term = load<f64>(p + k * 8) * u;
    f0 += term;
    f1 += (term *= u);
    f2 += (term *= u);
    f3 += (term *= u);
    f4 += (term *= u);
    f5 += (term *= u);
  }
  store<f64>(at, f0);
  store<f64>(at, f1 / 2, 8);
  store<f64>(at, f2 / 6, 16);
  store<f64>(at, f3 / 24, 24);
  store<f64>(at, f4 / 120, 32);
  store<f64>(at, f5 / 720, 40);
}

/** ½ Σ (e + Δ v)² − ½ Σ e² = Δ Σ e v + Δ² ½ Σ v² for the errors e. */
function fillSquares(errors: usize, outputCount: i32, at: usize): void {
  let linear: f64 = 0;
  let square: f64 = 0;
  for (let k = 0; k < outputCount; k++) {
    const v = load<f64>(direction + k * 8);
    linear += load<f64>(errors + k * 8) * v;
    square += v * v;
  }
  store<f64>(at, linear);
  store<f64>(at, 0.5 * square, 8);
}

/** L₊ − L₋ of the samples that an input moves, by `unitMoves`. @param room of the input's moves */
export function differenceAlongLine(pass: usize, activation: i32, room: usize, from: i32): f64 {
  if (wordOf(pass, PassWord.isSquares)) return squares(room);
  const reach = activation == Kind.step ? 1 : steepest(activation) * largestShift(room);
  return reach * spread <= NEAR ? softmax(room) : far(pass, room, from);
}

function softmax(room: usize): f64 {
  const count = shiftCount(room);
  const rows = shiftRows(room);
  const one = f64x2.splat(1);
  let both = one;
  for (let m = 0; m < count; m++) {
    const at = factors + <usize>load<i32>(rows + m * 4) * (POWERS * 8);
    const d = v128.load(unitMoves + m * 16);
    let factor = f64x2.add(v128.load_splat<f64>(at, 32), f64x2.mul(d, v128.load_splat<f64>(at, 40)));
    factor = f64x2.add(v128.load_splat<f64>(at, 24), f64x2.mul(d, factor));
    factor = f64x2.add(v128.load_splat<f64>(at, 16), f64x2.mul(d, factor));
    factor = f64x2.add(v128.load_splat<f64>(at, 8), f64x2.mul(d, factor));
    factor = f64x2.add(v128.load_splat<f64>(at), f64x2.mul(d, factor));
    both = f64x2.mul(both, f64x2.add(one, f64x2.mul(d, factor)));
  }
  return logOfRatio(both);
}

function squares(room: usize): f64 {
  const count = shiftCount(room);
  const rows = shiftRows(room);
  let both = f64x2.splat(0);
  for (let m = 0; m < count; m++) {
    const at = factors + <usize>load<i32>(rows + m * 4) * (POWERS * 8);
    const d = v128.load(unitMoves + m * 16);
    const slope = f64x2.add(v128.load_splat<f64>(at), f64x2.mul(d, v128.load_splat<f64>(at, 8)));
    both = f64x2.add(both, f64x2.mul(d, slope));
  }
  return difference(both);
}

/** For moves of any size. */
function far(pass: usize, room: usize, from: i32): f64 {
  const count = shiftCount(room);
  const rows = shiftRows(room);
  const outputCount = wordOf(pass, PassWord.outputCount);
  clearLosses();
  for (let m = 0; m < count; m++) {
    const d = v128.load(unitMoves + m * 16);
    for (let k = 0; k < outputCount; k++)
      v128.store(outputChanges + k * 16, f64x2.mul(d, v128.load_splat<f64>(direction + k * 8)));
    addLoss(pass, from + load<i32>(rows + m * 4));
  }
  return lossDifference();
}
