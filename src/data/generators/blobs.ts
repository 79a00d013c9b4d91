import { cos, sin } from '../../numerics/elementary';
import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';
import { pointsOfClasses } from './points';

/** Distance between the centers of neighbors: six of the default deviations. */
const DISTANCE = 3;

/**
 * A normal distribution a class: class k of K around the center at angle 2π k / K of a circle about the origin, whose
 * radius leaves a distance of 3 between neighbors. Each coordinate is moved by N(0, noise²).
 *
 * As `make_blobs` of scikit-learn, which draws the centers at random, so that classes may lie upon each other.
 */
export function blobs({ samples, noise, classes }: ConfigOf<'blobs'>, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  const radius = DISTANCE / 2 / sin(Math.PI / classes);
  return pointsOfClasses(samples, classes, label => {
    const t = (2 * Math.PI * label) / classes;
    return [radius * cos(t) + noise * random.normal(), radius * sin(t) + noise * random.normal()];
  });
}
