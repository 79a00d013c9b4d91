import { CHANGING, SINGLE } from './arguments';
import type { MultivariateEntry } from './entry';
import { MODELS } from './models';
import { SEVERAL } from './several';
import { VALLEYS } from './valleys';

/** All functions of several numbers. */
export const MULTIVARIATE: readonly MultivariateEntry[] = [...VALLEYS, ...MODELS, ...SEVERAL, ...CHANGING, ...SINGLE];
