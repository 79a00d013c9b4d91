/**
 * xⁿ by repeated squaring: the same on every machine, which `**` need not be.
 *
 * @param n a whole number from 0 to 2⁵³
 */
export function integerPower(x: number, n: number): number {
  let power = 1;
  for (let square = x; n > 0; square *= square) {
    if (n % 2 === 1) power *= square;
    n = Math.floor(n / 2);
  }
  return power;
}
