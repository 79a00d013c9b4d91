import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';

/** The plane z = 2x − y + 1 over x and y from U(−1, 1); z is moved by N(0, noise²). */
export function plane({ samples, noise }: ConfigOf<'plane'>, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  const features = new Float32Array(2 * samples);
  const values = new Float32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const x = 2 * random.uniform() - 1;
    const y = 2 * random.uniform() - 1;
    features.set([x, y], 2 * sample);
    values[sample] = 2 * x - y + 1 + noise * random.normal();
  }
  return { samples, features, featureNames: ['x', 'y'], targets: { task: 'regression', names: ['z'], values } };
}
