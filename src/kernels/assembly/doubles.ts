// Until the functions of elementary.ts are there.
const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const LOG2_E: f64 = 1.442695040888963387;

function scaled(y: f64, k: i32): f64 {
  if (k > 1023) return y * 2 * power(k - 1);
  if (k < -1022) return y * power(k + 54) * power(-54);
  return y * power(k);
}

function power(k: i32): f64 {
  return reinterpret<f64>(<i64>(k + 1023) << 52);
}

export function exp(x: f64): f64 {
  if (!(x < 709.782712893384)) return x == Infinity || x > 0 ? Infinity : NaN;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  return scaled(1 - (low - (r * c) / (2 - c) - high), <i32>k);
}

export function log(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  let k = 0;
  let bits = reinterpret<u64>(x);
  if (<u32>(bits >> 32) < 0x00100000) {
    bits = reinterpret<u64>(x * 18014398509481984.0);
    k = -54;
  }
  const upper = <u32>(bits >> 32) + (0x3ff00000 - 0x3fe6a09e);
  k += <i32>(upper >>> 20) - 0x3ff;
  bits = (<u64>((upper & 0x000fffff) + 0x3fe6a09e) << 32) | (bits & 0xffffffff);
  const f = reinterpret<f64>(bits) - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  return s * (half + even + odd) + <f64>k * LN2_LOW - half + f + <f64>k * LN2_HIGH;
}
