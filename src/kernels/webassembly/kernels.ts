import { Operation } from '../operations';
import {
  ACTIVATIONS,
  type Activation,
  type AffineSize,
  type Floats,
  type Inputs,
  type Kernels,
  type Program,
} from '../kernels';
import { Commands, type Executor } from './commands';
import type { KernelMemory } from './memory';
import type { WebAssemblyBuild } from './module';
import {
  backwardInputScratch,
  backwardParametersScratch,
  forwardScratch,
  sparseBackwardScratch,
  sparseForwardScratch,
} from './scratch';

type FloatsType<A extends Floats> = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): A;
};

/** The kernels compiled from assembly/: what is asked for becomes commands, places in memory and sizes. */
export class WebAssemblyKernels<A extends Floats> implements Kernels<A> {
  private readonly commands: Commands;
  /** Bytes of a number. */
  private readonly size: number;
  /** What kernels need while they work, and how many bytes it has. */
  private scratch = { place: 0, bytes: 0 };

  constructor(
    readonly build: WebAssemblyBuild,
    private readonly memory: KernelMemory,
    private readonly type: FloatsType<A>,
    executor: Executor,
  ) {
    this.commands = new Commands(memory, executor);
    this.size = type.BYTES_PER_ELEMENT;
  }

  floats(length: number): A {
    return this.memory.array(this.type, length);
  }

  doubles(length: number): Float64Array {
    return this.memory.array(Float64Array, length);
  }

  bytes(length: number): Uint8Array {
    return this.memory.array(Uint8Array, length);
  }

  shorts(length: number): Uint16Array {
    return this.memory.array(Uint16Array, length);
  }

  indices(length: number): Uint32Array {
    return this.memory.array(Uint32Array, length);
  }

  record(issue: () => void): Program {
    return this.commands.record(issue);
  }

  copy(from: A, to: A): void {
    this.commands.issue(Operation.copy, from.byteOffset, to.byteOffset, from.byteLength);
  }

  gatherRows(
    source: A | Uint8Array,
    order: Uint32Array,
    position: Uint32Array,
    count: number,
    width: number,
    into: A,
    scale?: Float64Array,
  ): void {
    if (source instanceof Uint8Array) {
      const places = [source.byteOffset, order.byteOffset, position.byteOffset, into.byteOffset, scale!.byteOffset];
      this.commands.issue(Operation.gatherPixels, this.size, ...places, count, width);
    } else this.gather(source, order, position, count, width * this.size, into);
  }

  gatherBytes(source: Uint8Array, order: Uint32Array, position: Uint32Array, count: number, into: Uint8Array): void {
    this.gather(source, order, position, count, 1, into);
  }

  gatherIndices(
    source: Uint32Array,
    order: Uint32Array,
    position: Uint32Array,
    count: number,
    into: Uint32Array,
  ): void {
    this.gather(source, order, position, count, Uint32Array.BYTES_PER_ELEMENT, into);
  }

  affineForward(x: Inputs<A>, w: A, b: A, y: A, size: AffineSize): void {
    const places = [w.byteOffset, b.byteOffset, y.byteOffset];
    if ('picked' in x) {
      const sizes = this.sizes(size, sparseForwardScratch(size));
      this.commands.issue(Operation.sparseForward, ...placesOf(x), ...places, ...sizes);
    } else {
      const sizes = this.sizes(size, forwardScratch(size, this.size));
      this.commands.issue(Operation.affineForward, this.size, x.byteOffset, ...places, ...sizes);
    }
  }

  affineBackwardParameters(x: Inputs<A>, dy: A, dw: A, db: A, size: AffineSize): void {
    const places = [dy.byteOffset, dw.byteOffset, db.byteOffset];
    if ('picked' in x) {
      const sizes = this.sizes(size, sparseBackwardScratch(size));
      this.commands.issue(Operation.sparseBackwardParameters, ...placesOf(x), ...places, ...sizes);
    } else {
      const sizes = this.sizes(size, backwardParametersScratch(size, this.size));
      this.commands.issue(Operation.affineBackwardParameters, this.size, x.byteOffset, ...places, ...sizes);
    }
  }

  affineBackwardInput(dy: A, w: A, dx: A, size: AffineSize): void {
    const places = [dy.byteOffset, w.byteOffset, dx.byteOffset];
    const sizes = this.sizes(size, backwardInputScratch(size, this.size));
    this.commands.issue(Operation.affineBackwardInput, this.size, ...places, ...sizes);
  }

  activationForward(activation: Activation, y: A, count: number): void {
    this.commands.issue(Operation.activationForward, this.size, ACTIVATIONS.indexOf(activation), y.byteOffset, count);
  }

