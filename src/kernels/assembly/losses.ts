import * as double from './elementary64';
import * as single from './elementary32';
import { lanesOf, read, write } from './lanes';
import { edge } from './parts';
import { give, meet } from './team';

/** So many numbers are too few to share. */
const FEW = 2000;

/** Losses, each with what stands before it: softmax, sigmoid, identity. See `Kernels`. */

export function softmaxCrossEntropyForward(
  size: i32,
  logits: usize,
  labels: usize,
  samples: i32,
  classes: i32,
  losses: usize,
  thread: i32,
  threads: i32,
): void {
  const few = samples * classes < FEW;
  const from = edge(samples, thread, threads, few);
  const to = edge(samples, thread + 1, threads, few);
  if (size == 4) softmaxCrossEntropy<f32>(logits, labels, from, to, classes, losses);
  else softmaxCrossEntropy<f64>(logits, labels, from, to, classes, losses);
  giveSum(losses, samples, few, thread, threads);
}

/** The greatest logit is taken off first, so that no exponential overflows: −log p = log Σ exp(z − max) − (z − max). */
function softmaxCrossEntropy<T>(logits: usize, labels: usize, from: i32, to: i32, classes: i32, losses: usize): void {
  const width = <usize>classes * sizeof<T>();
  for (let n = from; n < to; n++) {
    const row = logits + <usize>n * width;
    const target = load<T>(row + <usize>load<u8>(labels + n) * sizeof<T>());
    const maximum = greatest<T>(row, classes);
    store<f64>(losses + (<usize>n << 3), <f64>target - <f64>maximum);
    addToAll<T>(row, classes, -maximum);
  }
  exponentials<T>(logits + <usize>from * width, (to - from) * classes);
  for (let n = from; n < to; n++) {
    const row = logits + <usize>n * width;
    const place = losses + (<usize>n << 3);
    const total = sum<T>(row, classes);
    divideAll<T>(row, classes, <T>total);
    store<f64>(place, f64x2.extract_lane(double.log(f64x2.splat(total)), 0) - load<f64>(place));
  }
}

/** Whatever it is if a number is NaN: all probabilities become NaN then. */
function greatest<T>(row: usize, count: i32): T {
  let maximum = load<T>(row);
  for (let k = 1; k < count; k++) {
    const z = load<T>(row + <usize>k * sizeof<T>());
    maximum = z > maximum ? z : maximum;
  }
  return maximum;
}

/** In double precision. */
function sum<T>(row: usize, count: i32): f64 {
  let total: f64 = 0;
  for (let k = 0; k < count; k++) total += <f64>load<T>(row + <usize>k * sizeof<T>());
  return total;
}

function addToAll<T>(place: usize, count: i32, term: T): void {
  const all = v128.splat<T>(term);
  for (; count >= lanesOf<T>(); count -= lanesOf<T>(), place += 16)
    v128.store(place, v128.add<T>(v128.load(place), all));
  if (count > 0) write<T>(place, v128.add<T>(read<T>(place, count), all), count);
}

function divideAll<T>(place: usize, count: i32, divisor: T): void {
  const all = v128.splat<T>(divisor);
  for (; count >= lanesOf<T>(); count -= lanesOf<T>(), place += 16)
    v128.store(place, v128.div<T>(v128.load(place), all));
  if (count > 0) write<T>(place, v128.div<T>(read<T>(place, count), all), count);
}

function exponentials<T>(place: usize, count: i32): void {
  for (; count >= lanesOf<T>(); count -= lanesOf<T>(), place += 16) v128.store(place, exp<T>(v128.load(place)));
  if (count > 0) write<T>(place, exp<T>(read<T>(place, count)), count);
}

// @ts-ignore: decorator
@inline
function exp<T>(x: v128): v128 {
  return sizeof<T>() == 4 ? single.exp(x) : double.exp(x);
}

function sigmoids<T>(place: usize, count: i32): void {
  for (; count >= lanesOf<T>(); count -= lanesOf<T>(), place += 16) v128.store(place, sigmoid<T>(v128.load(place)));
  if (count > 0) write<T>(place, sigmoid<T>(read<T>(place, count)), count);
}

// @ts-ignore: decorator
@inline
function sigmoid<T>(x: v128): v128 {
  return sizeof<T>() == 4 ? single.sigmoid(x) : double.sigmoid(x);
}

export function softmaxCrossEntropyBackward(
  size: i32,
  p: usize,
  labels: usize,
  samples: i32,
  classes: i32,
  thread: i32,
  threads: i32,
): void {
  const few = samples * classes < FEW;
  const from = edge(samples, thread, threads, few);
  const to = edge(samples, thread + 1, threads, few);
  if (size == 4) errors<f32>(p, labels, from, to, classes, <f32>samples);
  else errors<f64>(p, labels, from, to, classes, <f64>samples);
}

/** (p − t) / N, t being 1 for the sample's class and 0 for the others. */
function errors<T>(p: usize, labels: usize, from: i32, to: i32, classes: i32, samples: T): void {
  const width = <usize>classes * sizeof<T>();
  for (let n = from; n < to; n++) {
    const place = p + <usize>n * width + <usize>load<u8>(labels + n) * sizeof<T>();
    store<T>(place, load<T>(place) - <T>1);
  }
  divideAll<T>(p + <usize>from * width, (to - from) * classes, samples);
}

