import { Writable } from 'node:stream';
import { post } from './channel';
import { type ConsoleEvent, type ConsoleLevel } from './envelope';

/** So much of what is printed goes to the host in a request; the rest is only counted. */
const MAX_PRINTS = 200;
const MAX_CHARACTERS = 20_000;

let prints = 0;
let characters = 0;
let omitted = 0;
let muted = false;

/** The level of the console method that is printing; undefined when something writes to the streams directly. */
let current: ConsoleLevel | undefined;

/** Makes `console` and the standard streams of this process print to the host, as events. */
export function redirectPrinting(): void {
  redirectStream('stdout', 'log');
  redirectStream('stderr', 'error');
  // The console formats as ever and writes to these streams; only the level must be kept.
  for (const level of ['info', 'warn', 'error', 'debug'] as const) {
    const original = console[level].bind(console);
    console[level] = (...values: unknown[]) => {
      current = level;
      try {
        original(...values);
      } finally {
        current = undefined;
      }
    };
  }
}

/** Gives the next request the whole limit. */
export function resetPrinted(): void {
  prints = characters = omitted = 0;
  muted = false;
}

/** What this request prints is dropped: its code runs so often that nobody would read it. */
export function mutePrinted(): void {
  muted = true;
}

/** Tells the host how much was left out, if anything. */
export function reportOmitted(): void {
  if (omitted > 0) postPrinted('log', '');
}

/** Sends what was printed to the host, or counts or drops it. */
export function print(level: ConsoleLevel, text: string): void {
  if (muted) return;
  const rest = MAX_CHARACTERS - characters;
  if (prints >= MAX_PRINTS || rest <= 0) {
    // The host learns of it now, in case the request never ends, and of the number when it does.
    if (++omitted === 1) postPrinted(level, '');
    return;
  }
  prints++;
  characters += text.length;
  postPrinted(level, text.slice(0, rest));
}

function postPrinted(level: ConsoleLevel, text: string): void {
  const event: ConsoleEvent = { kind: 'console', level, text };
  post(omitted > 0 ? { ...event, omitted } : event);
}

function redirectStream(name: 'stdout' | 'stderr', level: ConsoleLevel): void {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      print(current ?? level, String(chunk).replace(/\n$/, ''));
      done();
    },
  });
  Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true, writable: true });
}
