import * as path from 'node:path';
import { Companion } from './companion';

/** A Python with NumPy that answers requests of `peers.py`, one after the other. */
export class Python {
  private constructor(
    private readonly companion: Companion,
    /** How it was started. */
    readonly command: string,
    /** Of Python and its packages. */
    readonly version: string,
  ) {}

  /** undefined where there is no Python with NumPy. */
  static async start(command = 'python3', threads = 1): Promise<Python | undefined> {
    const companion = startPython(command, threads);
    try {
      return new Python(companion, command, await companion.ask<string>({ kind: 'versions' }));
    } catch {
      return undefined;
    }
  }

  ask<Answer>(request: { readonly kind: string; readonly [key: string]: unknown }): Promise<Answer> {
    return this.companion.ask(request);
  }

  dispose(): void {
    this.companion.dispose();
  }
}

/** @param threads that its linear algebra may take */
export function startPython(command: string, threads: number): Companion {
  const variables = Object.fromEntries(
    ['OMP', 'OPENBLAS', 'MKL'].map(library => [`${library}_NUM_THREADS`, String(threads)]),
  );
  return Companion.start(command, [path.resolve('test', 'bench', 'peers.py')], variables);
}
