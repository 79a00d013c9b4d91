import * as v from 'valibot';

/** Any double; valibot's own number leaves out NaN. */
export const doubleSchema = v.custom<number>(value => typeof value === 'number');

/** A problem as it crosses the boundary to a page or a child process. */
export const problemSchema = v.object({
  code: v.string(),
  args: v.record(v.string(), v.union([v.string(), doubleSchema, v.pipe(v.array(doubleSchema), v.readonly())])),
});
