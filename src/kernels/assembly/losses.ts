/** Losses, each with what stands before it: softmax, sigmoid, identity. See `Kernels`. */
import * as double from './elementary64';
import { read, write } from './few';
import { apply, Kind } from './functions';
import { edge } from './parts';
import { give, meet, part } from './team';
import { bytes, lanes } from './vectors';

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
  const from = part(samples, thread, threads);
  const to = part(samples, thread + 1, threads);
  const targets = losses + bytes<f64>(samples);
  if (size == 4) softmaxCrossEntropy<f32>(logits, labels, from, to, classes, losses, targets);
  else softmaxCrossEntropy<f64>(logits, labels, from, to, classes, losses, targets);
  giveSum(losses, samples, thread, threads);
}

/** The greatest logit is taken off first, so that no exponential overflows: −log p = log Σ exp(z − max) − (z − max). */
function softmaxCrossEntropy<T>(
  logits: usize,
  labels: usize,
  from: i32,
  to: i32,
  classes: i32,
  losses: usize,
  targets: usize,
): void {
  const width = bytes<T>(classes);
  for (let n = from; n < to; n++) {
    const row = logits + <usize>n * width;
    const maximum = greatest<T>(row, classes);
    const target = load<T>(row + bytes<T>(load<u8>(labels + <usize>n)));
    store<f64>(targets + bytes<f64>(n), <f64>target - <f64>maximum);
    addToAll<T>(row, classes, -maximum);
  }
  apply<T>(Kind.exp, logits + <usize>from * width, (to - from) * classes);
  for (let n = from; n < to; n++) {
    const row = logits + <usize>n * width;
    const total = sum<T>(row, classes);
    store<f64>(losses + bytes<f64>(n), total);
    divideAll<T>(row, classes, <T>total);
  }
  takeFromLogs(losses + bytes<f64>(from), targets + bytes<f64>(from), to - from);
}

/** The first of those that are greatest. If there is a NaN, it is any number: then all probabilities become NaN. */
function greatest<T>(row: usize, count: i32): T {
  let maximum = load<T>(row);
  for (let k = 1; k < count; k++) {
    const z = load<T>(row + bytes<T>(k));
    maximum = z > maximum ? z : maximum;
  }
  return maximum;
}

/** In double precision. */
function sum<T>(row: usize, count: i32): f64 {
  let total: f64 = 0;
  for (let k = 0; k < count; k++) total += <f64>load<T>(row + bytes<T>(k));
  return total;
}

/** a ← ln a − b, of doubles. */
function takeFromLogs(a: usize, b: usize, count: i32): void {
  for (; count >= 2; count -= 2, a += 16, b += 16)
    v128.store(a, f64x2.sub(double.log(v128.load(a)), v128.load(b)));
  if (count > 0) store<f64>(a, f64x2.extract_lane(double.log(v128.load64_splat(a)), 0) - load<f64>(b));
}

function addToAll<T>(place: usize, count: i32, term: T): void {
  const all = v128.splat<T>(term);
  for (; count >= lanes<T>(); count -= lanes<T>(), place += 16)
    v128.store(place, v128.add<T>(v128.load(place), all));
  if (count > 0) write<T>(place, v128.add<T>(read<T>(place, count), all), count);
}

function divideAll<T>(place: usize, count: i32, divisor: T): void {
  const all = v128.splat<T>(divisor);
  for (; count >= lanes<T>(); count -= lanes<T>(), place += 16)
    v128.store(place, v128.div<T>(v128.load(place), all));
  if (count > 0) write<T>(place, v128.div<T>(read<T>(place, count), all), count);
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
  const from = part(samples, thread, threads);
  const to = part(samples, thread + 1, threads);
  if (size == 4) errors<f32>(p, labels, from, to, classes, <f32>samples);
  else errors<f64>(p, labels, from, to, classes, <f64>samples);
}

