import * as v from 'valibot';
import { Problem } from '../../../src/numerics/problem';
import { serve } from '../../../src/processes/serve';

/** A child process of ours, which runs no code of the user. */
const requestSchema = v.variant('kind', [
  v.object({ kind: v.literal('double'), x: v.number() }),
  v.object({ kind: v.literal('refuse'), why: v.string() }),
  v.object({ kind: v.literal('fail') }),
  v.object({ kind: v.literal('crash') }),
  v.object({ kind: v.literal('count'), to: v.number() }),
]);

const emit = serve(requestSchema, request => {
  switch (request.kind) {
    case 'double':
      return 2 * request.x;
    case 'refuse':
      return Promise.reject(new Problem(request.why, { shape: [2, 3] }));
    case 'fail':
      throw new Error('a fault of ours');
    case 'crash':
      setTimeout(() => {
        throw new Error('a fault of ours');
      });
      return new Promise(() => {});
    case 'count':
      for (let n = 1; n <= request.to; n++) emit({ kind: 'counted', n: Float32Array.of(n) });
      return undefined;
  }
});
