/** Values a sentence about a problem can mention: names, places, sizes. */
export type ProblemArgs = Record<string, string | number | readonly number[]>;

/** A problem as data, as it crosses process and webview boundaries; `src/words` turns it into a sentence. */
export interface ProblemData {
  readonly code: string;
  readonly args: ProblemArgs;
}

/**
 * A problem with the user's input, named by a code and its arguments and not yet put into words: rooms below the
 * editor do not know the language of the person reading.
 */
export class Problem extends Error implements ProblemData {
  override readonly name = 'Problem';

  constructor(
    readonly code: string,
    readonly args: ProblemArgs = {},
  ) {
    super(`${code} ${JSON.stringify(args)}`);
  }

  toData(): ProblemData {
    return { code: this.code, args: this.args };
  }
}

/** Runs `read`; a problem in it is told with its `source`: a file, an option. */
export function about<T>(source: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Problem ? new Problem(error.code, { source, ...error.args }) : error;
  }
}
