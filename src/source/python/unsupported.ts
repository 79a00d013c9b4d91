import { Problem } from '../../numerics/problem';
import { shortened } from '../shortened';

/**
 * That a piece of a text is not surely the same in Python.
 *
 * @param text in which it stands
 * @returns Problem `no-python` with the piece and its line
 */
export function unsupported(text: string, { from, to }: { readonly from: number; readonly to: number }): Problem {
  const [line = ''] = text.slice(from, to).split('\n');
  return new Problem('no-python', { what: shortened(line.trim()), line: text.slice(0, from).split('\n').length });
}

/** The same of the line in which something stands. */
export function unsupportedLine(text: string, at: number): Problem {
  const end = text.indexOf('\n', at);
  return unsupported(text, { from: text.lastIndexOf('\n', at - 1) + 1, to: end < 0 ? text.length : end });
}
