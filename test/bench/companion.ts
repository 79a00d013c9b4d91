import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What a companion answers: what was asked for, or why there is none. */
type Answer = { readonly ok: unknown } | { readonly error: string };

/** A child process that answers requests one after the other: a line of JSON for a line of JSON. */
export class Companion {
  private readonly lines: AsyncIterator<string, undefined>;
  private complaints = '';

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    child.stdin.on('error', () => undefined); // it has ended, which the answer tells
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => (this.complaints = (this.complaints + text).slice(-2000)));
    child.on('error', error => (this.complaints = error.message));
  }

  /** @param variables of its environment, besides ours */
  static start(command: string, args: readonly string[], variables: NodeJS.ProcessEnv = {}): Companion {
    return new Companion(spawn(command, args, { env: { ...process.env, ...variables } }));
  }

  /** @throws Error with what it says, where it cannot answer */
  async ask<T>(request: { readonly kind: string; readonly [key: string]: unknown }): Promise<T> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await this.lines.next();
    if (line.done) throw new Error(this.complaints.trim().split('\n').at(-1) || 'it has ended');
    const answer = JSON.parse(line.value) as Answer;
    if ('error' in answer) throw new Error(answer.error);
    return answer.ok as T;
  }

  dispose(): void {
    this.child.stdin.end();
  }
}
