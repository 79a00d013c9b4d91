import type * as v from 'valibot';
import { Problem } from '../numerics/problem';
import type { Child, RequestOptions } from './child';

/**
 * One child process for requests that may be its end, and a warm spare that takes its place at once: the request after
 * a hostile one is answered as fast as any. Requests wait for one another; a child whose request went well is asked
 * again. Nothing is started before the first request, unless it is asked for.
 */
export class ProcessPool<Request extends { kind: string }, Event = never> {
  private current: Child<Request, Event> | undefined;
  private spare: Child<Request, Event> | undefined;
  /** Settles when the last request in the queue has. */
  private last: Promise<unknown> = Promise.resolve();
  private disposed = false;

  /** @param create starts a child process */
  constructor(private readonly create: () => Child<Request, Event>) {}

  /**
   * Asks the child as soon as the requests before have settled.
   *
   * @throws Problem as `Child.request` does; `cancelled` when the signal comes while it waits, or on `dispose`
   */
  request<Answer>(
    request: Request,
    answer: v.GenericSchema<unknown, Answer>,
    options: RequestOptions = {},
  ): Promise<Answer> {
    const asked = this.last.then(() => this.ask(request, answer, options));
    this.last = asked.catch(() => {});
    return options.signal ? Promise.race([asked, whenAborted(options.signal)]) : asked;
  }

  /** Starts a child for the first request, which is likely to come. */
  prepare(): void {
    if (!this.disposed) this.usableChild();
  }

  /** Has the next request carried out by a new child: call it when what `create` depends on has changed. */
  renew(): void {
    this.current?.retire();
    this.spare?.end();
  }

  /** Ends the processes; the requests are `cancelled`. */
  dispose(): void {
    this.disposed = true;
    this.current?.end();
    this.spare?.end();
  }

  private async ask<Answer>(
    request: Request,
    answer: v.GenericSchema<unknown, Answer>,
    options: RequestOptions,
  ): Promise<Answer> {
    if (this.disposed || options.signal?.aborted) throw new Problem('cancelled');
    try {
      return await this.usableChild().request(request, answer, options);
    } finally {
      this.prepareSpare();
    }
  }

  private usableChild(): Child<Request, Event> {
    if (!this.current?.usable) {
      this.current?.end();
      this.current = this.spare?.usable ? this.spare : this.create();
      this.spare = undefined;
    }
    return this.current;
  }

  /** After a request, so that it does not compete with one; a child that is no longer usable gives way at once. */
  private prepareSpare(): void {
    if (this.disposed) return;
    this.usableChild();
    if (!this.spare?.usable) this.spare = this.create();
  }
}

/** Does not wait for the requests before. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Problem('cancelled')), { once: true });
  });
}
