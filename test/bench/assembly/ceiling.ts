// The most products and sums a second that vectors of 128 bits can do: nothing is loaded or stored on the way.

const CHAINS: i32 = 12; // that do not wait for each other

/** c a + b; multiplying what stays the same would be done once for all. */
// @ts-ignore: decorator
@inline
function next(c: v128, a: v128, b: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(c, a, b) : f32x4.add(b, f32x4.mul(c, a));
}

/** Does `rounds` times as many multiplications and additions as `perRound` says; what they give is of no use. */
export function run(rounds: i32, factor: f32): f32 {
  // Neither constants, which would be loaded again and again, nor the same in all chains, which would be one.
  const a = f32x4.splat(factor);
  const b = f32x4.splat(factor * 3);
  let c0 = f32x4.splat(factor),
    c1 = f32x4.splat(factor * 2),
    c2 = f32x4.splat(factor * 3),
    c3 = f32x4.splat(factor * 4),
    c4 = f32x4.splat(factor * 5),
    c5 = f32x4.splat(factor * 6),
    c6 = f32x4.splat(factor * 7),
    c7 = f32x4.splat(factor * 8),
    c8 = f32x4.splat(factor * 9),
    c9 = f32x4.splat(factor * 10),
    c10 = f32x4.splat(factor * 11),
    c11 = f32x4.splat(factor * 12);
  for (let i = 0; i < rounds; i++) {
    c0 = next(c0, a, b);
    c1 = next(c1, a, b);
    c2 = next(c2, a, b);
    c3 = next(c3, a, b);
    c4 = next(c4, a, b);
    c5 = next(c5, a, b);
    c6 = next(c6, a, b);
    c7 = next(c7, a, b);
    c8 = next(c8, a, b);
    c9 = next(c9, a, b);
    c10 = next(c10, a, b);
    c11 = next(c11, a, b);
  }
  const half = f32x4.add(f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)), f32x4.add(c4, c5));
  const sum = f32x4.add(half, f32x4.add(f32x4.add(f32x4.add(c6, c7), f32x4.add(c8, c9)), f32x4.add(c10, c11)));
  return f32x4.extract_lane(sum, 0);
}

/** Multiplications and additions of a round. */
export function perRound(): i32 {
  return CHAINS * 4 * 2;
}