  activationBackward(activation: Activation, y: A, dy: A, count: number): void {
    this.commands.issue(
      Operation.activationBackward,
      this.size,
      ACTIVATIONS.indexOf(activation),
      y.byteOffset,
      dy.byteOffset,
      count,
    );
  }

  softmaxCrossEntropyForward(logits: A, labels: Uint8Array, samples: number, classes: number): number {
    return this.lossForward(Operation.softmaxCrossEntropyForward, logits, labels, samples, classes);
  }

  softmaxCrossEntropyBackward(p: A, labels: Uint8Array, samples: number, classes: number): void {
    this.lossBackward(Operation.softmaxCrossEntropyBackward, p, labels, samples, classes);
  }

  sigmoidCrossEntropyForward(logits: A, labels: Uint8Array, samples: number): number {
    return this.lossForward(Operation.sigmoidCrossEntropyForward, logits, labels, samples, 1);
  }

  sigmoidCrossEntropyBackward(p: A, labels: Uint8Array, samples: number): void {
    this.lossBackward(Operation.sigmoidCrossEntropyBackward, p, labels, samples, 1);
  }

  halfSquaresForward(y: A, targets: Float32Array, samples: number, outputs: number): number {
    return this.lossForward(Operation.halfSquaresForward, y, targets, samples, outputs);
  }

  halfSquaresBackward(y: A, targets: Float32Array, samples: number, outputs: number): void {
    this.lossBackward(Operation.halfSquaresBackward, y, targets, samples, outputs);
  }

  halfSquaresOfClassesForward(y: A, labels: Uint8Array, samples: number, classes: number): number {
    return this.lossForward(Operation.halfSquaresOfClassesForward, y, labels, samples, classes);
  }

  halfSquaresOfClassesBackward(y: A, labels: Uint8Array, samples: number, classes: number): void {
    this.lossBackward(Operation.halfSquaresOfClassesBackward, y, labels, samples, classes);
  }

  allFinite(a: A, count: number): boolean {
    const found = this.commands.issue(Operation.allFinite, this.size, a.byteOffset, count);
    return this.commands.isRecording || found === 1;
  }

  addScaled(to: A, from: A, factor: Float64Array): void {
    this.update(Operation.addScaled, factor, to, from);
  }

  momentumUpdate(w: A, g: A, v: A, constants: Float64Array): void {
    this.update(Operation.momentumUpdate, constants, w, g, v);
  }

  bookNesterovUpdate(w: A, g: A, v: A, constants: Float64Array): void {
    this.update(Operation.bookNesterovUpdate, constants, w, g, v);
  }

  adagradUpdate(w: A, g: A, h: A, constants: Float64Array): void {
    this.update(Operation.adagradUpdate, constants, w, g, h);
  }

  rmspropUpdate(w: A, g: A, h: A, constants: Float64Array): void {
    this.update(Operation.rmspropUpdate, constants, w, g, h);
  }

  adamUpdate(w: A, g: A, m: A, v: A, constants: Float64Array): void {
    this.update(Operation.adamUpdate, constants, w, g, m, v);
  }

  private gather(
    source: ArrayBufferView,
    order: Uint32Array,
    position: Uint32Array,
    count: number,
    rowBytes: number,
    into: ArrayBufferView,
  ): void {
    const places = [source.byteOffset, order.byteOffset, position.byteOffset, into.byteOffset];
    this.commands.issue(Operation.gatherRows, ...places, count, rowBytes);
  }

  private lossForward(operation: Operation, y: A, targets: ArrayBufferView, samples: number, width: number): number {
    const losses = this.scratchOf(2 * samples * Float64Array.BYTES_PER_ELEMENT);
    return this.commands.issue(operation, this.size, y.byteOffset, targets.byteOffset, samples, width, losses);
  }

  private lossBackward(operation: Operation, y: A, targets: ArrayBufferView, samples: number, width: number): void {
    this.commands.issue(operation, this.size, y.byteOffset, targets.byteOffset, samples, width);
  }

  private update(operation: Operation, constants: Float64Array, w: A, ...arrays: readonly A[]): void {
    const places = [w, ...arrays].map(({ byteOffset }) => byteOffset);
    this.commands.issue(operation, this.size, w.length, constants.byteOffset, ...places);
  }

  private sizes({ samples, inputs, outputs }: AffineSize, scratchBytes: number): number[] {
    return [samples, inputs, outputs, this.scratchOf(scratchBytes)];
  }

  private scratchOf(bytes: number): number {
    if (bytes > this.scratch.bytes) this.scratch = { place: this.memory.allocate(bytes), bytes };
    return this.scratch.place;
  }
}

function placesOf(x: Exclude<Inputs, Float32Array>): number[] {
  const { rows, picked } = x;
  return [rows.starts, rows.columns, rows.values, picked].map(({ byteOffset }) => byteOffset);
}
