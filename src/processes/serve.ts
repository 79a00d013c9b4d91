import * as v from 'valibot';
import { Problem, type ProblemData } from '../numerics/problem';
import { end, isHeardBy, listen, post, type Event } from './channel';
import { requestIdSchema } from './envelope';
import { startGuard } from './guard';

/** Carries out a request of the host, maybe later; what it returns goes back to the host. */
export type Handler<Request> = (request: Request) => unknown;

/** Sends an event to the host. */
export type Emit = <E extends Event>(event: E) => void;

const own = process;
const MEGABYTE = 2 ** 20;

/**
 * The child's end of the boundary to the host: answers each request by what `handle` returns or throws. A Problem
 * keeps its code; anything else thrown is `internal`, with the details for the log; an answer that cannot be sent is
 * `not-cloneable`. Call it once, when the process starts; the host gives the memory limit and its own process id as
 * arguments. Returns a function that sends events.
 */
export function serve<Request>(requestSchema: v.GenericSchema<unknown, Request>, handle: Handler<Request>): Emit {
  const [memory, parent] = process.argv.slice(2).map(Number) as [number, number];
  const guard = startGuard(parent, memory);
  let running = 0;

  /** Whether the last request left something behind that would disturb the next: memory, timers, other listeners. */
  const isWorn = () =>
    (memory > 0 && own.memoryUsage.rss() > (memory * MEGABYTE) / 2) ||
    own.getActiveResourcesInfo().length > atRest ||
    !isHeardBy(receive);

  const respond = async (message: unknown): Promise<void> => {
    const { id } = v.parse(requestIdSchema, message);
    guard.setBusy(++running > 0);
    const reply = await answer(requestSchema, handle, message);
    if (--running === 0 && isWorn()) post({ kind: 'worn' });
    postReply(id, reply);
    guard.setBusy(running > 0);
  };
  const receive = (message: unknown): void => void respond(message);

  if (own.listenerCount('uncaughtException') === 0) own.on('uncaughtException', error => end(toProblem(error)));
  listen(receive);
  const atRest = own.getActiveResourcesInfo().length; // the channel
  post({ kind: 'ready' });
  return post;
}

type Answer = { ok: unknown } | { error: ProblemData };

async function answer<Request>(
  requestSchema: v.GenericSchema<unknown, Request>,
  handle: Handler<Request>,
  message: unknown,
): Promise<Answer> {
  try {
    return { ok: await handle(v.parse(requestSchema, message)) };
  } catch (error) {
    return { error: toProblem(error) };
  }
}

function postReply(id: number, reply: Answer): void {
  try {
    post({ id, ...reply });
  } catch (error) {
    post({ id, error: notCloneable(error) });
  }
}

/** What was thrown, as data; user code may throw anything. */
export function toProblem(error: unknown): ProblemData {
  try {
    if (error instanceof Problem) return error.toData();
  } catch {
    // A proxy that does not want to be looked at.
  }
  return { code: 'internal', args: { detail: describe(error) } };
}

/** More of an error is of no use to anybody. */
const MAX_DESCRIPTION = 10_000;

/** The error's stack, or the value that was thrown; never fails. */
export function describe(error: unknown): string {
  try {
    return (error instanceof Error ? String(error.stack ?? error.message) : String(error)).slice(0, MAX_DESCRIPTION);
  } catch {
    return typeof error; // Its toString throws.
  }
}

/** The message is "… could not be cloned.", beginning with the value's text. */
function notCloneable(error: unknown): ProblemData {
  const found = describe(error)
    .replace(/^\w*Error: /, '')
    .replace(/ could not be cloned\.[^]*$/, '');
  return { code: 'not-cloneable', args: { found: found.slice(0, 100) } };
}
