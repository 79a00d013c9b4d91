/** Numbers to and fro, and whether they are finite. See `Kernels`; pixels have a file of their own. */
import { edge } from './parts';
import { give, meet, part } from './team';
import { bytes, loadSplat, multiplyAdd } from './vectors';

/** Runs from here to there are copied faster by what the machine has for that; longer ones do not fit into its cache. */
const LONG: usize = 512;
const LONGEST: usize = 1 << 20;

/** Where threads say whether what they looked at is as it should be, a line each, after what the team keeps. */
const FOUND: usize = 1024;
const LINE: usize = 64;

export function copy(
  from: i32,
  to: i32,
  bytes: i32,
  thread: i32,
  threads: i32,
): void {
  const first = edge(bytes, thread, threads);
  copyBytes(<usize>(to + first), <usize>(from + first), <usize>(edge(bytes, thread + 1, threads) - first));
}

export function gatherRows(
  source: i32,
  order: i32,
  position: i32,
  into: i32,
  count: i32,
  rowBytes: i32,
  thread: i32,
  threads: i32,
): void {
  const width = <usize>rowBytes;
  const picked = <usize>order + <usize>load<u32>(<usize>position) * 4;
  const end = part(count, thread + 1, threads);
  for (let n = part(count, thread, threads); n < end; n++) {
    const row = <usize>load<u32>(picked + <usize>n * 4) * width;
    copyBytes(<usize>into + <usize>n * width, <usize>source + row, width);
  }
}

function copyBytes(to: usize, from: usize, bytes: usize): void {
  if (bytes >= LONG && bytes <= LONGEST) return memory.copy(to, from, bytes);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) v128.store(to + i, v128.load(from + i));
  for (; i + 4 <= bytes; i += 4) store<u32>(to + i, load<u32>(from + i));
  for (; i < bytes; i++) store<u8>(to + i, load<u8>(from + i));
}

export function allFinite(
  size: i32,
  a: i32,
  count: i32,
  thread: i32,
  threads: i32,
): bool {
  const first = edge(count, thread, threads);
  const from = <usize>(a + first * size);
  const length = edge(count, thread + 1, threads) - first;
  return giveAll(size == 4 ? areFinite<f32>(from, length) : areFinite<f64>(from, length), thread, threads);
}

/** Gives 1 if all threads found so, 0 if not. @returns whether they did */
export function giveAll(found: bool, thread: i32, threads: i32): bool {
  if (threads > 1) {
    store<i32>(FOUND + <usize>thread * LINE, i32(found));
    meet(threads);
    for (let other = 0; other < threads; other++) found = found && load<i32>(FOUND + <usize>other * LINE) != 0;
  }
  if (thread == 0) give(found ? 1 : 0);
  return found;
}

function areFinite<T>(from: usize, count: i32): bool {
  const none = i64x2.splat(0);
  let s0 = none, s1 = none, s2 = none, s3 = none;
  const end = from + bytes<T>(count);
  for (; from + 128 <= end; from += 128) {
    s0 = addNothing<T>(v128.load(from), s0);
    s1 = addNothing<T>(v128.load(from, 16), s1);
    s2 = addNothing<T>(v128.load(from, 32), s2);
    s3 = addNothing<T>(v128.load(from, 48), s3);
    s0 = addNothing<T>(v128.load(from, 64), s0);
    s1 = addNothing<T>(v128.load(from, 80), s1);
    s2 = addNothing<T>(v128.load(from, 96), s2);
    s3 = addNothing<T>(v128.load(from, 112), s3);
  }
  for (; from < end; from += sizeof<T>()) s0 = addNothing<T>(loadSplat<T>(from), s0);
  return isZero<T>(v128.add<T>(v128.add<T>(s0, s1), v128.add<T>(s2, s3)));
}

/** sum + 0 · x: 0 · ∞ and 0 · NaN are NaN, and so is every sum with them; 0 times any other number is 0. */
// @ts-ignore: decorator
@inline
export function addNothing<T>(x: v128, sum: v128): v128 {
  return multiplyAdd<T>(x, i64x2.splat(0), sum);
}

/** Whether no number is NaN of a sum of nothing. */
// @ts-ignore: decorator
@inline
export function isZero<T>(sum: v128): bool {
  return !v128.any_true(v128.ne<T>(sum, sum));
}

// @ts-ignore: decorator
@inline
export function fromItself<T>(x: v128): v128 {
  return v128.sub<T>(x, x);
}
