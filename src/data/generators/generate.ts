import type { GeneratorConfig } from '../config';
import type { Dataset } from '../dataset';
import type { Watch } from '../watch';
import { blobs } from './blobs';
import { circles } from './circles';
import { drawnDigits } from './drawnDigits/drawnDigits';
import { moons } from './moons';
import { plane } from './plane';
import { sine } from './sine';
import { spiral } from './spiral';
import { xor } from './xor';

/**
 * Makes the data of a generator: the same bytes for the same configuration and seed on every machine.
 *
 * @throws Problem `cancelled`
 */
export async function generate(config: GeneratorConfig, seed: number, watch?: Watch): Promise<Dataset> {
  switch (config.generator) {
    case 'spiral':
      return spiral(config, seed);
    case 'moons':
      return moons(config, seed);
    case 'circles':
      return circles(config, seed);
    case 'xor':
      return xor(config, seed);
    case 'blobs':
      return blobs(config, seed);
    case 'sine':
      return sine(config, seed);
    case 'plane':
      return plane(config, seed);
    case 'drawnDigits':
      return drawnDigits(config, seed, watch);
  }
}

/** The bytes that the data of a generator take. */
export function generatedBytes({ generator, samples }: GeneratorConfig): number {
  return samples * (generator === 'drawnDigits' ? 28 * 28 + 1 : 12);
}