/** (p − t) / N, t being 1 for the sample's class and 0 for the others. */
function errors<T>(p: usize, labels: usize, from: i32, to: i32, classes: i32, samples: T): void {
  const width = bytes<T>(classes);
  for (let n = from; n < to; n++) {
    const place = p + <usize>n * width + bytes<T>(load<u8>(labels + <usize>n));
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
  const from = part(samples, thread, threads);
  const to = part(samples, thread + 1, threads);
  if (size == 4) sigmoidCrossEntropy<f32>(logits, labels, from, to, losses);
  else sigmoidCrossEntropy<f64>(logits, labels, from, to, losses);
  giveSum(losses, samples, thread, threads);
}

/** With p = σ(z): −log p = log(1 + exp(−z)) and −log(1 − p) = log(1 + exp z), for any z. */
function sigmoidCrossEntropy<T>(logits: usize, labels: usize, from: i32, to: i32, losses: usize): void {
  for (let n = from; n < to; n++) {
    const z = <f64>load<T>(logits + bytes<T>(n));
    store<f64>(losses + bytes<f64>(n), load<u8>(labels + <usize>n) == 1 ? -z : z);
  }
  softplus(losses + bytes<f64>(from), to - from);
  apply<T>(Kind.sigmoid, logits + bytes<T>(from), to - from);
}

/** x ← ln(1 + eˣ), of doubles. */
function softplus(x: usize, count: i32): void {
  for (; count >= 2; count -= 2, x += 16) v128.store(x, double.softplus(v128.load(x)));
  if (count > 0) store<f64>(x, f64x2.extract_lane(double.softplus(v128.load64_splat(x)), 0));
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
  const from = part(samples, thread, threads);
  const to = part(samples, thread + 1, threads);
  if (size == 4) binaryErrors<f32>(p, labels, from, to, <f32>samples);
  else binaryErrors<f64>(p, labels, from, to, <f64>samples);
}

function binaryErrors<T>(p: usize, labels: usize, from: i32, to: i32, samples: T): void {
  for (let n = from; n < to; n++) {
    const place = p + bytes<T>(n);
    store<T>(place, (load<T>(place) - <T>load<u8>(labels + <usize>n)) / samples);
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
  const from = part(samples, thread, threads);
  const to = part(samples, thread + 1, threads);
  if (size == 4) halfSquares<f32>(y, targets, from, to, outputs, losses);
  else halfSquares<f64>(y, targets, from, to, outputs, losses);
  giveSum(losses, samples, thread, threads);
}

/** ½ Σ (y − t)² of each sample. */
function halfSquares<T>(y: usize, targets: usize, from: i32, to: i32, outputs: i32, losses: usize): void {
  for (let n = from; n < to; n++) {
    let squares: f64 = 0;
    for (let i = n * outputs; i < (n + 1) * outputs; i++) {
      const error = <f64>(load<T>(y + bytes<T>(i)) - <T>load<f32>(targets + bytes<f32>(i)));
      squares += error * error;
    }
    store<f64>(losses + bytes<f64>(n), squares / 2);
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
  const count = samples * outputs;
  const from = edge(count, thread, threads);
  const numbers = edge(count, thread + 1, threads) - from;
  const t = targets + bytes<f32>(from);
  if (size == 4) errorsOfNumbers<f32>(y + bytes<f32>(from), t, numbers, <f32>samples);
  else errorsOfNumbers<f64>(y + bytes<f64>(from), t, numbers, <f64>samples);
}

/** (y − t) / N. */
function errorsOfNumbers<T>(y: usize, t: usize, count: i32, samples: T): void {
  const divisor = v128.splat<T>(samples);
  for (; count >= lanes<T>(); count -= lanes<T>(), y += 16, t += bytes<f32>(lanes<T>()))
    v128.store(y, v128.div<T>(v128.sub<T>(v128.load(y), readTargets<T>(t, lanes<T>())), divisor));
  if (count > 0) write<T>(y, v128.div<T>(v128.sub<T>(read<T>(y, count), readTargets<T>(t, count)), divisor), count);
}

/** Targets are float32 always. */
// @ts-ignore: decorator
@inline
function readTargets<T>(t: usize, numbers: i32): v128 {
  const targets = read<f32>(t, numbers);
  return sizeof<T>() == 4 ? targets : f64x2.promote_low_f32x4(targets);
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
  const from = part(samples, thread, threads);
  const to = part(samples, thread + 1, threads);
  if (size == 4) halfSquaresOfClasses<f32>(y, labels, from, to, classes, losses);
  else halfSquaresOfClasses<f64>(y, labels, from, to, classes, losses);
  giveSum(losses, samples, thread, threads);
}

function halfSquaresOfClasses<T>(y: usize, labels: usize, from: i32, to: i32, classes: i32, losses: usize): void {
  for (let n = from; n < to; n++) {
    const row = y + bytes<T>(n * classes);
    const label = <i32>load<u8>(labels + <usize>n);
    let squares: f64 = 0;
    for (let k = 0; k < classes; k++) {
      const error = <f64>(load<T>(row + bytes<T>(k)) - <T>(k == label));
      squares += error * error;
    }
    store<f64>(losses + bytes<f64>(n), squares / 2);
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
function giveSum(losses: usize, samples: i32, thread: i32, threads: i32): void {
  meet(threads);
  if (thread == 0) give(sum<f64>(losses, samples));
}
