import { exp } from '../../../numerics/elementary';
import { Random } from '../../../numerics/random';
import type { ConfigOf } from '../../config';
import type { Dataset } from '../../dataset';
import { Pace, type Watch } from '../../watch';
import { write } from './handwriting';
import { Line } from './line';
import { draw } from './pen';
import { place } from './placing';
import { SKELETONS } from './skeletons';

/** Side of an image, and of the box that a digit fits in, in pixels, as those of MNIST. */
const SIDE = 28;
const BOX = 20;
const PIXELS = SIDE * SIDE;
/** Images between two looks at the watch, some 2 ms. */
const BETWEEN = 32;

/** Half of the width of a stroke in pixels, and the deviation of its logarithm at distortion 1. */
const RADIUS = 1.25;
const THICKNESS = 0.22;
/** Deviation of the place, in pixels, and of the logarithm of the size at distortion 1. */
const SHIFT = 0.5;
const SIZE = 0.05;
/** Share of the brightness that may be missing at distortion 1. */
const PALENESS = 0.2;

/**
 * The digits 0 to 9 in turn, drawn with strokes on 28 × 28 pixels, white on black. A style of the digit is taken, its
 * points moved, the curve through them bent, slanted, stretched and turned, and drawn with a pen of some width.
 * Distortion 0 draws every digit alike, in its plainest style; with more there are more styles and larger deviations.
 *
 * @throws Problem `cancelled`
 */
export async function drawnDigits(
  { samples, distortion }: ConfigOf<'drawnDigits'>,
  seed: number,
  watch?: Watch,
): Promise<Dataset> {
  const random = Random.seeded(seed, 'data');
  const pace = new Pace('drawnDigits', watch);
  const features = new Uint8Array(PIXELS * samples);
  const labels = new Uint8Array(samples);
  const line = new Line();
  for (let sample = 0; sample < samples; sample++) {
    const digit = sample % 10;
    labels[sample] = digit;
    drawDigit(digit, random, distortion, line, features.subarray(sample * PIXELS, (sample + 1) * PIXELS));
    if (sample % BETWEEN === 0) await pace.at(sample, samples);
  }
  return {
    samples,
    features,
    featureNames: Array.from({ length: PIXELS }, (_, pixel) => `p${pixel}`),
    targets: { task: 'classification', classes: [...'0123456789'], labels },
    image: { height: SIDE, width: SIDE },
  };
}

function drawDigit(digit: number, random: Random, distortion: number, line: Line, image: Uint8Array): void {
  const styles = SKELETONS[digit]!;
  const style = styles[Math.floor(styles.length * Math.min(1, distortion) * random.uniform())]!;
  write(style, random, distortion, line);
  const radius = Math.min(BOX / 4, RADIUS * exp(THICKNESS * distortion * random.normal()));
  const size = (BOX - 2 * radius) * exp(SIZE * distortion * random.normal());
  const center = () => SIDE / 2 + SHIFT * distortion * random.normal();
  place(line, size, center(), center());
  const ink = 255 * (1 - PALENESS * Math.min(1, distortion) * random.uniform());
  draw(line, radius, ink, image, SIDE);
}
