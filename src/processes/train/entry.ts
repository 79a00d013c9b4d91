import { Problem } from '../../numerics/problem';
import * as v from 'valibot';
import { trainRequestSchema } from './protocol';
import { TrainServer } from './server';

/** The train process. */
const server = new TrainServer(progress => {
  process.send?.(progress);
});
process.on('disconnect', () => process.exit(0));
process.on('message', (message: { id: number }) => {
  const { id, ...request } = message;
  const parsed = v.safeParse(trainRequestSchema, request);
  if (!parsed.success) return;
  server.handle(parsed.output).then(
    ok => process.send?.({ id, ok }),
    (error: unknown) =>
      process.send?.({
        id,
        error: error instanceof Problem ? error.toData() : { code: 'internal', args: {} },
      }),
  );
});
