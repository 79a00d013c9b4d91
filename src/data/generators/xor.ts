import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';
import { pointsOfClasses } from './points';

/**
 * Points around the corners of the unit square, the corners of a class in turn: class 0 around (0, 0) and (1, 1),
 * class 1 around (1, 0) and (0, 1). Each coordinate is moved by N(0, noise²). No line separates the classes.
 *
 * Source: the XOR gate, "Deep Learning from Scratch", 2.4.
 */
export function xor({ samples, noise }: ConfigOf<'xor'>, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  return pointsOfClasses(samples, 2, (label, position) => {
    const y = position % 2;
    const x = label === y ? 0 : 1; // x XOR y is the class
    return [x + noise * random.normal(), y + noise * random.normal()];
  });
}
