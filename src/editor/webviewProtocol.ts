import * as v from 'valibot';

/**
 * The boundary between the extension host and a page, the same for every panel: requests `{id, kind, …}` from the page
 * are answered by `{id, ok}` or `{id, error}`; the host sends its state as numbered events. Checked on both sides.
 *
 * A page load is a generation: it announces itself with `ready` and ignores events meant for an earlier load.
 */

export { requestIdSchema, replySchema, type Reply } from '../processes/envelope';

export const readySchema = v.object({ kind: v.literal('ready'), generation: v.string() });

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
