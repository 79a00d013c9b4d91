/**
 * Loaded into VS Code's server before its own code: ends the server and everything it started as soon as the process
 * that started it is gone, even when that was killed and could not tidy up. The pipe to standard input tells.
 */
if (process.argv[1]?.endsWith('server-main.js')) {
  process.stdin.on('error', endGroup);
  process.stdin.on('end', endGroup);
  process.stdin.resume();
}

function endGroup(): void {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    process.exit(1);
  }
}
