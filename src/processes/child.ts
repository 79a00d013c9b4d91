import { fork, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { Problem } from '../numerics/problem';
import { problemOf } from './ending';
import { LAST_WORDS_FD, replySchema, statusSchema, type Reply } from './envelope';
import { killGroup } from './killGroup';
import { onUnreadable } from './unreadable';

export interface ChildOptions<Event> {
  /** The compiled file that calls `serve`. */
  readonly entry: string;
  /** Resident megabytes it may need; 0 for no limit. */
  readonly memory: number;
  /** What it may tell, and who hears it; without, it may tell nothing. */
  readonly events?: v.GenericSchema<unknown, Event>;
  readonly onEvent?: (event: Event) => void;
  /** Called once when it ends without having been asked to, whether or not a request was running. */
  readonly onEnd?: (problem: Problem) => void;
  /** Folder it runs in; that of the host if not given. */
  readonly cwd?: string;
  readonly execArgv?: readonly string[];
  /** What it is told besides, from the third argument on. */
  readonly args?: readonly string[];
}

export interface RequestOptions {
  /** Milliseconds from when the process takes requests. */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

interface Pending {
  readonly settle: (reply: Reply) => void;
  readonly reject: (problem: Problem) => void;
  /** Starts the clock. */
  readonly started: () => void;
}

/** A process that takes longer to start does not start. */
const START_MS = 30_000;

/** How long to wait for what an ended process has written, should something it started keep it open. */
const CLOSE_MS = 1000;

/** More last words than this are not from us. */
const MAX_LAST_WORDS = 65_536;

/** What a process needs before it holds any data, in megabytes; V8 collects garbage in time to stay below the rest. */
const BASE_MEGABYTES = 100;

/**
 * The host's end of the boundary to a child process. Whatever happens in the child, every request settles, and what
 * the child sends is checked before anybody sees it; a child that breaks the protocol is ended.
 */
export class Child<Request extends { kind: string }, Event = never> {
  private readonly process: ChildProcess;
  private readonly pending = new Map<number, Pending>();
  private readonly startTimer: NodeJS.Timeout;
  private nextId = 0;
  private ready = false;
  private worn = false;
  private lastWords = '';
  /** Why the process has ended or is being ended. */
  private ending: Problem | undefined;

  constructor(private readonly options: ChildOptions<Event>) {
    this.process = fork(options.entry, [String(options.memory), String(process.pid), ...(options.args ?? [])], {
      serialization: 'advanced',
      detached: process.platform !== 'win32', // leads a group of its own
      stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
      execArgv: [...heapLimit(options.memory), ...(options.execArgv ?? [])],
      env: environment(),
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.startTimer = setTimeout(
      () => this.stop(new Problem('process-not-started', { reason: `${START_MS / 1000} s` })),
      START_MS,
    );
    this.hear();
  }

  /** Whether it is worth another request: it lives, and earlier requests left nothing behind in it. */
  get usable(): boolean {
    return this.ending === undefined && !this.worn;
  }

  /**
   * Asks the child for something.
   *
   * @param answer what the child has to answer
   * @throws Problem what the child says is wrong; `process-timeout` or `cancelled` after the child has been ended for
   *   it; or why the child has ended by itself: `process-memory`, `process-exited`, `process-killed`, `process-crashed`,
   *   `process-uncaught`, `process-not-started`
   */
  request<Answer>(
    request: Request,
    answer: v.GenericSchema<unknown, Answer>,
    { timeout, signal }: RequestOptions = {},
  ): Promise<Answer> {
    const failed = signal?.aborted ? new Problem('cancelled') : this.ending;
    if (failed) return Promise.reject(failed);
    const id = this.nextId++;
    return new Promise<Answer>((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const cancel = () => this.stop(new Problem('cancelled'));
      const finish = () => {
        this.pending.delete(id);
        clearTimeout(timer);
        signal?.removeEventListener('abort', cancel);
      };
      const settle = (reply: Reply) => {
        if ('error' in reply) return (finish(), reject(new Problem(reply.error.code, reply.error.args)));
        const checked = v.safeParse(answer, reply.ok);
        if (!checked.success) return this.breach(v.summarize(checked.issues));
        finish();
        resolve(checked.output);
      };
      const started = () => {
        if (timeout === undefined) return;
        timer = setTimeout(() => this.stop(new Problem('process-timeout', { seconds: timeout / 1000 })), timeout);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.pending.set(id, { settle, reject: problem => (finish(), reject(problem)), started });
      if (this.ready) started();
      // If it cannot be sent, the process has ended or never began, and that is heard of.
      if (this.process.connected) this.process.send({ ...request, id }, () => {});
    });
  }

  /** Takes no more requests in a pool; those that run are carried out. */
  retire(): void {
    this.worn = true;
  }

  /** Ends the process and all it started; requests that are running are `cancelled`. */
  end(): void {
    this.stop(new Problem('cancelled'));
  }

  private hear(): void {
    const child = this.process;
    child.on('message', message => this.receive(message));
    onUnreadable(child, error => this.breach(String(error)));
    child.on('error', error => this.hasEnded(new Problem('process-not-started', { reason: error.message })));
    child.on('exit', (exitCode, signal) => {
      if (child.pid !== undefined) killGroup(child.pid); // what it started and left behind
      const conclude = () => {
        clearTimeout(timer);
        const { lastWords, ready: started } = this;
        this.hasEnded(problemOf({ exitCode, signal, lastWords, started, memory: this.options.memory }));
      };
      const timer = setTimeout(conclude, CLOSE_MS);
      child.once('close', conclude); // All it has sent is read by then.
    });
    child.on('disconnect', () => this.kill()); // Nothing could be asked of it any more.
    const pipe = child.stdio?.[LAST_WORDS_FD] as Readable | undefined; // Without a process there is none.
    pipe?.setEncoding('utf8').on('data', (text: string) => {
      this.lastWords += text;
      if (this.lastWords.length > MAX_LAST_WORDS) this.breach('too many last words');
    });
    pipe?.on('error', () => {}); // The process is gone; how is heard of.
  }

  private receive(message: unknown): void {
    if (this.ending) return;
    if (v.is(replySchema, message)) {
      const pending = this.pending.get(message.id);
      if (pending) pending.settle(message);
      else this.breach('an answer to no request');
    } else if (v.is(statusSchema, message)) {
      this.worn ||= message.kind === 'worn';
      if (message.kind === 'ready' && !this.ready) this.start();
    } else {
      this.hearEvent(message);
    }
  }

  private hearEvent(message: unknown): void {
    const { events, onEvent } = this.options;
    const event = events && v.safeParse(events, message);
    if (!event?.success) return this.breach(event ? v.summarize(event.issues) : 'an event');
    onEvent?.(event.output);
  }

  private start(): void {
    this.ready = true;
    clearTimeout(this.startTimer);
    for (const { started } of this.pending.values()) started();
  }

  /** The child has said what it must not say. */
  private breach(detail: string): void {
    this.hasEnded(new Problem('internal', { detail: `${this.options.entry}: ${detail}` }));
    this.kill();
  }

  private stop(problem: Problem): void {
    this.finish(problem);
    this.kill();
  }

  /** The process has ended by itself, or by its own fault. */
  private hasEnded(problem: Problem): void {
    if (this.ending) return;
    this.finish(problem);
    this.options.onEnd?.(problem);
  }

  /** No request will be answered any more. */
  private finish(problem: Problem): void {
    this.ending ??= problem;
    clearTimeout(this.startTimer);
    for (const { reject } of [...this.pending.values()]) reject(problem);
  }

  private kill(): void {
    if (this.process.pid !== undefined && this.process.exitCode === null && this.process.signalCode === null)
      killGroup(this.process.pid);
  }
}

/** Options of the host's own Node would be inherited otherwise. */
function heapLimit(memory: number): string[] {
  if (memory === 0) return [];
  return [`--max-old-space-size=${Math.round(Math.max(memory - BASE_MEGABYTES, memory / 2))}`];
}

/** The host's environment without what VS Code and its Node were started with. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(NODE_OPTIONS$|VSCODE_|ELECTRON_)/i.test(name));
  return { ...Object.fromEntries(own), ELECTRON_RUN_AS_NODE: '1' };
}
