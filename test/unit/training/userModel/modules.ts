import type { Targets } from '../../../../src/data/dataset';
import type { OpenedData } from '../../../../src/data/open';
import { createEngine } from '../../../../src/kernels/createEngine';
import { Random } from '../../../../src/numerics/random';
import { parseConfig } from '../../../../src/training/config';
import { GatheredBatch } from '../../../../src/training/gatheredBatch';
import type { Batch } from '../../../../src/training/model';
import { loadUserModel } from '../../../../src/training/userModel/loadUserModel';
import { allowModules } from '../../../../src/training/userModel/permission';
import type { UserModel } from '../../../../src/training/userModel/userModel';
import { OpenedSamples } from '../../../../src/training/samples';
import { TemporaryFolder } from '../../source/temporary';

const { single } = createEngine('typescript');

/** Modules in a folder of their own, loaded for data of three samples, two features and two classes unless others are given. */
export class ModuleFolder extends TemporaryFolder {
  private count = 0;

  /** Writes a module and loads it; each has a name of its own. */
  async load(text: string, options: LoadOptions = {}): Promise<UserModel> {
    allowModules();
    const file = options.file ?? `m${this.count++}.ts`;
    this.write({ [file]: text });
    const { data = dataOf(FEATURES, CLASSES), training = {}, seed = 1 } = options;
    const config = parseConfig({ training: { batchSize: 'full', ...training } });
    const random = Random.seeded(seed, 'weights');
    return loadUserModel({ module: file }, config.training, this.path, data, 100, random);
  }
}

export interface LoadOptions {
  readonly file?: string;
  readonly data?: OpenedData;
  readonly training?: Readonly<Record<string, unknown>>;
  readonly seed?: number;
}

const FEATURES = [
  [0.5, -1],
  [2, 0.25],
  [-0.75, 1.5],
];

const CLASSES: Targets = { task: 'classification', classes: ['a', 'b'], labels: Uint8Array.of(0, 1, 1) };

/** Data that are to be scaled no more, to train and to test on. */
export function dataOf(features: readonly (readonly number[])[], targets: Targets): OpenedData {
  const width = features[0]!.length;
  const names = Array.from({ length: width }, (_, i) => `x${i}`);
  const dataset = {
    samples: features.length,
    features: Float32Array.from(features.flat()),
    featureNames: names,
    targets,
  };
  const scaling = { offset: new Float64Array(width), factor: new Float64Array(width).fill(1) };
  const part = { dataset, rows: Uint32Array.from(features, (_, i) => i), scaling };
  const description = {
    samples: features.length,
    features: width,
    task: targets.task,
    classes: targets.task === 'classification' ? targets.classes : [],
    labels: [],
    columns: [],
  };
  return { train: part, test: part, description };
}

/** All samples of the data as a batch. */
export function batchOf({ train }: OpenedData): Batch {
  const { length } = train.rows;
  const { samples, features, targets } = new GatheredBatch(new OpenedSamples(train, single), length)
    .pick(0, length)
    .gather();
  return { samples, features, targets };
}

export function defaultBatch(): Batch {
  return batchOf(dataOf(FEATURES, CLASSES));
}
