import { html, nothing, render } from 'lit';
import type * as v from 'valibot';
import { Problem } from '../../src/numerics/problem';
import { sentence } from '../../src/words/sentences';
import { Announcer } from './announcer';
import { Host } from './host';
import { onThemeChange } from './theme';

/** A page: draws the newest state of the host, and passes on what the person asks for. */
export abstract class Page<Request extends { kind: string }, State> {
  protected readonly announcer = new Announcer();
  protected readonly host: Host<Request, State>;
  protected state: State | undefined;
  private readonly root = document.getElementById('page')!;
  private failure: Problem | undefined;
  private frame: number | undefined;

  constructor(stateSchema: v.GenericSchema<unknown, State>) {
    this.host = new Host(stateSchema, state => this.receive(state));
  }

  start(): void {
    document.body.append(this.announcer.element);
    onThemeChange(() => this.draw());
    this.draw();
    this.host.start();
  }

  /** The whole page; without a state what stands there until it comes. */
  protected abstract content(state: State | undefined): unknown;

  /** Called with every new state before it is drawn. */
  protected received?(state: State): void;

  /** Asks the host for something; what it answers to a mistake stands on the page until something else is asked for. */
  protected ask(request: Request): void {
    void this.answered(request);
  }

  /** The same, and resolves when the host has answered. */
  protected async answered(request: Request): Promise<void> {
    if (this.failure) this.draw();
    this.failure = undefined;
    try {
      await this.host.request(request);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.failure = error;
      this.draw();
    }
  }

  /** Draws at the next animation frame, once however often it was asked for. */
  protected draw(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      render(this.whole(this.state), this.root);
      if (this.state) document.body.dataset['ready'] = '1';
    });
  }

  private receive(state: State): void {
    this.state = state;
    this.received?.(state);
    this.draw();
  }

  /** The page with what the host refused; at the end, unless the page has a better place for it. */
  protected whole(state: State | undefined): unknown {
    return html`${this.content(state)} ${this.failureNote()}`;
  }

  /** @param said what stands on the page anyway */
  protected failureNote(said?: string): unknown {
    const text = this.failure && sentence(this.failure);
    return text === undefined || text === said ? nothing : html`<p class="warning" role="alert">${text}</p>`;
  }
}

/** Whether a key was pressed alone, in no field that takes text. */
export function isPlainKey(event: KeyboardEvent, key: string): boolean {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  return !typing && event.key.toLowerCase() === key && !event.ctrlKey && !event.metaKey && !event.altKey;
}
