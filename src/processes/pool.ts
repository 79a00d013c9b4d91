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

  /** What children that are started ahead are asked for first. */
  private readonly warming = new WeakMap<Child<Request, Event>, Promise<unknown>>();

  /**
   * @param create starts a child process
   * @param warmUp has one that is started before it is needed do something, so that it will be fast
   * @param keepsSpare whether a spare is kept
   */
  constructor(
    private readonly create: () => Child<Request, Event>,
    private readonly warmUp: (child: Child<Request, Event>) => Promise<unknown> = () => Promise.resolve(),
    private readonly keepsSpare = true,
  ) {}

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
    if (!this.disposed && !this.current?.usable) this.current = this.createAhead();
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
      await this.warming.get(this.usableChild()); // its time is not the request's
      if (this.disposed) throw new Problem('cancelled');
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

  private createAhead(): Child<Request, Event> {
    const child = this.create();
    this.warming.set(
      child,
      this.warmUp(child).catch(() => undefined), // if it fails, requests tell
    );
    return child;
  }

  /** After a request, so that it does not compete with one; a child that is no longer usable gives way at once. */
  private prepareSpare(): void {
    if (this.disposed || !this.keepsSpare) return;
    this.usableChild();
    if (!this.spare?.usable) this.spare = this.createAhead();
  }
}

/** Does not wait for the requests before. */
function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Problem('cancelled')), { once: true });
  });
}
