import { sin } from '../../numerics/elementary';
import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';

/** One period of the sine: x evenly from 0 to 2π, both ends included, y = sin x + N(0, noise²). */
export function sine({ samples, noise }: ConfigOf<'sine'>, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  const features = new Float32Array(samples);
  const values = new Float32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const x = (2 * Math.PI * sample) / (samples - 1);
    features[sample] = x;
    values[sample] = sin(x) + noise * random.normal();
  }
  return { samples, features, featureNames: ['x'], targets: { task: 'regression', names: ['y'], values } };
}
