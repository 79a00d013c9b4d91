/** What the kernels export; the compiler begins here. */
export { execute, serve } from './execute';
export { isLost, lose } from './team';
