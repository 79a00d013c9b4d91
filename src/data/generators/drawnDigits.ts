import { Random } from '../../numerics/random';
import type { ConfigOf } from '../config';
import type { Dataset } from '../dataset';
import { Pace, type Watch } from '../watch';

const SIZE = 28;
const PIXELS = SIZE * SIZE;

/** Digits 0 to 9 in turn, drawn with strokes. */
export async function drawnDigits({ samples }: ConfigOf<'drawnDigits'>, seed: number, watch?: Watch): Promise<Dataset> {
  const random = Random.seeded(seed, 'data');
  const pace = new Pace('drawnDigits', watch);
  const features = new Uint8Array(PIXELS * samples);
  const labels = new Uint8Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    labels[sample] = sample % 10;
    features[sample * PIXELS + random.below(PIXELS)] = 255;
    await pace.at(sample, samples);
  }
  return {
    samples,
    features,
    featureNames: Array.from({ length: PIXELS }, (_, pixel) => `p${pixel}`),
    targets: { task: 'classification', classes: [...'0123456789'], labels },
    image: { height: SIZE, width: SIZE },
  };
}
