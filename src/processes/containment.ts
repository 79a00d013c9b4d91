import { syncBuiltinESMExports } from 'node:module';
import { Problem } from '../numerics/problem';
import { watchBuiltIns } from './builtIns';
import { end, post, type WithReallyExit } from './channel';
import { redirectPrinting, reportOmitted, resetPrinted } from './printed';
import { describe, type Handler } from './serve';

// What is needed after the code has run, which may have taken it away.
const [nextTurn, OwnPromise] = [setImmediate, Promise];

/**
 * Makes the process safe to run the user's code in, and returns a handler that does so: what would forge answers, cut
 * the connection or end other processes by its name is gone or ends this process alone, with a reason the host is
 * told; what is printed goes to the host; an error nobody catches is a problem of the request. Call it before any user
 * code is loaded. It is no sandbox: code that means harm has the rights of its user anyway.
 */
export function contain<Request>(handle: Handler<Request>): Handler<Request> {
  hideChannel();
  keepListeners();
  interceptEnds();
  redirectPrinting();
  syncBuiltinESMExports(); // import { exit } from 'node:process' means these, too
  // Of a promise, too: without a listener for rejections they end here.
  process.on('uncaughtException', error => end({ code: 'process-uncaught', args: { message: describe(error) } }));
  const stateOfBuiltIns = watchBuiltIns();
  return async request => {
    resetPrinted();
    try {
      const answer = await handle(request);
      if (stateOfBuiltIns() === 'unreliable') throw new Problem('built-ins-changed');
      return answer;
    } catch (error) {
      throw stateOfBuiltIns() === 'unreliable' ? new Problem('built-ins-changed') : error;
    } finally {
      await new OwnPromise(resolve => nextTurn(resolve)); // A rejection nobody handles is reported by then.
      reportOmitted();
      if (stateOfBuiltIns() !== 'intact') post({ kind: 'worn' }); // the next code is to find them as they are
    }
  };
}

/** Takes the connection to the host out of reach. */
function hideChannel(): void {
  Object.assign(process, { send: undefined, disconnect: undefined });
  // Node itself needs the channel; letting go of it would let the process end.
  Object.assign(process.channel ?? {}, { ref() {}, unref() {} });
}

/** What this process itself listens to. */
const OWN_EVENTS: readonly (string | symbol)[] = [
  'message',
  'internalMessage',
  'disconnect',
  'uncaughtException',
  'newListener',
  'removeListener',
];

/** Taking all listeners away takes only those of the code away. */
function keepListeners(): void {
  const removeAllListeners = process.removeAllListeners.bind(process);
  process.removeAllListeners = (event?: string | symbol) => {
    const events = event === undefined ? process.eventNames() : [event];
    for (const name of events) if (!OWN_EVENTS.includes(name)) removeAllListeners(name);
    return process;
  };
}

/** Whatever would end this or another process ends this one, and says so. */
function interceptEnds(): void {
  const exit = (exitCode?: number | string | null): never =>
    end({ code: 'process-exited', args: { exitCode: Number(exitCode ?? process.exitCode ?? 0) } });
  const killed = (call: string, signal: string): never => end({ code: 'process-killed', args: { call, signal } });
  const kill = process.kill.bind(process);
  process.exit = exit;
  (process as WithReallyExit).reallyExit = exit;
  process.abort = () => killed('process.abort', 'SIGABRT');
  // Signal 0 only asks whether there is such a process.
  process.kill = (pid, signal = 'SIGTERM') => (signal === 0 ? kill(pid, 0) : killed('process.kill', String(signal)));
}
