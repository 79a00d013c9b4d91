import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem } from '../../numerics/problem';
import type { Program } from '../kernels';
import type { Executor } from './commands';
import type { KernelExports } from './module';
import { Pace } from './pace';

/** What another thread of a team is given; the first one is the one that calls. */
export interface ThreadData {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
}

/** The compiled thread, beside the file this is bundled into. */
const ENTRY = path.join(__dirname, 'kernelThread.js');

/**
 * Threads of this process that do commands together in one memory. The thread that calls is the first of them; the others
 * are started in the background, sleep while there is nothing to do, and end with the process at the latest.
 */
export class Team implements Executor {
  private readonly others: Worker[] = [];
  private readonly pace = new Pace(() => this.gather());
  private isStarted = false;
  private running = 0;

  /** @param most threads at the most, the first one included */
  constructor(
    private readonly kernels: KernelExports,
    private readonly module: WebAssembly.Module,
    private readonly memory: WebAssembly.Memory,
    readonly most: number,
  ) {}

  /** A command alone is done by the first thread. */
  execute(commands: number, count: number): number {
    return this.kernels.execute(commands, count, 1);
  }

  /** As many threads do a program as prove fastest. */
  program(commands: number, count: number): Program {
    if (this.most === 1) return { run: () => this.execute(commands, count) };
    return this.pace.program(threads => this.share(commands, count, threads));
  }

  /**
   * Does commands, each by several threads.
   *
   * @param most threads that may take part; those that are asleep are woken up for later commands
   * @throws Problem `kernel-thread` where another thread ended amid a command: what was computed is of no use
   */
  share(commands: number, count: number, most: number): number {
    try {
      return this.kernels.execute(commands, count, Math.min(most, this.size));
    } catch (error) {
      if (!this.kernels.isLost()) throw error;
      this.dispose();
      throw new Problem('kernel-thread');
    }
  }

  /** Starts the other threads. @returns how many there are by now, the first one included */
  gather(): number {
    if (!this.isStarted) for (let thread = 1; thread < this.most; thread++) this.start(thread);
    this.isStarted = true;
    return this.size;
  }

  /** Ends the other threads; the first one goes on alone. */
  dispose(): void {
    this.isStarted = true;
    this.running = 0;
    for (const worker of this.others.splice(0)) void worker.terminate();
  }

  private get size(): number {
    return 1 + this.running;
  }

  private start(thread: number): void {
    const { module, memory } = this;
    const workerData: ThreadData = { module, memory, thread };
    const worker = new Worker(ENTRY, { workerData, execArgv: [], env: {} });
    worker.unref();
    // Whatever one of them dies of, the training goes on without them.
    worker.once('error', () => this.dispose()).once('exit', () => this.dispose());
    worker.once('online', () => {
      if (this.others.includes(worker)) this.running++;
    });
    this.others.push(worker);
  }
}
