import * as path from 'node:path';
import type { GradientRequest, PlotsRequest } from './protocol';

const TEXT = 'export function f(x: number, y: number): number {\n  return x * y;\n}\n';

const SOURCE: GradientRequest['source'] = {
  file: path.resolve('example.ts'), // which is not read
  text: TEXT,
  site: {
    name: 'f',
    start: 0,
    end: TEXT.length,
    inModule: true,
    parameters: ['x', 'y'].map(name => ({ name, form: { kind: 'numbers', depth: 0 }, optional: false })),
  },
};

const GRADIENT: GradientRequest = {
  kind: 'gradient',
  source: SOURCE,
  args: [1, 1],
  method: 'adaptive',
  exact: true,
  book: true,
};

const PLOTS: PlotsRequest = {
  kind: 'plots',
  source: SOURCE,
  args: [1, 1],
  slice: { variable: 0, range: [0, 2] },
  map: { variables: [0, 1], x: [0, 2], y: [0, 2] },
  steps: { variable: 0, reference: 1 },
};

/** Has parsers and compiler loaded, and the code compiled, that every gradient and its plots need. */
export const WARM_UP = { gradient: GRADIENT, plots: PLOTS } as const;

/** What a process needs after it, in resident megabytes. */
export const WARM_MEGABYTES = 100;
