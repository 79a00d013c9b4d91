import { Operation } from '../operations';

/** The words of a command, without those at the end that it does not need. */
export type Command = readonly number[];

const SINGLE = Float32Array.BYTES_PER_ELEMENT;

/**
 * The same commands, with fewer ways through memory: a step of SGD,
 *
 *     copy(values, before), addScaled(values, gradient, factor), allFinite(values),
 *
 * becomes one command.
 */
export function fused(commands: readonly Command[]): Command[] {
  const fewer: Command[] = [];
  for (let i = 0; i < commands.length;) {
    const step = descent(commands.slice(i, i + 3));
    fewer.push(step ?? commands[i]!);
    i += step ? 3 : 1;
  }
  return fewer;
}

/** @returns undefined if these commands are not a step of SGD, all of it on the same float32 numbers */
function descent([copy, add, check]: readonly Command[]): Command | undefined {
  if (copy?.[0] !== Operation.copy || add?.[0] !== Operation.addScaled || check?.[0] !== Operation.allFinite)
    return undefined;
  const [, from, before, bytes] = copy as [number, number, number, number];
  const [, size, count, factor, values, gradient] = add as [number, number, number, number, number, number];
  const [, , checked, length] = check as [number, number, number, number];
  const isSame = from === values && checked === values && length === count && bytes === count * SINGLE;
  const areApart = [before - values, gradient - values, before - gradient].every(gap => Math.abs(gap) >= bytes);
  if (size !== SINGLE || !isSame || !areApart) return undefined;
  return [Operation.descend, count, factor, values, gradient, before];
}
