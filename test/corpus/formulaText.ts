/** Texts of formulas that nobody wants to write out. */

/** A formula put into itself so many times. */
export function iterated(formula: string, times: number): string {
  let result = 'x';
  for (let i = 0; i < times; i++) result = formula.replaceAll('x', `(${result})`);
  return result;
}

/** Terms numbered from `first`, added. */
export function sum(first: number, last: number, term: (k: number) => string): string {
  return Array.from({ length: last - first + 1 }, (_, i) => term(first + i)).join(' + ');
}
