import { existsSync, readFileSync, statSync } from 'node:fs';
import { Problem } from '../numerics/problem';
import { readArrays, type NumberArray } from '../source/arrays';

/**
 * The array an argument stands for: a file, `file#name` of an array in it, `-` for standard input, or the array itself.
 *
 * @throws Problem what is wrong with it, or `no-numbers-in`, `which-array`, `no-such-array`
 */
export function arrayFromArgument(argument: string): NumberArray {
  if (argument === '-') return onlyArray(readFileSync(0, 'utf8'), '-');
  if (isFile(argument)) return onlyArray(readFileSync(argument, 'utf8'), argument);
  const hash = argument.lastIndexOf('#');
  const file = argument.slice(0, hash);
  if (hash > 0 && isFile(file)) return namedArray(readFileSync(file, 'utf8'), file, argument.slice(hash + 1));
  return onlyArray(argument, argument);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function onlyArray(text: string, source: string): NumberArray {
  const { arrays, problems } = readArrays(text);
  const [array] = arrays;
  if (problems[0] && arrays.length !== 1) throw problems[0];
  if (!array) throw new Problem('no-numbers-in', { source: shorten(source) });
  if (arrays.length > 1) throw new Problem('which-array', { source: shorten(source), names: namesOf(arrays) });
  return array;
}

function namedArray(text: string, source: string, name: string): NumberArray {
  const { arrays, problems } = readArrays(text);
  const array = arrays.find(each => each.name === name);
  if (array) return array;
  const problem = problems.find(each => each.args['name'] === name);
  throw problem ?? new Problem('no-such-array', { source, name, names: namesOf(arrays) });
}

function namesOf(arrays: readonly NumberArray[]): string {
  return arrays.map((array, index) => array.name ?? `#${index + 1}`).join(', ');
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
