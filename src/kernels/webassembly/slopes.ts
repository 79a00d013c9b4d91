import { ACTIVATIONS, MOST_THREADS, type Program } from '../kernels';
import { Operation } from '../operations';
import {
  LayerWord,
  OUTPUT_BYTES,
  PassWord,
  SAMPLE_BYTES,
  SAMPLES_AT_ONCE,
  ROW_BYTES,
  SHIFT_BYTES,
  SHIFT_HEAD_BYTES,
  UNIT_BYTES,
} from '../slopeConstants';
import { workOf, type Pass, type PassedLayer, type SampleRange, type Slopes } from '../slopes';
import { Commands, type Executor } from './commands';
import type { KernelMemory } from './memory';

/** The slopes compiled from assembly/: what a pass consists of stands in memory as words. */
export class WebAssemblySlopes implements Slopes {
  private readonly commands: Commands;
  private readonly words: Int32Array;

  constructor(
    private readonly pass: Pass,
    private readonly memory: KernelMemory,
    executor: Executor,
  ) {
    this.commands = new Commands(memory, executor);
    this.words = memory.array(Int32Array, PassWord.count + pass.layers.length * LayerWord.count);
    this.fillWords();
    pass.layers.forEach((layer, index) => this.fillLayer(layer, PassWord.count + index * LayerWord.count));
  }

  moveInputs(layer: number, { from, count }: SampleRange): void {
    this.issue(Operation.moveInputs, layer, from, count, this.pass.layers[layer]!.inputs);
  }

  add(layer: number, { from, count }: SampleRange, firstUnit: number, units: number): void {
    const microseconds = Math.ceil(workOf(this.pass.layers, layer, count, units) / 1000);
    this.issue(Operation.addSlopes, layer, from, count, firstUnit, units, microseconds);
  }

  record(issue: () => void): Program {
    const program = this.commands.record(issue);
    return {
      run: () => {
        this.words[PassWord.samples] = this.pass.samples;
        return program.run();
      },
    };
  }

  private issue(operation: Operation, ...words: readonly number[]): void {
    this.words[PassWord.samples] = this.pass.samples;
    this.commands.issue(operation, this.words.byteOffset, ...words);
  }

  private fillWords(): void {
    const { words, pass, memory } = this;
    const { layers, loss, outputCount, constantLogits, outputs, logits, labels } = pass;
    const widest = Math.max(...layers.map(({ units }) => units));
    const most = Math.max(...layers.map(({ inputs }) => inputs));
    const rows = align(Math.min(pass.capacity, SAMPLES_AT_ONCE), 4); // so that vectors begin at multiples of 16
    const roomBytes = SAMPLES_AT_ONCE * SAMPLE_BYTES + outputCount * OUTPUT_BYTES + widest * UNIT_BYTES;
    const scratchBytes = align(roomBytes, 64); // a thread's begins on a line of the cache of its own
    words[PassWord.layers] = layers.length;
    words[PassWord.isSquares] = Number(loss === 'squares');
    words[PassWord.outputCount] = outputCount;
    words[PassWord.constantLogits] = constantLogits;
    words[PassWord.outputs] = outputs.byteOffset;
    words[PassWord.logits] = logits.byteOffset;
    words[PassWord.labels] = labels.byteOffset;
    words[PassWord.shifts] = memory.allocate((most + 1) * (SHIFT_HEAD_BYTES + rows * (SHIFT_BYTES + ROW_BYTES)));
    words[PassWord.rows] = rows;
    words[PassWord.scratch] = memory.allocate(MOST_THREADS * scratchBytes);
    words[PassWord.scratchBytes] = scratchBytes;
    words[PassWord.widest] = widest;
  }

  private fillLayer({ inputs, units, activation, x, w, states, dw, db }: PassedLayer, at: number): void {
    const { words } = this;
    words[at + LayerWord.inputs] = inputs;
    words[at + LayerWord.units] = units;
    words[at + LayerWord.activation] = ACTIVATIONS.indexOf(activation);
    words[at + LayerWord.x] = x.byteOffset;
    words[at + LayerWord.w] = w.byteOffset;
    words[at + LayerWord.states] = states.byteOffset;
    words[at + LayerWord.dw] = dw.byteOffset;
    words[at + LayerWord.db] = db.byteOffset;
  }
}

function align(count: number, unit: number): number {
  return Math.ceil(count / unit) * unit;
}
