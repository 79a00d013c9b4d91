/**
 * Bytes as numbers, (byte − offset) · factor in double precision, then rounded. In single precision that is three times
 * as fast: with factor = high + low, where high has few enough digits that (byte − offset) · high is exact,
 *
 *   (byte − offset) · high + (byte − offset) · low
 *
 * is the same for nearly every factor if the offset is whole. Whether it is for all 256 bytes is seen by trying them.
 */
import { CACHE_LINE } from '../operations';
import { part } from './team';

/** So many rows are brought near at once: what is far away in memory is long in coming, but much comes together. */
const NEAR = 16;

/** So few pixels are done before that is seen. */
const FEW = 1024;

export function gatherPixels(
  size: i32,
  source: usize,
  order: usize,
  position: usize,
  into: usize,
  scale: usize,
  count: i32,
  width: i32,
  thread: i32,
  threads: i32,
): void {
  const picked = order + <usize>load<u32>(position) * 4;
  const offset = load<f64>(scale);
  const factor = load<f64>(scale + 8);
  const isQuick = size == 4 && count * width > FEW && isExact(offset, factor);
  const first = part(count, thread, threads);
  const end = part(count, thread + 1, threads);
  for (let n = first; n < end; n++) {
    if ((n - first) % NEAR == 0) touchRows(source, picked, n, min(n + NEAR, end), width);
    const from = source + <usize>load<u32>(picked + <usize>n * 4) * <usize>width;
    const to = into + <usize>n * <usize>width * <usize>size;
    if (isQuick) scaleQuickly(from, to, width, offset, factor);
    else if (size == 4) scaleToSingles(from, to, width, offset, factor);
    else scaleToDoubles(from, to, width, offset, factor);
  }
}

/** Reads a byte of each line of the cache that these rows have. */
function touchRows(source: usize, picked: usize, from: i32, to: i32, width: i32): void {
  for (let n = from; n < to; n++) {
    const row = source + <usize>load<u32>(picked + <usize>n * 4) * <usize>width;
    for (let i = 0; i < width; i += CACHE_LINE) load<u8>(row + <usize>i);
  }
}

function scaleToDoubles(from: usize, to: usize, count: i32, offset: f64, factor: f64): void {
  for (let i = 0; i < count; i++) store<f64>(to + <usize>i * 8, scaled(load<u8>(from + <usize>i), offset, factor));
}

// @ts-ignore: decorator
@inline
function scaled(byte: u8, offset: f64, factor: f64): f64 {
  return (<f64>byte - offset) * factor;
}

function scaleToSingles(from: usize, to: usize, count: i32, offset: f64, factor: f64): void {
  const offsets = f64x2.splat(offset);
  const factors = f64x2.splat(factor);
  let i = 0;
  for (; i + 8 <= count; i += 8) {
    const words = v128.load8x8_u(from + <usize>i);
    const place = to + <usize>i * 4;
    v128.store(place, scaledFour(i32x4.extend_low_i16x8_u(words), offsets, factors));
    v128.store(place + 16, scaledFour(i32x4.extend_high_i16x8_u(words), offsets, factors));
  }
  for (; i < count; i++) store<f32>(to + <usize>i * 4, <f32>scaled(load<u8>(from + <usize>i), offset, factor));
}

// @ts-ignore: decorator
@inline
function scaledFour(bytes: v128, offsets: v128, factors: v128): v128 {
  const low = f64x2.convert_low_i32x4_s(bytes);
  const high = f64x2.convert_low_i32x4_s(i64x2.shuffle(bytes, bytes, 1, 1));
  return i64x2.shuffle(
    f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(low, offsets), factors)),
    f32x4.demote_f64x2_zero(f64x2.mul(f64x2.sub(high, offsets), factors)),
    0,
    2,
  );
}

function scaleQuickly(from: usize, to: usize, count: i32, offset: f64, factor: f64): void {
  const offsets = f32x4.splat(<f32>offset);
  const high = f32x4.splat(highPart(factor));
  const low = f32x4.splat(<f32>(factor - highPart(factor)));
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    const bytes = v128.load(from + <usize>i);
    const first = i16x8.extend_low_i8x16_u(bytes);
    const last = i16x8.extend_high_i8x16_u(bytes);
    const place = to + <usize>i * 4;
    v128.store(place, scaledQuickly(i32x4.extend_low_i16x8_u(first), offsets, high, low));
    v128.store(place, scaledQuickly(i32x4.extend_high_i16x8_u(first), offsets, high, low), 16);
    v128.store(place, scaledQuickly(i32x4.extend_low_i16x8_u(last), offsets, high, low), 32);
    v128.store(place, scaledQuickly(i32x4.extend_high_i16x8_u(last), offsets, high, low), 48);
  }
  for (; i < count; i++) store<f32>(to + <usize>i * 4, <f32>scaled(load<u8>(from + <usize>i), offset, factor));
}

// @ts-ignore: decorator
@inline
function scaledQuickly(bytes: v128, offsets: v128, high: v128, low: v128): v128 {
  const moved = f32x4.sub(f32x4.convert_i32x4_s(bytes), offsets);
  return f32x4.add(f32x4.mul(moved, high), f32x4.mul(moved, low));
}

/** The first 15 of the 24 binary digits that a single holds. */
function highPart(factor: f64): f32 {
  return reinterpret<f32>(reinterpret<u32>(<f32>factor) & 0xfffffe00);
}

/** Whether single precision gives the same for all bytes. */
function isExact(offset: f64, factor: f64): bool {
  const offsets = f64x2.splat(offset);
  const factors = f64x2.splat(factor);
  const singleOffsets = f32x4.splat(<f32>offset);
  const high = f32x4.splat(highPart(factor));
  const low = f32x4.splat(<f32>(factor - highPart(factor)));
  let bytes = i32x4(0, 1, 2, 3);
  let differing = i32x4.splat(0);
  for (let i = 0; i < 256; i += 4) {
    const quick = scaledQuickly(bytes, singleOffsets, high, low);
    differing = v128.or(differing, v128.xor(quick, scaledFour(bytes, offsets, factors)));
    bytes = i32x4.add(bytes, i32x4.splat(4));
  }
  return !v128.any_true(differing);
}
