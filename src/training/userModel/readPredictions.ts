import { outputsOf, type Targets } from '../../data/dataset';
import { Problem } from '../../numerics/problem';
import { shown } from '../../source/lookAt';

/**
 * What `predict` gives for N samples: of a classification a class a sample, or a row of scores of which the greatest is
 * the class (of equal ones the first); of a regression a number a sample, or a row of T numbers.
 *
 * @param into where it goes: classes [N], numbers [N, T]
 * @throws Problem `model-predictions`, `model-prediction`
 */
export function readPredictions(
  given: unknown,
  targets: Targets,
  samples: number,
  into: Uint8Array | Float64Array,
): void {
  const outputs = outputsOf(targets);
  const expected = { task: targets.task, outputs };
  if (!Array.isArray(given) || given.length !== samples) {
    const found = Array.isArray(given) ? given.length : shown(given);
    throw new Problem('model-predictions', { found, samples, ...expected });
  }
  const read = targets.task === 'classification' ? readClass : readNumbers;
  for (let n = 0; n < samples; n++)
    if (!read(given[n], into, n, outputs))
      throw new Problem('model-prediction', { found: shown(given[n]), sample: n, ...expected });
}

/** @returns whether there is a class, or a score of every class */
function readClass(given: unknown, into: Uint8Array | Float64Array, n: number, classes: number): boolean {
  if (typeof given === 'number') {
    into[n] = given;
    return Number.isInteger(given) && given >= 0 && given < classes;
  }
  if (!isRow(given, classes)) return false;
  let best = 0;
  for (let k = 1; k < classes; k++) if (given[k]! > given[best]!) best = k;
  into[n] = best;
  return true;
}

function readNumbers(given: unknown, into: Uint8Array | Float64Array, n: number, outputs: number): boolean {
  const row = typeof given === 'number' ? [given] : given;
  if (!isRow(row, outputs)) return false;
  for (let k = 0; k < outputs; k++) into[n * outputs + k] = row[k]!;
  return true;
}

function isRow(given: unknown, length: number): given is number[] {
  return Array.isArray(given) && given.length === length && given.every(each => typeof each === 'number');
}
