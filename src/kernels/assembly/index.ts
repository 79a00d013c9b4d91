/** What the kernels export; the compiler begins here. */
export { execute } from './program';
