import * as fs from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { framed, restartEvent, scalarsEvent, versionEvent } from '../formats/tfevents';
import { writing } from './writing';

/**
 * The event file that one process writes of a run, as TensorBoard reads it. What is added is kept until it is flushed:
 * a write for each of ten thousand numbers a second would cost more than computing them.
 */
export class EventFile {
  private readonly descriptor: number;
  private pending = new Uint8Array(1 << 16);
  private length = 0;

  private constructor(private readonly file: string) {
    this.descriptor = writing(file, () => fs.openSync(file, 'ax'));
  }

  /**
   * Begins a file in a run's folder, named so that it comes after those that are there.
   *
   * @param restartedAt the first step it will hold again; what other files hold of it and of later ones does not count
   * @param now seconds since 1970
   * @throws Problem `run-write`
   */
  static create(run: string, restartedAt: number | undefined, now: number): EventFile {
    const file = new EventFile(
      path.join(
        run,
        nameAfter(
          writing(run, () => fs.readdirSync(run)),
          now,
        ),
      ),
    );
    file.append(framed(versionEvent(now)));
    if (restartedAt !== undefined) file.append(framed(restartEvent(now, restartedAt)));
    file.flush();
    return file;
  }

  /** Numbers of a step by their tags. @param wallTime seconds since 1970 */
  add(wallTime: number, step: number, scalars: Readonly<Record<string, number>>): void {
    this.append(framed(scalarsEvent(wallTime, step, scalars)));
  }

  /** A record, which is copied. */
  append(record: Uint8Array): void {
    const end = this.length + record.length;
    if (end > this.pending.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(this.pending.subarray(0, this.length));
      this.pending = larger;
    }
    this.pending.set(record, this.length);
    this.length = end;
  }

  /**
   * Writes what was added.
   *
   * @throws Problem `run-write`
   */
  flush(): void {
    if (this.length === 0) return;
    const bytes = this.pending.subarray(0, this.length);
    this.length = 0;
    writing(this.file, () => fs.writeFileSync(this.descriptor, bytes));
  }

  /** Sees to it that what was written is on the disk, and closes. */
  close(): void {
    writing(this.file, () => {
      fs.fsyncSync(this.descriptor);
      fs.closeSync(this.descriptor);
    });
  }
}

const NAME = /^events\.out\.tfevents\.(\d{10})\./;

/** TensorBoard reads the files of a folder in the order of their names: time first. */
function nameAfter(existing: readonly string[], now: number): string {
  const times = existing.map(name => Number(NAME.exec(name)?.[1] ?? -1));
  const time = Math.max(Math.floor(now), ...times.map(each => each + 1));
  const host = hostname().replace(/[^\w-]/g, '-') || 'host';
  return `events.out.tfevents.${time}.${host}.nabla`;
}
