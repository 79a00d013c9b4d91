import { TrainClient } from '../processes/train/client';
import type { GradientDifference } from '../processes/train/protocol';
import { comparisonTable } from '../words/gradientComparison';
import { toJson } from '../words/numbers';
import { printError } from './evaluating';
import { DONE, FAILED } from './exitCodes';
import type { ConfigInFolder } from './trainConfig';
import { print } from './trainPrinters';

/**
 * How far the two gradients of a parameter may be apart on average, compared with their size where they are farthest
 * apart. Rounding leaves 1e-6 of that and a kink of ReLU within the step of a difference is one component of many; a
 * wrong derivative is wrong by its own size.
 */
const TOLERANCE = 1e-2;

/**
 * `nabla train --compare-gradients`: the gradients of a fresh model for its first mini-batch, by back-propagation and
 * numerically, as in the book (5.7.4).
 *
 * @returns 1 where those of a parameter cannot both be right
 */
export async function compareCommand({ config, folder }: ConfigInFolder, json = false): Promise<number> {
  const client = new TrainClient({ progress: () => {}, ended: () => {}, print: printError }, undefined, () => true);
  const interrupt = () => client.dispose();
  process.once('SIGINT', interrupt);
  try {
    const differences = await client.compareGradients(config, folder);
    await print(json ? toJson({ gradients: differences }) : comparisonTable(differences));
    return differences.every(each => agree(each)) ? DONE : FAILED;
  } finally {
    process.off('SIGINT', interrupt);
    client.dispose();
  }
}

function agree({ mean, numerical, backpropagated }: GradientDifference): boolean {
  return mean <= TOLERANCE * Math.max(Math.abs(numerical), Math.abs(backpropagated));
}
