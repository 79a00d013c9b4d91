/** How many significant digits are shown unless the full double is asked for. */
const DIGITS = 6;
const MINUS = '\u2212';

/**
 * A number for reading: six significant digits, integers plain, exponents as 1.2e−7, NaN and ∞ by their signs.
 * The full double is `String(x)`.
 */
export function formatNumber(x: number, digits = DIGITS): string {
  if (Number.isNaN(x)) return 'NaN';
  const sign = x < 0 ? MINUS : '';
  const magnitude = Math.abs(x);
  if (magnitude === Infinity) return `${sign}∞`;
  if (Number.isInteger(magnitude) && magnitude < 1e15) return sign + String(magnitude);
  const rounded = Number(magnitude.toPrecision(digits));
  const [mantissa, exponent] = (rounded >= 1e-4 && rounded < 1e15 ? String(rounded) : rounded.toExponential()).split(
    'e',
  );
  return exponent === undefined
    ? sign + mantissa
    : `${sign}${mantissa}e${exponent.replace('-', MINUS).replace('+', '')}`;
}

/** A number that was measured: of a million and more, integers too have significant digits only, and an exponent. */
export function formatRounded(x: number, digits = DIGITS): string {
  if (!Number.isFinite(x) || Math.abs(x) < 10 ** DIGITS) return formatNumber(x, digits);
  const [mantissa, exponent] = x.toExponential(digits - 1).split('e+');
  return `${formatNumber(Number(mantissa), digits)}e${exponent}`;
}

/** Two numbers that differ, with as many digits as show it. */
export function formatApart(x: number, other: number): [string, string] {
  const texts = [formatNumber(x), formatNumber(other)] as [string, string];
  return texts[0] === texts[1] ? [formatNumber(x, 17), formatNumber(other, 17)] : texts;
}

/** A number with no more digits than its error supports: `0.1998` where it is known to ± 0.0003. */
export function formatUncertain(x: number, error: number | null): string {
  if (error === null || !(error > 0) || error === Infinity || x === 0) return formatNumber(x);
  const supported = Math.floor(Math.log10(Math.abs(x))) - Math.floor(Math.log10(error)) + 1;
  return formatNumber(x, Math.min(DIGITS, Math.max(1, supported)));
}

/**
 * Numbers of a column padded in front so that their points stand below each other; needs figures of one width. The
 * padding is figure spaces, which `trim()` removes.
 *
 * @param format the full double by default
 */
export function alignOnPoint(values: readonly number[], format: (x: number) => string = String): string[] {
  const texts = values.map(x => format(x));
  const lengths = texts.map(text => text.search(/[.e]|$/));
  const longest = Math.max(0, ...lengths);
  return texts.map((text, index) => '\u2007'.repeat(longest - lengths[index]!) + text);
}

/** A shape for reading: `10`, `2 × 10`. */
export function formatShape(shape: readonly number[]): string {
  return shape.join(' × ');
}

/** A position in an array as written in code: `[3]`, `[0][3]`. */
export function formatPosition(position: readonly number[]): string {
  return position.map(index => `[${index}]`).join('');
}

/** A number of things with its thousands apart: `1,797`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** A share as a percentage: `97.5 %`. */
export function formatPercent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** JSON with non-finite numbers as the strings "NaN", "Infinity" and "-Infinity", and typed arrays as arrays. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_, item: unknown) => {
      if (typeof item === 'number' && !Number.isFinite(item)) return String(item);
      if (item instanceof Float32Array || item instanceof Float64Array) return Array.from(item);
      return item;
    },
    indent,
  );
}
