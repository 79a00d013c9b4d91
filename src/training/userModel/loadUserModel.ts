import type { OpenedData } from '../../data/open';
import { Problem, type ProblemData } from '../../numerics/problem';
import { Random } from '../../numerics/random';
import { samplesPerBatch } from '../batches';
import type { ModuleConfig, TrainingConfig } from '../config';
import { single } from '../../kernels/typescript/arithmetic';
import { TypescriptKernels } from '../../kernels/typescript/kernels';
import { GatheredBatch } from '../gatheredBatch';
import { OpenedSamples } from '../samples';
import { checkedAtFirst } from './firstCheck';
import { modelRandom } from './modelRandom';
import { checkAllowed } from './permission';
import { UserModel } from './userModel';
import { UserParameters } from './userParameters';
import { callOf, loadUserModule, type UserFunctions, type UserModule } from './userFunctions';

/**
 * Runs a module of the user and makes a model of it: `init(random)` gives the parameters, `loss(params, x, t)` the mean
 * loss of a batch, `predict(params, x)`, where there is one, classes or numbers. All is tried on a first batch. Runs the
 * user's code: in a child process only.
 *
 * @param folder what the module's path is relative to
 * @param capacity samples of the largest batch
 * @param random of the parameters
 * @throws Problem what is wrong with the module; its code begins with `model-`, or is one of `loadExports`
 */
export async function loadUserModel(
  { module: file }: ModuleConfig,
  training: TrainingConfig['training'],
  folder: string,
  data: OpenedData,
  capacity: number,
  random: Random,
): Promise<UserModel> {
  checkAllowed();
  if (training.loss !== 'auto') throw new Problem('model-own-loss', { loss: training.loss });
  const loaded = await loadUserModule(file, folder);
  const { parameters, module } = initialized(loaded, random);
  const { targets, featureNames } = data.train.dataset;
  const model = new UserModel(module, parameters, featureNames.length, targets, capacity);
  const { length } = data.train.rows;
  const samples = Math.min(length, samplesPerBatch(training.batchSize, training.sampling, length));
  const opened = new OpenedSamples(data.train, new TypescriptKernels(single));
  model.note = checkedAtFirst(model, new GatheredBatch(opened, samples).pick(0, samples).gather(), training);
  return model;
}

/** Both runs of a module begin with the same parameters, as `init` may leave something behind in its module. */
function initialized(
  { written, traceable }: UserModule,
  random: Random,
): { parameters: UserParameters; module: UserModule } {
  const { state } = random;
  const initialize = ({ init }: UserFunctions, from = new Random(state)) =>
    new UserParameters(callOf('init', init, modelRandom(from)));
  const parameters = initialize(written, random);
  const different = differenceBetween(parameters, initialize(written));
  if (different) throw new Problem('model-init-differs', { ...different });
  return { parameters, module: { written, traceable: followed(traceable, parameters, initialize) } };
}

/** A traceable module that begins with the same parameters as the one that was written. */
function followed(
  traceable: UserFunctions | ProblemData,
  parameters: UserParameters,
  initialize: (functions: UserFunctions) => UserParameters,
): UserFunctions | ProblemData {
  if ('code' in traceable) return traceable;
  try {
    const different = differenceBetween(parameters, initialize(traceable));
    return different ? { code: 'exact-differs', args: { value: different.value, exact: different.other } } : traceable;
  } catch (error) {
    if (error instanceof Problem) return { code: 'exact-threw', args: { message: '', ...error.args } };
    throw error;
  }
}

function differenceBetween({ values }: UserParameters, other: UserParameters) {
  const at = values.findIndex((value, i) => !Object.is(value, other.values[i]));
  if (at < 0 && values.length === other.values.length) return undefined;
  return { value: values[at] ?? NaN, other: other.values[at] ?? NaN };
}
