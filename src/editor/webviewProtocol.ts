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

/** How a double is sent that JSON, which VS Code carries messages to pages in, does not know. */
const DOUBLE = '$double';

/** A message as JSON can carry it: NaN, the infinities and −0 are tagged; typed arrays travel as they are. */
export function encodeDoubles(message: unknown): unknown {
  if (typeof message === 'number') {
    const known = Number.isFinite(message) && !Object.is(message, -0);
    return known ? message : { [DOUBLE]: Object.is(message, -0) ? '-0' : String(message) };
  }
  return mapItems(message, encodeDoubles);
}

/** Undoes `encodeDoubles`. */
export function decodeDoubles(message: unknown): unknown {
  const tagged = isRecord(message) ? message[DOUBLE] : undefined;
  return typeof tagged === 'string' ? Number(tagged) : mapItems(message, decodeDoubles);
}

function mapItems(message: unknown, map: (item: unknown) => unknown): unknown {
  if (Array.isArray(message)) return message.map(map);
  if (!isRecord(message)) return message;
  return Object.fromEntries(Object.entries(message).map(([name, item]) => [name, map(item)]));
}

/** Whether something is a plain object; typed arrays and buffers are not. */
function isRecord(message: unknown): message is Record<string, unknown> {
  if (typeof message !== 'object' || message === null) return false;
  const prototype: unknown = Object.getPrototypeOf(message);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
