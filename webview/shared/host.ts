import * as v from 'valibot';
import {
  decodeDoubles,
  initialSchema,
  replySchema,
  stateEventSchema,
  type Initial,
  type Reply,
} from '../../src/editor/webviewProtocol';
import { Problem } from '../../src/numerics/problem';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** A request without an answer for so long has failed. */
const TIMEOUT_MS = 10_000;

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: Problem) => void;
  readonly timer: number;
}

/** What the page was given with its HTML. */
export function readInitial(): Initial {
  return v.parse(initialSchema, JSON.parse(document.body.dataset['initial'] ?? '{}'));
}

/**
 * The page's end of the boundary to the extension host: announces the page, passes on the host's state, sends requests.
 * What does not fit the protocol is ignored.
 */
export class Host<Request extends { kind: string }, State> {
  private readonly api = acquireVsCodeApi();
  private readonly generation = crypto.randomUUID();
  private readonly pending = new Map<number, Pending>();
  private readonly eventSchema: v.GenericSchema<unknown, { generation: string; seq: number; state: State }>;
  private nextId = 0;
  private lastSeq = -1;

  constructor(
    stateSchema: v.GenericSchema<unknown, State>,
    private readonly onState: (state: State) => void,
  ) {
    this.eventSchema = stateEventSchema(stateSchema);
    window.addEventListener('message', event => this.receive(decodeDoubles(event.data)));
  }

  /** Tells the host that there is a page; the state follows. */
  start(): void {
    this.api.postMessage({ kind: 'ready', generation: this.generation });
  }

  /** @throws Problem what the host says is wrong, or `no-answer` */
  request(request: Request): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        this.pending.delete(id);
        reject(new Problem('no-answer'));
      }, TIMEOUT_MS);
      this.pending.set(id, { resolve, reject, timer });
      this.api.postMessage({ ...request, id });
    });
  }

  /** What the person set on this page (never data), kept while the page is hidden and over reloads of the window. */
  loadIntent<Intent>(schema: v.GenericSchema<unknown, Intent>, initial: Intent): Intent {
    const parsed = v.safeParse(schema, this.api.getState());
    return parsed.success ? parsed.output : initial;
  }

  saveIntent(intent: unknown): void {
    this.api.setState(intent);
  }

  private receive(message: unknown): void {
    const event = v.safeParse(this.eventSchema, message);
    if (event.success) {
      const { generation, seq, state } = event.output;
      if (generation !== this.generation || seq <= this.lastSeq) return;
      this.lastSeq = seq;
      this.onState(state);
      return;
    }
    const reply = v.safeParse(replySchema, message);
    if (reply.success) this.settle(reply.output);
  }

  private settle(reply: Reply): void {
    const pending = this.pending.get(reply.id);
    if (!pending) return;
    this.pending.delete(reply.id);
    window.clearTimeout(pending.timer);
    if ('error' in reply) pending.reject(new Problem(reply.error.code, reply.error.args));
    else pending.resolve(reply.ok);
  }
}
