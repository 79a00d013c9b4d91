import * as assert from 'node:assert/strict';
import { createEngine, supportedBuilds } from '../../../src/kernels/createEngine';
import type { Build, Floats, Kernels } from '../../../src/kernels/kernels';

/** Kernels of one precision, as a test goes through them. */
export interface Tested {
  readonly name: string;
  readonly build: Build;
  readonly kernels: Kernels<Floats>;
  readonly isSingle: boolean;
  /** What is to be predicted: floats in both precisions. */
  readonly targets: (numbers: ArrayLike<number>) => Float32Array;
}

/** Both precisions of all builds that this machine runs. */
export function allKernels(): Tested[] {
  return supportedBuilds().flatMap(build => {
    const { single, double } = createEngine(build);
    const targets = (numbers: ArrayLike<number>) => array(single, numbers);
    return [
      { name: `${build}, floats`, build, kernels: single, isSingle: true, targets },
      { name: `${build}, doubles`, build, kernels: double, isSingle: false, targets },
    ];
  });
}

/** An array of these kernels with these numbers. */
export function array<A extends Floats>(kernels: Kernels<A>, numbers: ArrayLike<number>): A {
  const a = kernels.floats(numbers.length);
  a.set(numbers);
  return a;
}

export function bytes(kernels: Pick<Kernels, 'bytes'>, numbers: ArrayLike<number>): Uint8Array {
  const a = kernels.bytes(numbers.length);
  a.set(numbers);
  return a;
}

export function doubles(kernels: Pick<Kernels, 'doubles'>, numbers: ArrayLike<number>): Float64Array {
  const a = kernels.doubles(numbers.length);
  a.set(numbers);
  return a;
}

/** Units in the last place, of floats or of doubles, that a number is away from the true value. */
export function ulps(value: number, exact: number, isSingle: boolean): number {
  if (Object.is(value, exact) || (isSingle && Object.is(value, Math.fround(exact)))) return 0;
  const [least, digits] = isSingle ? [-126, 23] : [-1022, 52];
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(exact))), least);
  return Math.abs(value - exact) / 2 ** (exponent - digits);
}

/** That each number is within so many units in the last place of the true value; with 0, that it is the same number. */
export function near(
  actual: ArrayLike<number>,
  exact: ArrayLike<number>,
  isSingle: boolean,
  within: number,
  name = '',
): void {
  assert.equal(actual.length, exact.length);
  for (let i = 0; i < actual.length; i++) {
    const distance = ulps(actual[i]!, exact[i]!, isSingle);
    const isNear = within === 0 ? Object.is(actual[i], exact[i]) : distance <= within;
    assert.ok(isNear, `${name}[${i}] is ${actual[i]}, ${distance} ulp from ${exact[i]}`);
  }
}
