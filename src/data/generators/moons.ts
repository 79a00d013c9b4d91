import { cos, sin } from '../../numerics/elementary';
import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';
import { pointsOfClasses } from './points';

/**
 * Two half circles, one in the other's gap: class 0 at (cos t, sin t), class 1 at (1 − cos t, ½ − sin t), t evenly from
 * 0 to π, both ends included; each coordinate is moved by N(0, noise²).
 *
 * Source: `make_moons` of scikit-learn.
 */
export function moons({ samples, noise }: ConfigOf<'moons'>, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  return pointsOfClasses(samples, 2, (label, position, count) => {
    const t = (Math.PI * position) / (count - 1);
    const [x, y] = label === 0 ? [cos(t), sin(t)] : [1 - cos(t), 0.5 - sin(t)];
    return [x + noise * random.normal(), y + noise * random.normal()];
  });
}
