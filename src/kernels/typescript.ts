// Until trainings make an engine of their own.
import { single } from './typescript/arithmetic';
import { TypescriptKernels } from './typescript/kernels';

export const typescriptKernels = new TypescriptKernels(single);
