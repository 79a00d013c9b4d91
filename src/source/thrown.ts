import * as path from 'node:path';
import { lookAt } from './lookAt';

/** What was thrown, in one line: `TypeError: x is not a function`. */
export function errorText(error: unknown): string {
  return lookAt(
    () => {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : `thrown: ${String(error)}`;
      return text.split('\n')[0]!.slice(0, 300);
    },
    typeof error,
  );
}

/** Whether a function called itself without end. */
export function isStackOverflow(error: unknown): boolean {
  return lookAt(() => error instanceof RangeError && /call stack/i.test(error.message), false);
}

/** Lines at a module's end, `to` exclusive, and the line of its text where the code on them was copied from. */
interface CopiedLines {
  readonly from: number;
  readonly to: number;
  /** Undefined where nothing was copied. */
  readonly original: number | undefined;
}

/** What was written at the end of the module that was loaded last. */
let appended: { readonly file: string; readonly copies: readonly CopiedLines[] } = { file: '', copies: [] };

/** Says what is written at the end of a module that is about to run, so that places in it are those of its text. */
export function placesOf(file: string, copies: readonly CopiedLines[]): void {
  appended = { file, copies };
}

/** A line of a stack: `at f (file:///a.ts:3:7)`. */
const FRAME = /(?:\(|at (?:async )?)(?:file:\/\/)?((?:\/|[A-Za-z]:[\\/])[^()]*?):(\d+):(\d+)\)?$/;

/** The room this file is in, as stacks name it. */
const OUR_ROOM = path.dirname(FRAME.exec(new Error().stack!.split('\n')[1]!.trim())?.[1] ?? __filename);

/** Our own rooms that the user's code calls; bundled, they are one file. */
const OUR_ROOMS = [OUR_ROOM, path.resolve(OUR_ROOM, '../numerics')];

function isOurs(file: string): boolean {
  return OUR_ROOMS.some(room => file.startsWith(room + path.sep));
}

/** Where the user's code threw: the first frame of the stack that is neither a package's nor ours. */
export function placeOf(error: unknown): { file: string; line: number; column: number } | Record<string, never> {
  const stack = lookAt(() => (error instanceof Error ? String(error.stack) : ''), '');
  for (const frame of stack.split('\n')) {
    const [, file, line, column] = FRAME.exec(frame.trim()) ?? [];
    if (file === undefined || /[\\/]node_modules[\\/]/.test(file) || isOurs(file)) continue;
    const isFirst = line === '1'; // before it, jiti puts code of its own
    return placeInText(file, Number(line), isFirst ? 1 : Number(column));
  }
  return {};
}

function placeInText(file: string, line: number, column: number): { file: string; line: number; column: number } {
  const copy = file === appended.file ? appended.copies.find(({ from, to }) => from <= line && line < to) : undefined;
  if (copy?.original === undefined) return { file, line, column };
  const { from, original } = copy;
  return { file, line: original + line - from, column: line === from ? 1 : column }; // something stands before it there
}
