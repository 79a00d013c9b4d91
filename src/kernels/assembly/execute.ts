// The first thread leads: it goes through the commands, and orders the others of the team that are awake to do each of
// them with it.
import { COMMAND_WORDS } from '../operations';
import { perform } from './program';
import { awaitChange, change, give, RESULT, sleep, wake } from './team';
import { threadsFor, workOf } from './work';

/** The command that is done. */
const COMMAND: usize = 384;

/**
 * A line for each of up to 7 other threads: what it is told, and whether it looks for that or sleeps. It is told to
 * wake up, or what part of the command it does: that of which thread, of how many.
 */
const LINES: usize = 512;
const LINE: usize = 64;
const IS_AWAKE: usize = 4;
const NOTHING = 0;
const WAKE = 1;

/** Whether commands are being done that several threads may do. */
const IS_BUSY: usize = 448;

/** So many looks, some 100 µs, before a thread that is told nothing sleeps: longer than between two mini-batches. */
const LOOKS = 100_000;

/** So many looks for others that wake up a command is worth, by the ns it takes one thread; and at the most. */
const PATIENCE = 0.06;
const MOST_PATIENCE = 200_000;

/** While commands are being done so many times as many: one that the first thread does alone may take long. */
const BUSY_LOOKS = 1000 * LOOKS;

/**
 * Does commands one after the other; called by the first thread.
 *
 * @param most how many threads may do a command
 * @returns what the last command gave that gives a number; a check that fails gives 0, and ends it
 */
export function execute(commands: usize, count: i32, most: i32): f64 {
  give(0);
  if (most > 1) atomic.store<i32>(IS_BUSY, 1);
  for (let other = 1; other < most; other++) rouse(lineOf(other));
  for (let i = 0; i < count; i++) {
    const command = commands + <usize>(i * COMMAND_WORDS * 4);
    if (!(most > 1 ? share(command, most) : perform(command, 0, 1))) break;
  }
  if (most > 1) atomic.store<i32>(IS_BUSY, 0);
  return load<f64>(RESULT);
}

/** Does what the first thread orders, for ever. @param other which one of the other threads this is, from 1 */
export function serve(other: i32): void {
  const line = lineOf(other);
  for (;;) {
    const order = awaitOrder(line);
    perform(load<usize>(COMMAND), order >> 8, order & 0xff);
    change(line, NOTHING);
  }
}

function lineOf(other: i32): usize {
  return LINES + <usize>(other - 1) * LINE;
}

function rouse(line: usize): void {
  if (atomic.load<i32>(line, IS_AWAKE)) return;
  atomic.store<i32>(line, WAKE);
  wake(line);
}

/** Does a command with those of the others that are awake, and worth it. */
function share(command: usize, most: i32): bool {
  const work = workOf(command);
  const wanted = threadsFor(work, most);
  if (wanted == 1) return perform(command, 0, 1);
  const team = awaken(wanted, <i32>Math.min(work * PATIENCE, MOST_PATIENCE));
  const threads = 1 + popcnt<i32>(team);
  if (threads == 1) return perform(command, 0, 1);
  store<usize>(COMMAND, command);
  for (let other = 1, thread = 1; thread < threads; other++)
    if (team & (1 << other)) order(lineOf(other), (thread++ << 8) | threads);
  const goesOn = perform(command, 0, threads);
  for (let other = 1; team >> other != 0; other++) {
    if (!(team & (1 << other))) continue;
    const line = lineOf(other);
    const part = atomic.load<i32>(line);
    if (part != NOTHING) awaitChange(line, part);
  }
  return goesOn;
}

/** @returns those who are awake, a bit each, after so many looks for all that are wanted */
function awaken(wanted: i32, looks: i32): i32 {
  let team = 0;
  for (let look = 0; look <= looks; look++) {
    for (let other = 1; other < wanted; other++) if (atomic.load<i32>(lineOf(other), IS_AWAKE)) team |= 1 << other;
    if (popcnt<i32>(team) == wanted - 1) break;
  }
  return team;
}

function order(line: usize, part: i32): void {
  atomic.store<i32>(line, part);
  if (!atomic.load<i32>(line, IS_AWAKE)) wake(line); // it has fallen asleep meanwhile
}

function awaitOrder(line: usize): i32 {
  let told = look(line);
  while (told <= WAKE) {
    rest(line);
    told = look(line);
  }
  return told;
}

/** Looks for a while for an order. */
function look(line: usize): i32 {
  atomic.store<i32>(line, 1, IS_AWAKE);
  let told = NOTHING;
  for (let i = 0; told <= WAKE && i < (atomic.load<i32>(IS_BUSY) ? BUSY_LOOKS : LOOKS); i++)
    told = atomic.load<i32>(line);
  return told;
}

function rest(line: usize): void {
  atomic.store<i32>(line, 0, IS_AWAKE);
  while (atomic.load<i32>(line) == NOTHING) sleep(line, NOTHING, Infinity);
  atomic.cmpxchg<i32>(line, WAKE, NOTHING);
}
