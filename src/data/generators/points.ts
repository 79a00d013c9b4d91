import type { Dataset } from '../dataset';

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/**
 * Points of the plane, the classes 0, 1, … in turn, so that each has as many as the others, to within one.
 *
 * @param pointOf gives point `position` (from 0) of the `count` points of a class
 */
export function pointsOfClasses(
  samples: number,
  classes: number,
  pointOf: (label: number, position: number, count: number) => Point,
): Dataset {
  const features = new Float32Array(2 * samples);
  const labels = new Uint8Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const label = sample % classes;
    const count = Math.floor((samples - 1 - label) / classes) + 1;
    features.set(pointOf(label, Math.floor(sample / classes), count), 2 * sample);
    labels[sample] = label;
  }
  const names = Array.from({ length: classes }, (_, label) => String(label));
  return {
    samples,
    features,
    featureNames: ['x', 'y'],
    targets: { task: 'classification', classes: names, labels },
  };
}
