import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';

/** A Python with NumPy that answers requests of `peers.py`, one after the other. */
export class Python {
  private readonly lines: AsyncIterator<string, undefined>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  }

  /** undefined where there is no Python with NumPy. */
  static async start(): Promise<Python | undefined> {
    const child = spawn('python3', [path.resolve('test', 'bench', 'peers.py')]);
    const failed = new Promise<undefined>(resolve => child.once('error', () => resolve(undefined)));
    child.stdin.on('error', () => undefined); // it has ended, which the answer tells
    child.stderr.resume();
    const python = new Python(child);
    const version = python.ask<string>({ kind: 'versions' }).catch(() => undefined);
    python.version = (await Promise.race([failed, version])) ?? '';
    return python.version === '' ? undefined : python;
  }

  /** Of Python and NumPy. */
  version = '';

  async ask<Answer>(request: { readonly kind: string; readonly [key: string]: unknown }): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await this.lines.next();
    if (line.done) throw new Error('Python has ended');
    return JSON.parse(line.value) as Answer;
  }

  dispose(): void {
    this.child.stdin.end();
  }
}
