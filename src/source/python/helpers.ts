/** Functions that JavaScript has and Python does not, by what the library is called. */
export const HELPERS: Readonly<Record<string, (prefix: string) => string[]>> = {
  fold: () => [
    'def fold(step, values, result):',
    '    for i, value in enumerate(values):',
    '        result = step(result, value, i)',
    '    return result',
  ],
  round_half_up: prefix => [
    'def round_half_up(x):',
    `    whole = ${prefix}.floor(x)`,
    '    return whole + 1 if x - whole >= 0.5 else whole',
  ],
};
