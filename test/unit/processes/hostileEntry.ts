import * as v from 'valibot';
import { contain } from '../../../src/processes/containment';
import { serve } from '../../../src/processes/serve';

/** A child process that runs whatever it is sent: the body of a function of `require`. */
const requestSchema = v.object({ kind: v.literal('run'), code: v.string() });

serve(
  requestSchema,
  contain(({ code }) => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- that is its job
    return new Function('require', code)(require) as unknown;
  }),
);
