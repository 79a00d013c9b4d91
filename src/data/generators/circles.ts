import { cos, sin } from '../../numerics/elementary';
import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';
import { pointsOfClasses } from './points';

const TWO_PI = 2 * Math.PI;

/**
 * A circle in another: class 0 evenly on the unit circle, class 1 on the circle of radius `factor`; each coordinate is
 * moved by N(0, noise²).
 *
 * Source: `make_circles` of scikit-learn.
 */
export function circles({ samples, noise, factor }: ConfigOf<'circles'>, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  return pointsOfClasses(samples, 2, (label, position, count) => {
    const radius = label === 0 ? 1 : factor;
    const t = (TWO_PI * position) / count;
    return [radius * cos(t) + noise * random.normal(), radius * sin(t) + noise * random.normal()];
  });
}
