import * as path from 'node:path';
import type { GradientRequest } from './protocol';

const TEXT = 'export function f(x: number): number {\n  return x * x;\n}\n';

/** Has parsers and compiler loaded, and the code compiled, that every gradient needs. */
export const WARM_UP: GradientRequest = {
  kind: 'gradient',
  source: {
    file: path.resolve('example.ts'), // which is not read
    text: TEXT,
    site: {
      name: 'f',
      start: 0,
      end: TEXT.length,
      inModule: true,
      parameters: [{ name: 'x', form: { kind: 'numbers', depth: 0 }, optional: false }],
    },
  },
  args: [1],
  method: 'adaptive',
  exact: true,
  book: true,
  curve: 0,
};

/** What a process needs after it, in resident megabytes. */
export const WARM_MEGABYTES = 100;
