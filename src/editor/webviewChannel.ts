import * as v from 'valibot';
import type * as vscode from 'vscode';
import { Problem, type ProblemData } from '../numerics/problem';
import { encodeDoubles, readySchema, requestIdSchema, type Reply } from './webviewProtocol';

/** Carries out a request of the page; what it returns goes back to the page. */
export type RequestHandler<Request> = (request: Request) => unknown;

/**
 * The host's end of the boundary to a page. The host holds the truth: it sends its whole state when a page has loaded
 * and whenever it changes, and nothing while there is no page to receive it.
 */
export class WebviewChannel<Request, State> implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private generation: string | undefined;
  private seq = 0;
  private state: State | undefined;

  constructor(
    private readonly webview: vscode.Webview,
    private readonly requestSchema: v.GenericSchema<unknown, Request>,
    private readonly handle: RequestHandler<Request>,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscription = webview.onDidReceiveMessage(message => this.receive(message));
  }

  /** Replaces the state and shows it, now or as soon as a page is ready. */
  setState(state: State): void {
    this.state = state;
    this.sendState();
  }

  /** The page is gone, as it is whenever its tab is hidden: wait for the next one to announce itself. */
  pageGone(): void {
    this.generation = undefined;
  }

  dispose(): void {
    this.pageGone();
    this.subscription.dispose();
  }

  private sendState(): void {
    if (this.generation === undefined || this.state === undefined) return;
    void this.webview.postMessage({
      kind: 'state',
      generation: this.generation,
      seq: this.seq++,
      state: encodeDoubles(this.state),
    });
  }

  private async receive(message: unknown): Promise<void> {
    if (v.is(readySchema, message)) {
      this.generation = message.generation;
      this.sendState();
      return;
    }
    if (!v.is(requestIdSchema, message)) {
      this.log.warn('A page sent something that is no request.', message);
      return;
    }
    const { id } = message;
    const request = v.safeParse(this.requestSchema, message);
    const reply: Reply = request.success
      ? await this.answer(id, request.output)
      : { id, error: { code: 'unknown-request', args: { kind: message.kind } } };
    void this.webview.postMessage(encodeDoubles(reply));
  }

  private async answer(id: number, request: Request): Promise<Reply> {
    try {
      return { id, ok: (await this.handle(request)) ?? null };
    } catch (error) {
      return { id, error: this.toProblem(error) };
    }
  }

  private toProblem(error: unknown): ProblemData {
    if (error instanceof Problem) return error.toData();
    this.log.error('A request of a page failed.', error);
    return { code: 'internal', args: {} };
  }
}
