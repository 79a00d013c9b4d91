// The memory's first 1024 bytes are the team's own; what several threads write stands on cache lines apart.

/** Where the number stands that a command gives. */
export const RESULT: usize = 64;

/** How many threads have come to the meeting that is on, and how many meetings there were. */
const ARRIVED: usize = 128;
const MEETINGS: usize = 192;

/** How many threads sleep until another one of the team has done its part. */
const SLEEPERS: usize = 256;

/** Not 0 once a thread of the team is lost: what it had to do will never be done. */
const LOST: usize = 320;

/** So many looks at a word, some 20 µs, before a thread sleeps: longer than a meeting takes where cores are free. */
const LOOKS = 20_000;

/** A sleep in ms; after so many, 30 s, what a thread waits for is lost. */
const NAP = 100;
const NAPS = 300;

// JavaScript sleeps and wakes: the first compiler of V8 before 12 loses local variables at an instruction that waits.

/** Sleeps while a word has this value, until it is woken, at most so long in ms. */
@external('env', 'sleep')
export declare function sleep(word: usize, value: i32, ms: f64): void;

/** Wakes all threads that sleep at a word. */
@external('env', 'wake')
export declare function wake(word: usize): void;

/** Gives a number; for the first thread only. */
export function give(value: f64): void {
  store<f64>(RESULT, value);
}

/** Waits until all threads that do this command are here. All have to come equally often. */
export function meet(threads: i32): void {
  if (threads == 1) return;
  const meetings = atomic.load<i32>(MEETINGS);
  if (atomic.add<i32>(ARRIVED, 1) < threads - 1) return awaitChange(MEETINGS, meetings);
  atomic.store<i32>(ARRIVED, 0);
  change(MEETINGS, meetings + 1);
}

/** Changes a word that another thread may wait for. */
export function change(word: usize, value: i32): void {
  atomic.store<i32>(word, value);
  if (atomic.load<i32>(SLEEPERS) > 0) wake(word);
}

/** Waits until a word is another: looks for a while, then sleeps. */
export function awaitChange(word: usize, value: i32): void {
  for (let i = 0; i < LOOKS; i++) if (atomic.load<i32>(word) != value) return;
  atomic.add<i32>(SLEEPERS, 1);
  for (let naps = 0; atomic.load<i32>(word) == value; naps++) {
    if (naps == NAPS) atomic.store<i32>(LOST, 1);
    if (atomic.load<i32>(LOST) != 0) unreachable();
    sleep(word, value, NAP);
  }
  atomic.sub<i32>(SLEEPERS, 1);
}

/** Notes that a thread is lost: none of the others is to wait for it. */
export function lose(): void {
  atomic.store<i32>(LOST, 1);
}

export function isLost(): bool {
  return atomic.load<i32>(LOST) != 0;
}

/** Where the part of a thread begins of so many equal pieces of work; that of the next is where it ends. */
export function part(count: i32, thread: i32, threads: i32): i32 {
  return <i32>((<i64>count * thread) / threads);
}
