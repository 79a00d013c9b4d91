import * as vscode from 'vscode';
import { decodeDoubles } from '../../src/editor/webviewProtocol';
import { closeAll, until } from './helpers';

type Listener = (message: unknown) => unknown;

/** What a page is told when it asks. */
export interface Answer {
  readonly ok?: unknown;
  readonly error?: { readonly code: string; readonly args?: unknown };
}

/** Sees what the extension sends to the pages of one kind of panel, and asks for what a page would. */
export class WatchedPanels<Request extends { readonly kind: string }, State extends { readonly kind: string }> {
  private readonly states: State[] = [];
  private readonly replies = new Map<number, unknown>();
  private listener: Listener | undefined;
  private nextId = 1_000_000; // a real page counts from 0
  private readonly original = vscode.window.createWebviewPanel;

  constructor(private readonly viewType: string) {}

  /** Watches panels while the tests of a suite run; each begins without any editor or panel. */
  whileTesting(): this {
    before(() => this.watch());
    beforeEach(async () => {
      await closeAll();
      this.forget();
    });
    after(async () => {
      Object.assign(vscode.window, { createWebviewPanel: this.original });
      await closeAll();
    });
    return this;
  }

  /** The state that was sent last, as soon as something holds of it. */
  async state<Wanted extends State>(what: string, holds: (state: State) => state is Wanted): Promise<Wanted>;
  async state(what: string, holds: (state: State) => boolean): Promise<State>;
  async state(what: string, holds: (state: State) => boolean): Promise<State> {
    await until(what, () => this.states.length > 0 && holds(this.states.at(-1)!));
    return this.states.at(-1)!;
  }

  /** All states that were sent. */
  get all(): readonly State[] {
    return this.states;
  }

  /** How many states were sent. */
  get count(): number {
    return this.states.length;
  }

  /** Asks for something as the page does; returns the answer or the problem. */
  async ask(request: Request): Promise<Answer> {
    return this.send(request);
  }

  /** Sends something with an id, which need not be a request. */
  async send(message: object): Promise<Answer> {
    const id = this.nextId++;
    this.listener!({ id, ...message });
    await until('there is an answer', () => this.replies.has(id));
    return this.replies.get(id) as Answer;
  }

  private watch(): void {
    const create = (...args: Parameters<typeof vscode.window.createWebviewPanel>) => {
      const panel = this.original.apply(vscode.window, args);
      return args[0] === this.viewType ? this.watched(panel) : panel;
    };
    Object.assign(vscode.window, { createWebviewPanel: create });
  }

  /** The panel, or one that VS Code would restore, with what it says and hears watched. */
  watched(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    return withPart(panel, 'webview', this.watchedWebview(panel.webview));
  }

  /** Forgets what was seen. */
  private forget(): void {
    this.states.length = 0;
    this.listener = undefined;
  }

  private watchedWebview(webview: vscode.Webview): vscode.Webview {
    const postMessage = (message: { kind?: string; id?: number; state?: unknown }) => {
      if (message.kind === 'state') this.states.push(decodeDoubles(message.state) as State);
      else if (message.id !== undefined) this.replies.set(message.id, decodeDoubles(message));
      return webview.postMessage(message);
    };
    const onDidReceiveMessage = (listener: Listener) => {
      this.listener = listener;
      setImmediate(() => listener({ kind: 'ready', generation: 'test' })); // however long the page takes
      return webview.onDidReceiveMessage(listener);
    };
    return withPart(withPart(webview, 'postMessage', postMessage), 'onDidReceiveMessage', onDidReceiveMessage);
  }
}

/** The same object but for one of its parts. */
function withPart<T extends object>(object: T, name: keyof T, part: unknown): T {
  return new Proxy(object, {
    get(target, key) {
      if (key === name) return part;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}
