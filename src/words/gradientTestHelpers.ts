import type { TestStyle } from './gradientTest';

/** A function that the tests call, at the end of the file. */
export interface TestHelper {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly lines: (style: TestStyle, name: string) => readonly string[];
}

/** All of them. */
export const TEST_HELPERS: readonly TestHelper[] = [
  {
    name: 'near',
    parameters: ['actual', 'expected', 'tolerance'],
    lines: ({ isTyped }, name) => [
      '/** Fails where a number is not the one expected, give or take. */',
      isTyped
        ? `function ${name}(actual: number | undefined, expected: number, tolerance: number): void {`
        : `function ${name}(actual, expected, tolerance) {`,
      isTyped
        ? '  if (actual === undefined || !(Math.abs(actual - expected) <= tolerance))'
        : '  if (!(Math.abs(actual - expected) <= tolerance))',
      '    throw new Error(`${actual} instead of ${expected} ± ${tolerance}`);',
      '}',
    ],
  },
  {
    name: 'derivative',
    parameters: ['f', 'x', 'h'],
    lines: ({ isTyped }, name) => [
      '/** The derivative of f at x by differences over five points. */',
      isTyped
        ? `function ${name}(f: (x: number) => number, x: number, h: number): number {`
        : `function ${name}(f, x, h) {`,
      '  return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h);',
      '}',
    ],
  },
  {
    name: 'numbersIn',
    parameters: ['value'],
    lines: ({ isTyped }, name) => [
      '/** The numbers of a derivative, one after the other. */',
      isTyped ? `function ${name}(value: unknown): number[] {` : `function ${name}(value) {`,
      `  return typeof value === 'number' ? [value] : Object.values(value${isTyped ? ' as object' : ''}).flatMap(${name});`,
      '}',
    ],
  },
];
