import { workerData } from 'node:worker_threads';
import { instantiate } from './module';
import type { ThreadData } from './team';

const { module, memory, thread } = workerData as ThreadData;
const kernels = instantiate(module, memory);
try {
  kernels.serve(thread);
} catch (error) {
  kernels.lose(); // the first thread is not to wait for this one
  throw error;
}
