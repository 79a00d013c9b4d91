import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { ROOT } from '../house/files';

export const CLI = path.join(ROOT, 'dist', 'cli.js');

/** The environment the command line is run in: in English, and with nothing else in it. */
export const ENVIRONMENT: NodeJS.ProcessEnv = { PATH: process.env['PATH'], LANG: 'C.UTF-8' };

/** What a run of the command line printed, and its exit code. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

interface RunOptions {
  readonly cwd: string;
  /** Standard input: a text or an open file. */
  readonly input?: string | number;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs the command line to its end. */
export function runNabla(args: readonly string[], { cwd, input = '', env = {} }: RunOptions): Outcome {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], {
    ...(typeof input === 'string' ? { input } : { stdio: [input, 'pipe', 'pipe'] }),
    cwd,
    encoding: 'utf8',
    env: { ...ENVIRONMENT, ...env },
  });
  return { stdout, stderr, status };
}

/** Wrong arguments, the code they are answered with, and the sentence. */
export type Refusal = readonly [args: readonly string[], code: string, message: RegExp];

/** Each is answered as JSON with its code and sentence, and exit code 2. */
export function assertRefused(nabla: (...args: string[]) => Outcome, refusals: readonly Refusal[]): void {
  for (const [args, code, message] of refusals) {
    const { stdout, stderr, status } = nabla('--json', ...args);
    assert.deepEqual([status, stderr], [2, ''], args.join(' ') + stdout);
    const { error } = JSON.parse(stdout) as { error: { code: string; message: string } };
    assert.deepEqual([error.code], [code], error.message);
    assert.match(error.message, message);
  }
}
