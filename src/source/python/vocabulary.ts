/** How a function of `Math` is written with a library; `{}` stands for its arguments. */
interface Written {
  readonly numpy: string;
  /** None where the library has no such function. */
  readonly torch?: string;
  readonly count: number;
}

const same = (name: string, other = name): Written => ({ numpy: `np.${other}`, torch: `torch.${other}`, count: 1 });

/** Functions of `Math` and their like that NumPy and PyTorch have. `max` and `min` take any number of arguments. */
export const MATH: Readonly<Record<string, Written>> = {
  'Math.abs': same('abs'),
  'Math.sqrt': same('sqrt'),
  'Math.cbrt': { numpy: 'np.cbrt', count: 1 },
  'Math.exp': same('exp'),
  'Math.expm1': same('expm1'),
  'Math.log': same('log'),
  'Math.log1p': same('log1p'),
  'Math.log2': same('log2'),
  'Math.log10': same('log10'),
  'Math.sin': same('sin'),
  'Math.cos': same('cos'),
  'Math.tan': same('tan'),
  'Math.asin': same('asin', 'arcsin'),
  'Math.acos': same('acos', 'arccos'),
  'Math.atan': same('atan', 'arctan'),
  'Math.sinh': same('sinh'),
  'Math.cosh': same('cosh'),
  'Math.tanh': same('tanh'),
  'Math.asinh': same('asinh', 'arcsinh'),
  'Math.acosh': same('acosh', 'arccosh'),
  'Math.atanh': same('atanh', 'arctanh'),
  'Math.sign': same('sign'),
  'Math.floor': same('floor'),
  'Math.ceil': same('ceil'),
  'Math.trunc': same('trunc'),
  'Math.round': { numpy: 'round_half_up', torch: 'round_half_up', count: 1 },
  'Math.atan2': { numpy: 'np.arctan2', torch: 'torch.arctan2', count: 2 },
  'Math.hypot': { numpy: 'np.hypot', torch: 'torch.hypot', count: 2 },
  'Math.pow': { numpy: '**', torch: '**', count: 2 },
  'Math.max': { numpy: 'np.maximum', torch: 'torch.maximum', count: Infinity },
  'Math.min': { numpy: 'np.minimum', torch: 'torch.minimum', count: Infinity },
  'Number.isNaN': same('isnan'),
  isNaN: same('isnan'),
  'Number.isFinite': same('isfinite'),
  isFinite: same('isfinite'),
};

/** Those that tell something of a number, and give no number. */
export const TESTS = new Set(['Number.isNaN', 'isNaN', 'Number.isFinite', 'isFinite']);

/** Those whose last digit may be another with another library; the others are exact or rounded correctly. */
export const ROUNDED_CORRECTLY = new Set(
  'abs sqrt sign floor ceil trunc round max min'.split(' ').map(each => `Math.${each}`),
);

/** Those of one number. */
export const UNARY_MATH: ReadonlySet<string> = new Set(
  Object.keys(MATH).filter(name => MATH[name]!.count === 1 && !TESTS.has(name)),
);

export function isMathFunction(written: string): boolean {
  return Object.hasOwn(MATH, written);
}

/** Constants; the same with both libraries. */
export const CONSTANTS: Readonly<Record<string, string>> = {
  'Math.PI': String(Math.PI),
  'Math.E': String(Math.E),
  'Math.LN2': String(Math.LN2),
  'Math.LN10': String(Math.LN10),
  'Math.LOG2E': String(Math.LOG2E),
  'Math.LOG10E': String(Math.LOG10E),
  'Math.SQRT2': String(Math.SQRT2),
  'Math.SQRT1_2': String(Math.SQRT1_2),
  'Number.EPSILON': String(Number.EPSILON),
  'Number.MAX_VALUE': String(Number.MAX_VALUE),
  'Number.MIN_VALUE': String(Number.MIN_VALUE),
  'Number.NaN': 'float("nan")',
  'Number.POSITIVE_INFINITY': 'float("inf")',
  'Number.NEGATIVE_INFINITY': '-float("inf")',
  Infinity: 'float("inf")',
  NaN: 'float("nan")',
};

export function isConstant(written: string): boolean {
  return Object.hasOwn(CONSTANTS, written);
}
