import type { Targets } from '../../data/dataset';
import { double } from '../../kernels/typescript/arithmetic';
import { TypescriptKernels } from '../../kernels/typescript/kernels';
import { DEFAULT_STEP } from '../../numerics/differences';
import { Problem, type ProblemData } from '../../numerics/problem';
import { fillGradient } from '../../source/exact/differentiate';
import { shown } from '../../source/lookAt';
import { badIn, badInput, lossIfBad } from '../badNumbers';
import type { BadNumber, Batch, Model } from '../model';
import { readPredictions } from './readPredictions';
import { callOf, type UserFunctions, type UserModule } from './userFunctions';
import type { UserParameters } from './userParameters';
import { UserSamples } from './userSamples';

/**
 * A model of the user's: parameters that `init` gave, and `loss`, both in float64. Its gradient is found by following
 * the numbers through the user's code, or by central differences.
 *
 * What the code does is checked at every mini-batch: it returns a number and leaves its arguments as they are; and
 * while its numbers are followed it gives the same number, bit for bit.
 */
export class UserModel implements Model {
  readonly kernels = new TypescriptKernels(double);
  readonly values: Float64Array;
  readonly gradient: Float64Array;
  readonly parameters: UserParameters['list'];
  /** What is to be said about it before the training: that it is slow. */
  note: ProblemData | undefined;

  private readonly samples: UserSamples;
  private readonly predicted: Uint8Array | Float64Array;
  private lastLoss = 0;

  constructor(
    private readonly module: UserModule,
    private readonly own: UserParameters,
    private readonly features: number,
    private readonly targets: Targets,
    readonly capacity: number,
  ) {
    this.values = own.values;
    this.gradient = own.gradient;
    this.parameters = own.list;
    this.samples = new UserSamples(features, targets, capacity);
    this.predicted =
      targets.task === 'classification' ? new Uint8Array(capacity) : new Float64Array(capacity * targets.names.length);
  }

  /** @throws Problem as `lossOf`; `model-arguments-changed` */
  loss(batch: Batch): number {
    this.samples.fill(batch);
    this.lastLoss = lossOf(this.module.written, this.own.nested(), this.samples);
    this.checkArguments('loss', batch);
    return this.lastLoss;
  }

  /** @throws Problem `model-tape-full`, `model-not-followed` with the reason, a code that begins with `exact-` */
  differentiate(batch: Batch): void {
    const { traceable } = this.module;
    this.samples.fill(batch);
    const { x, t } = this.samples;
    const lost =
      'code' in traceable
        ? traceable
        : fillGradient(() => traceable.loss(this.own.variables(), x, t), this.lastLoss, this.gradient);
    if (lost) throw notFollowed(lost, batch);
  }

  /** @throws Problem as `lossOf`; `model-arguments-changed` */
  numericalGradient(batch: Batch): Float64Array {
    this.samples.fill(batch);
    const params = this.own.nested();
    const differences = this.own.centralDifferences(
      () => lossOf(this.module.written, params, this.samples),
      DEFAULT_STEP,
    );
    this.checkArguments('loss', batch);
    return differences;
  }

  /** @throws Problem as `callOf` and `readPredictions`; `model-arguments-changed` */
  predictions(batch: Batch): Uint8Array | Float64Array | undefined {
    const { predict } = this.module.written;
    if (!predict) return undefined;
    this.samples.fill(batch);
    const given = callOf('predict', predict, this.own.nested(), this.samples.x);
    readPredictions(given, this.targets, batch.samples, this.predicted);
    this.checkArguments('predict', batch);
    return this.predicted;
  }

  firstBad(batch: Batch): BadNumber | undefined {
    return (
      badInput(batch, this.features) ??
      this.badParameter('parameter') ??
      lossIfBad(this.lastLoss) ??
      this.badParameter('gradient')
    );
  }

  private badParameter(kind: 'parameter' | 'gradient'): BadNumber | undefined {
    for (const parameter of this.parameters) {
      const bad = badIn(kind, parameter);
      if (bad) return bad;
    }
    return undefined;
  }

  /** What the code is given is made once and kept: a change would train something else. */
  private checkArguments(name: 'loss' | 'predict', batch: Batch): void {
    const parameter = this.own.changed();
    const place = parameter ? { ...parameter, name: `params.${parameter.name}` } : this.samples.changed(batch);
    if (place) throw new Problem('model-arguments-changed', { name, argument: place.name, position: place.index });
  }
}

/** @throws Problem `model-loss`, and as `callOf` */
function lossOf({ loss }: UserFunctions, params: unknown, { x, t }: UserSamples): number {
  const given = callOf('loss', loss, params, x, t);
  if (typeof given !== 'number') throw new Problem('model-loss', { found: shown(given) });
  return given;
}

/** Why there is no exact gradient, with what to do instead. */
function notFollowed({ code, args }: ProblemData, { samples }: Batch): Problem {
  if (code === 'exact-too-long') return new Problem('model-tape-full', { ...args, samples });
  return new Problem('model-not-followed', { ...args, reason: code });
}
