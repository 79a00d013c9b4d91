import { inspect } from 'node:util';
import { shortened } from './shortened';

/** What a look at a value of the user shows; such a value may throw when it is looked at. */
export function lookAt<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

/** A value of the user as a sentence can mention it: on one line, and not long. */
export function shown(value: unknown): string {
  return shortened(lookAt(() => inspect(value, { depth: 1, breakLength: Infinity }), '…'));
}
