import { BROKEN } from './broken';
import type { Entry } from './corpus';
import { ELEMENTARY } from './elementary';

/** All functions of the corpus. */
export const ENTRIES: readonly Entry[] = [...ELEMENTARY, ...BROKEN];
