import { spawn } from 'node:child_process';

// Kept before contained code gets to see a replaced one.
const kill = process.kill.bind(process);

/** Ends a process that leads a group and all that it started; a group that is gone already is fine. */
export function killGroup(pid: number): void {
  if (process.platform === 'win32') {
    const taskkill = spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    taskkill.on('error', () => {}).unref();
    return;
  }
  try {
    kill(-pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
