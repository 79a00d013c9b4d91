import { existsSync, readFileSync, statSync } from 'node:fs';
import * as l10n from '@vscode/l10n';
import { Problem } from '../numerics/problem';
import { readArrays, type NumberArray } from '../source/arrays';
import { formatShape } from '../words/numbers';

/**
 * The array an argument stands for: a file, `file#name` or `file#1` of an array or a column in it, `-` for standard input, or the array itself.
 *
 * @throws Problem what is wrong with it, or `no-numbers-in`, `which-array`, `no-such-array`,
 * `empty-input`, `unreadable-input`
 */
export function arrayFromArgument(argument: string): NumberArray {
  if (argument === '-') return arrayFromInput();
  if (isFile(argument)) return onlyArray(readText(argument, argument), argument);
  const hash = argument.lastIndexOf('#');
  const file = argument.slice(0, hash);
  if (hash > 0 && isFile(file)) return namedArray(readText(file, file), file, argument.slice(hash + 1));
  return onlyArray(argument, argument);
}

function arrayFromInput(): NumberArray {
  const name = l10n.t('Standard input');
  const text = readText(0, name);
  if (text.trim() === '') throw new Problem('empty-input', { source: name });
  return onlyArray(text, name);
}

/** @throws Problem `unreadable-input` */
function readText(file: string | number, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem('unreadable-input', { source: name, reason: (error as NodeJS.ErrnoException).code ?? '' });
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** What cannot be read is not passed over in silence: it may be what was meant. */
function onlyArray(text: string, source: string): NumberArray {
  const { arrays, problems } = readArrays(text);
  if (problems[0] && arrays.length < 2) throw problems[0];
  const [array] = arrays;
  if (!array && /^[\s[\](),]*[\])]\s*$/.test(text)) throw new Problem('empty-input', { source: shorten(source) });
  if (!array) throw new Problem('no-numbers-in', { source: shorten(source) });
  if (arrays.length > 1) throw new Problem('which-array', { source: shorten(source), names: listOf(arrays) });
  return array;
}

/** The array of that name; else, where the name is a number, that one in the order of the text, counted from 1. */
function namedArray(text: string, source: string, name: string): NumberArray {
  const { arrays, problems } = readArrays(text);
  const array = arrays.find(each => each.name === name);
  if (array) return array;
  const problem = problems.find(each => each.args['name'] === name);
  const numbered = /^\d+$/.test(name) ? arrays[Number(name) - 1] : undefined;
  if (!problem && numbered) return numbered;
  if (arrays.length === 0 && problems[0]) throw problems[0];
  throw problem ?? new Problem('no-such-array', { source, name, names: listOf(arrays) });
}

/** More arrays than this are not listed. */
const MAX_LISTED = 20;

/** The arrays by name or number, with their shapes. */
function listOf(arrays: readonly NumberArray[]): string {
  const listed = arrays
    .slice(0, MAX_LISTED)
    .map(({ name, shape }, i) => `${name ?? `#${i + 1}`} (${formatShape(shape)})`);
  return [...listed, ...(arrays.length > MAX_LISTED ? ['…'] : [])].join(', ');
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
