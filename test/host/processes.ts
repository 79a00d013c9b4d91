import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { onExit } from './cleanup';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Shows the output while it comes instead of only in the error. */
  show?: boolean;
}

/** Runs a program to its end and returns its standard output; rejects with the last lines it wrote. */
export async function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const withdraw = onExit(() => child.kill('SIGKILL'));
  let out = '';
  let all = '';
  child.stdout.on('data', (data: Buffer) => ((out += String(data)), (all += String(data))));
  child.stderr.on('data', (data: Buffer) => (all += String(data)));
  if (options.show) {
    child.stdout.pipe(process.stdout);
    child.stderr.pipe(process.stderr);
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(withdraw);
  if (code !== 0) {
    throw new Error(`${program} ${args.slice(0, 2).join(' ')} ended with ${code}: ${lastLines(all)}`);
  }
  return out;
}

/** The last lines of a program's output, for an error message. */
export function lastLines(text: string, count = 8): string {
  return text.trim().split('\n').slice(-count).join('\n') || '(no output)';
}

/** True where `program` can be started. */
export function isInstalled(program: string): boolean {
  const probe = process.platform === 'win32' ? spawnSync('where', [program]) : spawnSync('which', [program]);
  return probe.status === 0;
}

/**
 * Starts a program as the leader of its own process group. `kill` ends the whole group, and so does the end of this
 * process.
 */
export function spawnGroup(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { child: ChildProcess; kill(): void } {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
  const kill = () => {
    withdraw();
    if (child.pid !== undefined) {
      killGroup(child.pid);
    }
  };
  const withdraw = onExit(kill);
  return { child, kill };
}

function killGroup(pid: number): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}

/** Ids of the direct children of a process whose command line contains `text`. */
export function childrenOf(parent: number, text: string): number[] {
  return processTable()
    .filter(entry => entry.parent === parent && entry.command.includes(text))
    .map(entry => entry.pid);
}

/** Ends the direct children of this process, and waits a little until they are gone. */
export function endChildren(): void {
  for (const pid of childrenOf(process.pid, '')) {
    process.kill(pid, 'SIGTERM');
  }
  for (let wait = 0; wait < 30 && childrenOf(process.pid, '').length > 0; wait++) {
    spawnSync('sleep', ['0.1']); // Called while this process ends, when nothing asynchronous runs any more.
  }
}

interface ProcessEntry {
  pid: number;
  parent: number;
  command: string;
}

function processTable(): ProcessEntry[] {
  if (process.platform === 'linux') {
    return fs.readdirSync('/proc').flatMap(name => (/^\d+$/.test(name) ? linuxProcess(name) : []));
  }
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,ppid=,command='], { encoding: 'utf8', maxBuffer: 1 << 24 });
  return (stdout ?? '').split('\n').flatMap(line => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return match ? [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }] : [];
  });
}

function linuxProcess(pid: string): ProcessEntry[] {
  try {
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; state and parent follow it.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  } catch {
    return []; // It ended while we looked.
  }
}
