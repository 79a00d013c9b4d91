import { syncBuiltinESMExports } from 'node:module';
import { end, type WithReallyExit } from './channel';
import { print, redirectPrinting, reportOmitted, resetPrinted } from './printed';
import { describe, type Handler } from './serve';

const nextTurn = setImmediate;

/**
 * Makes the process safe to run the user's code in, and returns a handler that does so: what would forge answers, cut
 * the connection or end other processes by its name is gone or ends this process alone, with a reason the host is
 * told; what is printed goes to the host; an error nobody catches is a problem of the request. Call it before any user
 * code is loaded. It is no sandbox: code that means harm has the rights of its user anyway.
 */
export function contain<Request>(handle: Handler<Request>): Handler<Request> {
  let running = 0;
  hideChannel();
  interceptEnds();
  redirectPrinting();
  syncBuiltinESMExports(); // import { exit } from 'node:process' means these, too
  process.on('uncaughtException', error => {
    const message = describe(error);
    if (running > 0) end({ code: 'process-uncaught', args: { message } });
    print('error', message); // left over from a request that was answered
  });
  return async request => {
    running++;
    resetPrinted();
    try {
      return await handle(request);
    } finally {
      await new Promise(resolve => nextTurn(resolve)); // A rejection nobody handles is reported by then.
      reportOmitted();
      running--;
    }
  };
}

/** Takes the connection to the host out of reach. */
function hideChannel(): void {
  // Node itself asks whether there is a channel before it hands on a message, and keeps messages in it by symbols.
  const symbols = Object.getOwnPropertySymbols(process.channel ?? {});
  const kept = Object.fromEntries(symbols.map(symbol => [symbol, Reflect.get(process.channel!, symbol) as unknown]));
  const channel = { ref() {}, unref() {}, ...kept };
  for (const [name, value] of Object.entries({ send: undefined, disconnect: undefined, channel })) {
    Object.defineProperty(process, name, { value, configurable: true, enumerable: true, writable: true });
  }
}

/** Whatever would end this or another process ends this one, and says so. */
function interceptEnds(): void {
  const exit = (exitCode?: number | string | null): never =>
    end({ code: 'process-exited', args: { exitCode: Number(exitCode ?? process.exitCode ?? 0) } });
  const killed = (call: string, signal: string): never => end({ code: 'process-killed', args: { call, signal } });
  const { kill } = process;
  process.exit = exit;
  (process as WithReallyExit).reallyExit = exit;
  process.abort = () => killed('process.abort', 'SIGABRT');
  process.kill = (pid, signal = 'SIGTERM') =>
    signal === 0 ? kill.call(process, pid, 0) : killed('process.kill', String(signal)); // 0 only asks
}
