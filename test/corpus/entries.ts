import { BROKEN } from './broken';
import type { Entry } from './corpus';
import { ELEMENTARY } from './elementary';
import { LOSSES } from './losses';
import { METHODS } from './methods';
import { NOISY } from './noise';
import { PROGRAMS } from './programs';
import { SCALED } from './scales';

/** All functions of the corpus. */
export const ENTRIES: readonly Entry[] = [
  ...ELEMENTARY,
  ...SCALED,
  ...LOSSES,
  ...METHODS,
  ...PROGRAMS,
  ...NOISY,
  ...BROKEN,
];
