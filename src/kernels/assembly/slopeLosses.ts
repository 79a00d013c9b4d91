import { exp, log } from './elementary64';
import { PassWord } from '../slopeConstants';
import { isNear, nearExp } from './slopeMoves';
import { outputChanges, wordOf } from './slopePass';

// What changes of the outputs make of the losses of samples, both ways: of all together L₊ − L₋. Their own thread's.

/** Products of factors by which pₜ becomes smaller, where the changes are small. */
let products: v128 = f64x2.splat(1);
/** Sum of all other differences. */
let sum: f64 = 0;

/** Begins anew. */
export function clearLosses(): void {
  products = f64x2.splat(1);
  sum = 0;
}

/** Adds a sample whose outputs change by `outputChanges`. */
export function addLoss(pass: usize, sample: i32): void {
  const count = wordOf(pass, PassWord.outputCount);
  const outputs = <usize>wordOf(pass, PassWord.outputs) + <usize>(sample * count) * 8;
  if (wordOf(pass, PassWord.isSquares)) {
    sum += difference(squares(outputs, count));
    return;
  }
  const target = outputChanges + <usize>load<u8>(<usize>wordOf(pass, PassWord.labels) + sample) * 16;
  const factor = nearFactors(outputs, count, target);
  if (i64x2.all_true(f64x2.gt(factor, f64x2.splat(0)))) {
    products = f64x2.mul(products, factor);
    return;
  }
  const logits = <usize>wordOf(pass, PassWord.logits) + <usize>(sample * count) * 8;
  sum += difference(crossEntropies(logits, count, target));
}

/** L₊ − L₋ of what was added. */
export function lossDifference(): f64 {
  return logOfRatio(products) + sum;
}

/** log of the first of two numbers by the second. */
export function logOfRatio(both: v128): f64 {
  return f64x2.extract_lane(log(f64x2.splat(f64x2.extract_lane(both, 0) / f64x2.extract_lane(both, 1))), 0);
}

/** The first of two numbers less the second. */
// @ts-ignore: decorator
@inline
export function difference(both: v128): f64 {
  return f64x2.extract_lane(both, 0) - f64x2.extract_lane(both, 1);
}

/** ½ (e + c)² − ½ e² = c (e + ½ c) for an error e. */
function squares(errors: usize, count: i32): v128 {
  let both = f64x2.splat(0);
  for (let k = 0; k < count; k++) {
    const change = v128.load(outputChanges + k * 16);
    const e = v128.load_splat<f64>(errors + k * 8);
    both = f64x2.add(both, f64x2.mul(change, f64x2.add(e, f64x2.mul(f64x2.splat(0.5), change))));
  }
  return both;
}

/** Σ pₖ exp(cₖ − cₜ), the factor by which pₜ becomes smaller; 0 where an exponent is large. */
function nearFactors(p: usize, count: i32, target: usize): v128 {
  const own = v128.load(target);
  let both = f64x2.splat(0);
  let near = true;
  for (let k = 0; k < count; k++) {
    const u = f64x2.sub(v128.load(outputChanges + k * 16), own);
    near = near && isNear(u);
    both = f64x2.add(both, f64x2.mul(v128.load_splat<f64>(p + k * 8), nearExp(u)));
  }
  return near ? both : f64x2.splat(0);
}

/** −log pₜ from the logits. */
function crossEntropies(logits: usize, count: i32, target: usize): v128 {
  let maximum = f64x2.splat(-Infinity);
  for (let k = 0; k < count; k++) maximum = f64x2.max(maximum, movedLogit(logits, k));
  let total = f64x2.splat(0);
  for (let k = 0; k < count; k++) total = f64x2.add(total, exp(f64x2.sub(movedLogit(logits, k), maximum)));
  const own = f64x2.sub(movedLogit(logits, <i32>((target - outputChanges) / 16)), maximum);
  return f64x2.sub(log(total), own);
}

// @ts-ignore: decorator
@inline
function movedLogit(logits: usize, k: i32): v128 {
  return f64x2.add(v128.load_splat<f64>(logits + k * 8), v128.load(outputChanges + k * 16));
}
