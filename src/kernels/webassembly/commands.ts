import { COMMAND_WORDS, type Operation } from '../operations';
import type { Program } from '../kernels';
import { fused } from './fusion';
import type { KernelMemory } from './memory';

/** Does commands that stand in memory. */
export interface Executor {
  /** @returns what the last command gave that gives a number */
  execute(commands: number, count: number): number;
  /** The same as a program, for commands that are done again and again. */
  program(commands: number, count: number): Program;
}

/** Commands to compiled kernels: each is done at once, or all are recorded to be done together. */
export class Commands {
  /** A command at a time. */
  private readonly one: Int32Array;
  private recording: number[][] | undefined;

  constructor(
    private readonly memory: KernelMemory,
    private readonly executor: Executor,
  ) {
    this.one = memory.array(Int32Array, COMMAND_WORDS);
  }

  get isRecording(): boolean {
    return this.recording !== undefined;
  }

  /**
   * @param words places in memory and sizes
   * @returns what the command gives; 0 while recording
   */
  issue(operation: Operation, ...words: readonly number[]): number {
    if (this.recording) {
      this.recording.push([operation, ...words]);
      return 0;
    }
    this.one[0] = operation;
    for (let i = 0; i < words.length; i++) this.one[i + 1] = words[i]!;
    return this.executor.execute(this.one.byteOffset, 1);
  }

  record(issue: () => void): Program {
    const recording: number[][] = [];
    this.recording = recording;
    try {
      issue();
    } finally {
      this.recording = undefined;
    }
    const commands = fused(recording);
    const words = this.memory.array(Int32Array, commands.length * COMMAND_WORDS);
    commands.forEach((command, i) => words.set(command, i * COMMAND_WORDS));
    return this.executor.program(words.byteOffset, commands.length);
  }
}
