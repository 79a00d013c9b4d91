import type { Activation, AffineSize, Floats, Inputs, Kernels } from '../kernels';
import { activationBackward, activationForward } from './activations';
import { affineBackwardInput, affineBackwardParameters, affineForward } from './affine';
import type { Arithmetic } from './arithmetic';
import * as losses from './losses';
import { gatherPixels, gatherRows } from './rows';
import * as updates from './updates';

/**
 * The kernels as plain loops: the build that runs everywhere, and what the others are tested against. Every operation is
 * rounded to the precision of the arrays, in the order in which the compiled kernels do them.
 */
export class TypescriptKernels<A extends Floats> implements Kernels<A> {
  readonly build = 'typescript';

  constructor(private readonly arithmetic: Arithmetic<A>) {}

  floats(length: number): A {
    return this.arithmetic.array(length);
  }

  doubles(length: number): Float64Array {
    return new Float64Array(length);
  }

  bytes(length: number): Uint8Array {
    return new Uint8Array(length);
  }

  shorts(length: number): Uint16Array {
    return new Uint16Array(length);
  }

  indices(length: number): Uint32Array {
    return new Uint32Array(length);
  }

  copy(from: A, to: A): void {
    to.set(from);
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
    if (source instanceof Uint8Array) gatherPixels(source, order, position[0]!, count, width, into, scale!);
    else gatherRows(source, order, position[0]!, count, width, into);
  }

  gatherBytes(source: Uint8Array, order: Uint32Array, position: Uint32Array, count: number, into: Uint8Array): void {
    gatherRows(source, order, position[0]!, count, 1, into);
  }

  gatherIndices(
    source: Uint32Array,
    order: Uint32Array,
    position: Uint32Array,
    count: number,
    into: Uint32Array,
  ): void {
    gatherRows(source, order, position[0]!, count, 1, into);
  }

  affineForward(x: Inputs<A>, w: A, b: A, y: A, size: AffineSize): void {
    affineForward(this.arithmetic, x, w, b, y, size);
  }

  affineBackwardParameters(x: Inputs<A>, dy: A, dw: A, db: A, size: AffineSize): void {
    affineBackwardParameters(this.arithmetic, x, dy, dw, db, size);
  }

  affineBackwardInput(dy: A, w: A, dx: A, size: AffineSize): void {
    affineBackwardInput(this.arithmetic, dy, w, dx, size);
  }

  activationForward(activation: Activation, y: A, count: number): void {
    activationForward(this.arithmetic, activation, y, count);
  }

  activationBackward(activation: Activation, y: A, dy: A, count: number): void {
    activationBackward(this.arithmetic, activation, y, dy, count);
  }

  softmaxCrossEntropyForward(logits: A, labels: Uint8Array, samples: number, classes: number): number {
    return losses.softmaxCrossEntropyForward(this.arithmetic, logits, labels, samples, classes);
  }

  softmaxCrossEntropyBackward(p: A, labels: Uint8Array, samples: number, classes: number): void {
    losses.softmaxCrossEntropyBackward(this.arithmetic, p, labels, samples, classes);
  }

  sigmoidCrossEntropyForward(logits: A, labels: Uint8Array, samples: number): number {
    return losses.sigmoidCrossEntropyForward(this.arithmetic, logits, labels, samples);
  }

  sigmoidCrossEntropyBackward(p: A, labels: Uint8Array, samples: number): void {
    losses.sigmoidCrossEntropyBackward(this.arithmetic, p, labels, samples);
  }

  halfSquaresForward(y: A, targets: Float32Array, samples: number, outputs: number): number {
    return losses.halfSquaresForward(this.arithmetic, y, targets, samples, outputs);
  }

  halfSquaresBackward(y: A, targets: Float32Array, samples: number, outputs: number): void {
    losses.halfSquaresBackward(this.arithmetic, y, targets, samples, outputs);
  }

  halfSquaresOfClassesForward(y: A, labels: Uint8Array, samples: number, classes: number): number {
    return losses.halfSquaresOfClassesForward(this.arithmetic, y, labels, samples, classes);
  }

  halfSquaresOfClassesBackward(y: A, labels: Uint8Array, samples: number, classes: number): void {
    losses.halfSquaresOfClassesBackward(this.arithmetic, y, labels, samples, classes);
  }

  allFinite(a: A, count: number): boolean {
    return updates.allFinite(a, count);
  }

  addScaled(to: A, from: A, factor: Float64Array): void {
    updates.addScaled(this.arithmetic, to, from, factor);
  }

  momentumUpdate(w: A, g: A, v: A, constants: Float64Array): void {
    updates.momentumUpdate(this.arithmetic, w, g, v, constants);
  }

  bookNesterovUpdate(w: A, g: A, v: A, constants: Float64Array): void {
    updates.bookNesterovUpdate(this.arithmetic, w, g, v, constants);
  }

  adagradUpdate(w: A, g: A, h: A, constants: Float64Array): void {
    updates.adagradUpdate(this.arithmetic, w, g, h, constants);
  }

  rmspropUpdate(w: A, g: A, h: A, constants: Float64Array): void {
    updates.rmspropUpdate(this.arithmetic, w, g, h, constants);
  }

  adamUpdate(w: A, g: A, m: A, v: A, constants: Float64Array): void {
    updates.adamUpdate(this.arithmetic, w, g, m, v, constants);
  }
}
