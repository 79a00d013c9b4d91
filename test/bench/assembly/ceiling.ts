// The most products and sums a second that vectors of 128 bits can do: nothing is loaded or stored on the way.

const CHAINS: i32 = 12; // that do not wait for each other

// @ts-ignore: decorator
@inline function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
}

/** Does `rounds` times as many multiplications and additions as `perRound` says; what they give is of no use. */
export function run(rounds: i32, factor: f32): f32 {
  const a = f32x4.splat(factor);
  const b = f32x4.splat(1e-9);
  let c0 = b, c1 = a, c2 = b, c3 = a, c4 = b, c5 = a, c6 = b, c7 = a, c8 = b, c9 = a, c10 = b, c11 = a;
  for (let i = 0; i < rounds; i++) {
    c0 = madd(a, b, c0);
    c1 = madd(a, b, c1);
    c2 = madd(a, b, c2);
    c3 = madd(a, b, c3);
    c4 = madd(a, b, c4);
    c5 = madd(a, b, c5);
    c6 = madd(a, b, c6);
    c7 = madd(a, b, c7);
    c8 = madd(a, b, c8);
    c9 = madd(a, b, c9);
    c10 = madd(a, b, c10);
    c11 = madd(a, b, c11);
  }
  const half = f32x4.add(f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)), f32x4.add(c4, c5));
  const sum = f32x4.add(half, f32x4.add(f32x4.add(f32x4.add(c6, c7), f32x4.add(c8, c9)), f32x4.add(c10, c11)));
  return f32x4.extract_lane(sum, 0);
}

/** Multiplications and additions of a round. */
export function perRound(): i32 {
  return CHAINS * 4 * 2;
}