export function sigmoidCrossEntropyForward(
  size: i32,
  logits: usize,
  labels: usize,
  samples: i32,
  width: i32,
  losses: usize,
  thread: i32,
  threads: i32,
): void {
  const few = samples < FEW;
  const from = edge(samples, thread, threads, few);
  const to = edge(samples, thread + 1, threads, few);
  if (size == 4) sigmoidCrossEntropy<f32>(logits, labels, from, to, losses);
  else sigmoidCrossEntropy<f64>(logits, labels, from, to, losses);
  giveSum(losses, samples, few, thread, threads);
}

/** With p = σ(z): −log p = log(1 + exp(−z)) and −log(1 − p) = log(1 + exp z), for any z. */
function sigmoidCrossEntropy<T>(logits: usize, labels: usize, from: i32, to: i32, losses: usize): void {
  for (let n = from; n < to; n++) {
    const z = <f64>load<T>(logits + <usize>n * sizeof<T>());
    const away = f64x2.splat(load<u8>(labels + n) == 1 ? -z : z);
    store<f64>(losses + (<usize>n << 3), f64x2.extract_lane(double.softplus(away), 0));
  }
  sigmoids<T>(logits + <usize>from * sizeof<T>(), to - from);
}

export function sigmoidCrossEntropyBackward(
  size: i32,
  p: usize,
  labels: usize,
  samples: i32,
  width: i32,
  thread: i32,
  threads: i32,
): void {
  const few = samples < FEW;
  const from = edge(samples, thread, threads, few);
  const to = edge(samples, thread + 1, threads, few);
  if (size == 4) binaryErrors<f32>(p, labels, from, to, <f32>samples);
  else binaryErrors<f64>(p, labels, from, to, <f64>samples);
}

function binaryErrors<T>(p: usize, labels: usize, from: i32, to: i32, samples: T): void {
  for (let n = from; n < to; n++) {
    const place = p + <usize>n * sizeof<T>();
    store<T>(place, (load<T>(place) - <T>load<u8>(labels + n)) / samples);
  }
}

export function halfSquaresForward(
  size: i32,
  y: usize,
  targets: usize,
  samples: i32,
  outputs: i32,
  losses: usize,
  thread: i32,
  threads: i32,
): void {
  const few = samples * outputs < FEW;
  const from = edge(samples, thread, threads, few);
  const to = edge(samples, thread + 1, threads, few);
  if (size == 4) halfSquares<f32>(y, targets, from, to, outputs, losses);
  else halfSquares<f64>(y, targets, from, to, outputs, losses);
  giveSum(losses, samples, few, thread, threads);
}

/** ½ Σ (y − t)² of each sample. */
function halfSquares<T>(y: usize, targets: usize, from: i32, to: i32, outputs: i32, losses: usize): void {
  for (let n = from; n < to; n++) {
    let squares: f64 = 0;
    for (let i = n * outputs; i < (n + 1) * outputs; i++) {
      const error = <f64>(load<T>(y + <usize>i * sizeof<T>()) - <T>load<f32>(targets + (<usize>i << 2)));
      squares += error * error;
    }
    store<f64>(losses + (<usize>n << 3), squares / 2);
  }
}

export function halfSquaresBackward(
  size: i32,
  y: usize,
  targets: usize,
  samples: i32,
  outputs: i32,
  thread: i32,
  threads: i32,
): void {
  if (size == 8) unreachable(); // numerical gradients need no derivatives
  const count = samples * outputs;
  const from = edge(count, thread, threads, count < FEW);
  const part = edge(count, thread + 1, threads, count < FEW) - from;
  subtract(y + (<usize>from << 2), targets + (<usize>from << 2), part);
  divideAll<f32>(y + (<usize>from << 2), part, <f32>samples);
}

/** y ← y − t. */
function subtract(y: usize, t: usize, count: i32): void {
  for (; count >= 4; count -= 4, y += 16, t += 16) v128.store(y, f32x4.sub(v128.load(y), v128.load(t)));
  if (count > 0) write<f32>(y, f32x4.sub(read<f32>(y, count), read<f32>(t, count)), count);
}

export function halfSquaresOfClassesForward(
  size: i32,
  y: usize,
  labels: usize,
  samples: i32,
  classes: i32,
  losses: usize,
  thread: i32,
  threads: i32,
): void {
  const few = samples * classes < FEW;
  const from = edge(samples, thread, threads, few);
  const to = edge(samples, thread + 1, threads, few);
  if (size == 4) halfSquaresOfClasses<f32>(y, labels, from, to, classes, losses);
  else halfSquaresOfClasses<f64>(y, labels, from, to, classes, losses);
  giveSum(losses, samples, few, thread, threads);
}

function halfSquaresOfClasses<T>(y: usize, labels: usize, from: i32, to: i32, classes: i32, losses: usize): void {
  for (let n = from; n < to; n++) {
    const row = y + <usize>(n * classes) * sizeof<T>();
    const label = <i32>load<u8>(labels + n);
    let squares: f64 = 0;
    for (let k = 0; k < classes; k++) {
      const error = <f64>(load<T>(row + <usize>k * sizeof<T>()) - <T>(k == label));
      squares += error * error;
    }
    store<f64>(losses + (<usize>n << 3), squares / 2);
  }
}

/** The same as for probabilities. */
export function halfSquaresOfClassesBackward(
  size: i32,
  y: usize,
  labels: usize,
  samples: i32,
  classes: i32,
  thread: i32,
  threads: i32,
): void {
  softmaxCrossEntropyBackward(size, y, labels, samples, classes, thread, threads);
}

/** Gives the sum of the losses, in the order of the samples. */
function giveSum(losses: usize, samples: i32, few: bool, thread: i32, threads: i32): void {
  if (!few) meet(threads);
  if (thread == 0) give(sum<f64>(losses, samples));
}
