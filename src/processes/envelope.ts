import * as v from 'valibot';
import { problemSchema } from '../words/schemas';

/**
 * The envelope of every boundary, to a child process or to a page: requests `{id, kind, …}` are answered by `{id, ok}`
 * or `{id, error}`, events are `{kind, …}`. Both ends check what they receive; what a request or an event holds besides
 * is the business of each process's own protocol file.
 */

/** What every request carries besides its own fields. */
export const requestIdSchema = v.object({ id: v.pipe(v.number(), v.integer()), kind: v.string() });

export const replySchema = v.union([
  v.object({ id: v.number(), ok: v.unknown() }),
  v.object({ id: v.number(), error: problemSchema }),
]);
export type Reply = v.InferOutput<typeof replySchema>;

/** What a child process tells about itself: it takes requests; it should take no more of them. */
export const statusSchema = v.object({ kind: v.picklist(['ready', 'worn']) });
export type Status = v.InferOutput<typeof statusSchema>;

export const CONSOLE_LEVELS = ['log', 'info', 'warn', 'error', 'debug'] as const;
export type ConsoleLevel = (typeof CONSOLE_LEVELS)[number];

/** What contained code printed; `omitted` counts what was printed beyond the limit of the request, so far. */
export const consoleEventSchema = v.object({
  kind: v.literal('console'),
  level: v.picklist(CONSOLE_LEVELS),
  text: v.string(),
  omitted: v.optional(v.number()),
});
export type ConsoleEvent = v.InferOutput<typeof consoleEventSchema>;

/** Where a child process leaves a last word about why it ends, a problem as JSON: written at once, or never. */
export const LAST_WORDS_FD = 4;
