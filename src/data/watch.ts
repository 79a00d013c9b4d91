import { setImmediate } from 'node:timers/promises';
import { Problem } from '../numerics/problem';
import type { Reading } from './config';

/** Who wants to know how far reading or making data is, and may cancel it. */
export interface Watch {
  reading?(reading: Reading): void;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds between two readings: some 30 a second. */
const INTERVAL = 33;

/** Tells a watch how far a source is, at most 30 times a second, and lets messages in meanwhile. */
export class Pace {
  private next = performance.now() + INTERVAL;

  /** @param source the file as it was given, or the generator */
  constructor(
    private readonly source: string,
    private readonly watch: Watch = {},
  ) {}

  /**
   * To be awaited every few milliseconds.
   *
   * @param total 0 while it is not known
   * @throws Problem `cancelled` once the watch's signal is aborted
   */
  async at(done: number, total: number): Promise<void> {
    this.stopIfCancelled();
    if (performance.now() < this.next) return;
    this.watch.reading?.({ kind: 'reading', source: this.source, done, total });
    await setImmediate();
    this.stopIfCancelled();
    this.next = performance.now() + INTERVAL;
  }

  private stopIfCancelled(): void {
    if (this.watch.signal?.aborted) throw new Problem('cancelled');
  }
}
