import { cos, sin } from '../../numerics/elementary';
import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';
import { pointsOfClasses } from './points';

const TWO_PI = 2 * Math.PI;

/**
 * Arms around the origin, a class an arm. Point i of the n of arm k of K lies at radius r = i / n and angle
 * t = 2π (turns · r + k / K), at (r sin t, r cos t); each coordinate is moved by noise · U(−½, ½).
 *
 * Source: the spiral of TensorFlow Playground (`dataset.ts`, `classifySpiralData`), which has two arms of 1¾ turns.
 */
export function spiral({ samples, noise, classes, turns }: ConfigOf<'spiral'>, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  const displaced = (coordinate: number) => coordinate + noise * (random.uniform() - 0.5);
  return pointsOfClasses(samples, classes, (arm, position, count) => {
    const r = position / count;
    const t = TWO_PI * turns * r + (TWO_PI * arm) / classes;
    return [displaced(r * sin(t)), displaced(r * cos(t))];
  });
}
