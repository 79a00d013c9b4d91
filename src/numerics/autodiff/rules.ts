/** A function of one variable, and its derivative at x, where y = f(x) is known. */
export interface Rule {
  readonly f: (x: number) => number;
  readonly derivative: (x: number, y: number) => number;
}

// As they are now: the code that is differentiated may change `Math`.
const { abs, acos, acosh, asin, asinh, atan, atanh, cbrt, cos, cosh, exp, expm1, fround, hypot } = Math;
const { log, log10, log1p, log2, sign, sin, sinh, sqrt, tan, tanh, LN2, LN10 } = Math;

/** The differentiable functions of `Math` of one variable, in forms that do not cancel. */
export const RULES: Readonly<Record<string, Rule>> = {
  abs: { f: abs, derivative: x => sign(x) }, // 0 at 0, the middle of both slopes
  acos: { f: acos, derivative: x => -1 / sqrt((1 - x) * (1 + x)) },
  acosh: { f: acosh, derivative: x => 1 / (sqrt(x - 1) * sqrt(x + 1)) },
  asin: { f: asin, derivative: x => 1 / sqrt((1 - x) * (1 + x)) },
  asinh: { f: asinh, derivative: x => 1 / hypot(x, 1) },
  atan: { f: atan, derivative: x => 1 / (1 + x * x) },
  atanh: { f: atanh, derivative: x => 1 / ((1 - x) * (1 + x)) },
  cbrt: { f: cbrt, derivative: (_, y) => 1 / (3 * y * y) },
  cos: { f: cos, derivative: x => -sin(x) },
  cosh: { f: cosh, derivative: x => sinh(x) },
  exp: { f: exp, derivative: (_, y) => y },
  expm1: { f: expm1, derivative: x => exp(x) },
  fround: { f: fround, derivative: () => 1 },
  log: { f: log, derivative: x => 1 / x },
  log10: { f: log10, derivative: x => 1 / (x * LN10) },
  log1p: { f: log1p, derivative: x => 1 / (1 + x) },
  log2: { f: log2, derivative: x => 1 / (x * LN2) },
  sin: { f: sin, derivative: x => cos(x) },
  sinh: { f: sinh, derivative: x => cosh(x) },
  sqrt: { f: sqrt, derivative: (_, y) => 1 / (2 * y) },
  tan: { f: tan, derivative: (_, y) => 1 + y * y },
  tanh: { f: tanh, derivative: x => 1 / cosh(x) ** 2 }, // 1 − y² cancels where y is near 1
};

/** The functions of `Math` that are constant but for jumps: their derivative is 0. */
export const STEPS = ['ceil', 'clz32', 'floor', 'imul', 'round', 'sign', 'trunc'] as const;
