import { affineForward } from "./affine";
import { COMMAND_WORDS, Operation } from '../operations';
import { copy } from './numbers';
import { meet } from './team';

/**
 * Does commands, one after the other; each is `COMMAND_WORDS` words: an operation and what it is given. All threads of a
 * team do the same commands, each its part; a command begins when all have done the one before.
 *
 * @param thread which of the threads this one is, from 0
 * @param threads how many there are
 * @returns what the last command gave that gives a number
 */
export function execute(commands: usize, count: i32, thread: i32, threads: i32): f64 {
  let result: f64 = 0;
  for (let i = 0; i < count; i++) {
    const command = commands + <usize>(i * COMMAND_WORDS * 4);
    const operation = load<i32>(command);
    if (operation == Operation.copy) {
      copy(word(command, 1), word(command, 2), word(command, 3), thread, threads);
    } else if (operation == Operation.affineForward) {
      affineForward(
        word(command, 1),
        word(command, 2),
        word(command, 3),
        word(command, 4),
        word(command, 5),
        word(command, 6),
        word(command, 7),
        word(command, 8),
        thread,
        threads,
      );
    } else {
      unreachable();
    }
    if (threads > 1) meet(threads);
  }
  return result;
}

/** A word of a command: a place in memory or a size. */
// @ts-ignore: decorator
@inline
function word(command: usize, index: i32): i32 {
  return load<i32>(command + <usize>(index * 4));
}
