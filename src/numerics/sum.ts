/** Below this length NumPy adds with eight accumulators instead of splitting in two. */
const BLOCK = 128;

/**
 * Sum in NumPy's pairwise order, so that results agree with NumPy digit for digit.
 *
 * Blocks of up to 128 values go to eight accumulators combined as ((0+1)+(2+3))+((4+5)+(6+7)), the remainder is added
 * in order; longer arrays are split in two at a multiple of eight. The rounding error grows as O(log n) ε instead of
 * O(n) ε for a plain loop.
 *
 * Source: `pairwise_sum` of NumPy's umath loops; N. J. Higham, "The accuracy of floating point summation", 1993.
 *
 * @param a values, read from `start` to `end` (exclusive)
 * @returns the sum; 0 for no values
 */
export function pairwiseSum(a: ArrayLike<number>, start = 0, end = a.length): number {
  const n = end - start;
  if (n < 8) return sumInOrder(a, start, end, 0);
  if (n <= BLOCK) return sumBlock(a, start, end);
  let half = n >> 1;
  half -= half % 8;
  return pairwiseSum(a, start, start + half) + pairwiseSum(a, start + half, end);
}

function sumInOrder(a: ArrayLike<number>, start: number, end: number, initial: number): number {
  let sum = initial;
  for (let i = start; i < end; i++) sum += a[i]!;
  return sum;
}

function sumBlock(a: ArrayLike<number>, start: number, end: number): number {
  let r0 = a[start]!;
  let r1 = a[start + 1]!;
  let r2 = a[start + 2]!;
  let r3 = a[start + 3]!;
  let r4 = a[start + 4]!;
  let r5 = a[start + 5]!;
  let r6 = a[start + 6]!;
  let r7 = a[start + 7]!;
  const whole = end - ((end - start) % 8);
  for (let i = start + 8; i < whole; i += 8) {
    r0 += a[i]!;
    r1 += a[i + 1]!;
    r2 += a[i + 2]!;
    r3 += a[i + 3]!;
    r4 += a[i + 4]!;
    r5 += a[i + 5]!;
    r6 += a[i + 6]!;
    r7 += a[i + 7]!;
  }
  return sumInOrder(a, whole, end, r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7)));
}
