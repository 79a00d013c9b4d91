import { Random } from '../numerics/random';
import type { SpiralConfig } from './config';
import type { Dataset } from './dataset';

const TWO_PI = 2 * Math.PI;

/**
 * Two arms of one turn each around the origin, a class an arm. Point i of the n of an arm lies at radius r = i / n and
 * angle t = 2πr (+ π for the second arm), at (r sin t, r cos t); each coordinate is moved by noise · U(−½, ½).
 *
 * Source: the spiral of TensorFlow Playground (`dataset.ts`, `classifySpiralData`), which has 1¾ turns.
 */
export function spiral({ samples, noise }: SpiralConfig, seed: number): Dataset {
  const random = Random.seeded(seed, 'data');
  const features = new Float32Array(2 * samples);
  const labels = new Uint8Array(samples);
  const displaced = (coordinate: number) => coordinate + noise * (random.uniform() - 0.5);
  for (let sample = 0; sample < samples; sample++) {
    const arm = sample % 2;
    const armSamples = (samples + 1 - arm) >> 1;
    const r = (sample >> 1) / armSamples;
    const t = TWO_PI * r + Math.PI * arm;
    features[2 * sample] = displaced(r * Math.sin(t));
    features[2 * sample + 1] = displaced(r * Math.cos(t));
    labels[sample] = arm;
  }
  return { features, labels, classes: ['0', '1'], featureNames: ['x', 'y'] };
}
