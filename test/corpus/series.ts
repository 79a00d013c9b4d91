import { Decimal as DecimalOfTwenty } from 'decimal.js';

/** Decimal numbers of 40 digits: what is computed with them is exact beside doubles. */
export const Decimal = DecimalOfTwenty.clone({ precision: 40 });
export type Decimal = DecimalOfTwenty;

/** The coefficients of a truncated power series in (x − x₀): the function's value, its slope, and so on. */
export type Series = readonly Decimal[];

const ZERO = new Decimal(0);

/** A double as the decimal number it is, not as the shortest one that reads back as it. */
export function exactly(x: number): Decimal {
  if (Number.isInteger(x) && Math.abs(x) <= Number.MAX_SAFE_INTEGER) return new Decimal(x);
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(x))) - 52, -1074);
  const half = Math.trunc(exponent / 2); // 2 ** 1074 is no double
  return new Decimal(x / 2 ** half / 2 ** (exponent - half)).times(Decimal.pow(2, exponent));
}

export function constant(value: Decimal, order: number): Series {
  return [value, ...new Array<Decimal>(order).fill(ZERO)];
}

/** x itself about x₀. */
export function variable(at: Decimal, order: number): Series {
  return [at, new Decimal(1), ...new Array<Decimal>(order).fill(ZERO)].slice(0, order + 1);
}

export function add(a: Series, b: Series): Series {
  return a.map((each, k) => each.plus(b[k]!));
}

export function scale(a: Series, factor: Decimal | number): Series {
  return a.map(each => each.times(factor));
}

export function subtract(a: Series, b: Series): Series {
  return a.map((each, k) => each.minus(b[k]!));
}

/** Σ weight(i) aᵢ bₖ₋ᵢ over i from `first` to k. */
function convolution(a: Series, b: Series, k: number, first = 0, weight?: (i: number) => Decimal | number): Decimal {
  let sum = ZERO;
  for (let i = first; i <= k; i++) {
    const [left, right] = [a[i]!, b[k - i]!];
    if (left.isZero() || right.isZero()) continue;
    const product = left.times(right);
    sum = sum.plus(weight ? product.times(weight(i)) : product);
  }
  return sum;
}

export function multiply(a: Series, b: Series): Series {
  return a.map((_, k) => convolution(a, b, k));
}

/** q with q b = a. */
export function divide(a: Series, b: Series): Series {
  const quotient: Decimal[] = [];
  for (const [k, each] of a.entries()) {
    quotient.push(each.minus(convolution(b, [...quotient, ZERO], k, 1)).div(b[0]!));
  }
  return quotient;
}

/** aᵖ from a y′ = p a′ y; whole powers of series that begin with 0 by multiplication. */
export function power(a: Series, p: Decimal): Series {
  if (p.isInteger() && !p.isNegative() && p.lt(64)) return wholePower(a, p.toNumber());
  const result: Decimal[] = [a[0]!.pow(p)];
  for (let k = 1; k < a.length; k++) {
    const sum = convolution(a, [...result, ZERO], k, 1, i => p.times(i).minus(k - i));
    result.push(sum.div(a[0]!.times(k)));
  }
  return result;
}

function wholePower(a: Series, n: number): Series {
  if (n === 0) return constant(new Decimal(1), a.length - 1);
  const half = wholePower(a, n >> 1);
  const square = multiply(half, half);
  return n % 2 === 0 ? square : multiply(square, a);
}

/** y with y′ = g a′: a function of a with the derivative g. */
export function integral(value: Decimal, g: Series, a: Series): Series {
  return a.map((_, k) => (k === 0 ? value : convolution(a, g, k, 1, i => i).div(k)));
}

export function exponential(a: Series): Series {
  const result: Decimal[] = [a[0]!.exp()];
  for (let k = 1; k < a.length; k++) result.push(convolution(a, [...result, ZERO], k, 1, i => i).div(k));
  return result;
}

export function logarithm(a: Series): Series {
  return integral(a[0]!.ln(), divide(constant(new Decimal(1), a.length - 1), a), a);
}

/** Sine and cosine, from s′ = a′ c and c′ = −a′ s. */
export function sineAndCosine(a: Series): readonly [Series, Series] {
  const [sine, cosine] = [[a[0]!.sin()], [a[0]!.cos()]];
  for (let k = 1; k < a.length; k++) {
    const next = convolution(a, [...cosine, ZERO], k, 1, i => i).div(k);
    cosine.push(
      convolution(a, [...sine, ZERO], k, 1, i => i)
        .div(k)
        .neg(),
    );
    sine.push(next);
  }
  return [sine, cosine];
}
