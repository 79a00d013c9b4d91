import { exp, log } from '../../numerics/elementary';
import { NEAR } from '../slopeConstants';
import type { Pass } from '../slopes';
import { nearExp } from './slopeMoves';

/** What changes of the outputs make of the losses of samples, both ways: of all together L₊ − L₋. */
export class MovedLosses {
  /** Products of factors by which pₜ becomes smaller, where the changes are small. */
  private above = 1;
  private below = 1;
  /** Sum of all other differences. */
  private sum = 0;

  constructor(private readonly pass: Pass) {}

  /** Begins anew. */
  clear(): void {
    this.above = 1;
    this.below = 1;
    this.sum = 0;
  }

  /** @param changes of the K outputs of a sample, two each */
  add(sample: number, changes: Float64Array): void {
    if (this.pass.loss === 'squares') this.addSquares(sample, changes);
    else if (this.isNear(sample, changes)) this.addFactors(sample, changes);
    else this.sum += this.crossEntropy(sample, changes, 0) - this.crossEntropy(sample, changes, 1);
  }

  /** L₊ − L₋ of what was added. */
  difference(): number {
    return log(this.above / this.below) + this.sum;
  }

  /** ½ (e + c)² − ½ e² = c (e + ½ c) for an error e. */
  private addSquares(sample: number, changes: Float64Array): void {
    const { outputs, outputCount } = this.pass;
    let [above, below] = [0, 0];
    for (let k = 0; k < outputCount; k++) {
      const e = outputs[sample * outputCount + k]!;
      const [plus, minus] = [changes[2 * k]!, changes[2 * k + 1]!];
      above += plus * (e + 0.5 * plus);
      below += minus * (e + 0.5 * minus);
    }
    this.sum += above - below;
  }

  private isNear(sample: number, changes: Float64Array): boolean {
    const t = this.pass.labels[sample]!;
    for (let k = 0; k < this.pass.outputCount; k++) {
      const [plus, minus] = [changes[2 * k]! - changes[2 * t]!, changes[2 * k + 1]! - changes[2 * t + 1]!];
      if (!(Math.abs(plus) <= NEAR && Math.abs(minus) <= NEAR)) return false;
    }
    return true;
  }

  /** pₜ becomes smaller by the factor Σ pₖ exp(cₖ − cₜ). */
  private addFactors(sample: number, changes: Float64Array): void {
    const { outputs, outputCount, labels } = this.pass;
    const t = labels[sample]!;
    let [above, below] = [0, 0];
    for (let k = 0; k < outputCount; k++) {
      const p = outputs[sample * outputCount + k]!;
      above += p * nearExp(changes[2 * k]! - changes[2 * t]!);
      below += p * nearExp(changes[2 * k + 1]! - changes[2 * t + 1]!);
    }
    this.above *= above;
    this.below *= below;
  }

  /** −log pₜ from the logits. @param side 0 above, 1 below */
  private crossEntropy(sample: number, changes: Float64Array, side: number): number {
    const { logits, outputCount, labels } = this.pass;
    const logit = (k: number) => logits[sample * outputCount + k]! + changes[2 * k + side]!;
    let maximum = -Infinity;
    for (let k = 0; k < outputCount; k++) maximum = Math.max(maximum, logit(k));
    let sum = 0;
    for (let k = 0; k < outputCount; k++) sum += exp(logit(k) - maximum);
    return log(sum) - (logit(labels[sample]!) - maximum);
  }
}
