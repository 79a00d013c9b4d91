import * as v from 'valibot';
import { problemSchema } from '../words/schemas';

/**
 * The boundary between the extension host and a page, the same for every panel: requests `{id, kind, …}` from the page
 * are answered by `{id, ok}` or `{id, error}`; the host sends its state as numbered events. Checked on both sides.
 *
 * A page load is a generation: it announces itself with `ready` and ignores events meant for an earlier load.
 */

export const readySchema = v.object({ kind: v.literal('ready'), generation: v.string() });

/** What every request carries besides its own fields. */
export const requestIdSchema = v.object({ id: v.pipe(v.number(), v.integer()), kind: v.string() });

export const replySchema = v.union([
  v.object({ id: v.number(), ok: v.unknown() }),
  v.object({ id: v.number(), error: problemSchema }),
]);
export type Reply = v.InferOutput<typeof replySchema>;

/** The event that carries the host's state; a later `seq` replaces an earlier one. */
export function stateEventSchema<State extends v.GenericSchema>(state: State) {
  return v.object({ kind: v.literal('state'), generation: v.string(), seq: v.number(), state });
}

/** What a page needs before its first message; travels in an attribute of the page. */
export const initialSchema = v.object({
  language: v.string(),
  translations: v.optional(v.record(v.string(), v.string())),
});
export type Initial = v.InferOutput<typeof initialSchema>;
