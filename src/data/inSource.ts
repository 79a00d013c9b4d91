import { Problem } from '../numerics/problem';

/**
 * What a step gives, or its problem with the source it is about, where it does not name one.
 *
 * @throws Problem
 */
export async function inSource<T>(source: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw withSource(error, source);
  }
}

/** A problem with the source it is about; other errors as they are. */
export function withSource(error: unknown, source: string): unknown {
  return error instanceof Problem ? new Problem(error.code, { source, ...error.args }) : error;
}
