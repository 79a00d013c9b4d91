#!/usr/bin/env node
import { run } from './cli/run';

// Behind a pipe to head, nobody reads on: no reason to complain. What takes long is ended by its command.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void run(process.argv.slice(2)).then(exitCode => {
  process.exitCode = exitCode;
});
