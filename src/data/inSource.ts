import { Problem } from '../numerics/problem';

/** Names the source of problems about it that do not name one. */
export function inSource<T>(source: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw withSource(error, source);
  }
}

/** A problem with the source it is about; other errors as they are. */
export function withSource(error: unknown, source: string): unknown {
  return error instanceof Problem ? new Problem(error.code, { source, ...error.args }) : error;
}
