import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { GENERATORS, generatorSchema, type ConfigOf, type GeneratorName } from '../../../src/data/config';
import type { Dataset } from '../../../src/data/dataset';
import { generate } from '../../../src/data/generators/generate';
import { Problem } from '../../../src/numerics/problem';

/** Data of a generator, with its defaults where nothing else is said. */
function made<Name extends GeneratorName>(
  generator: Name,
  options: Partial<Omit<ConfigOf<Name>, 'generator'>> = {},
  seed = 1,
): Promise<Dataset> {
  return generate(v.parse(generatorSchema, { generator, ...options }), seed);
}

function labelsOf({ targets }: Dataset): Uint8Array {
  assert.ok(targets.task === 'classification');
  return targets.labels;
}

function valuesOf({ targets }: Dataset): Float32Array {
  assert.ok(targets.task === 'regression');
  return targets.values;
}

/** The points of a class. */
function pointsOf(dataset: Dataset, label: number): [x: number, y: number][] {
  const { features } = dataset;
  const labels = labelsOf(dataset);
  return [...labels.keys()].filter(n => labels[n] === label).map(n => [features[2 * n]!, features[2 * n + 1]!]);
}

function assertNear(actual: number, expected: number, tolerance = 2e-7): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);
}

/** Checks that numbers have mean 0 and this deviation, within four deviations of these figures. */
function assertNormal(numbers: readonly number[], deviation: number): void {
  const n = numbers.length;
  const mean = numbers.reduce((sum, x) => sum + x, 0) / n;
  const variance = numbers.reduce((sum, x) => sum + x * x, 0) / n;
  assertNear(mean, 0, (4 * deviation) / Math.sqrt(n));
  assertNear(variance / deviation ** 2, 1, 4 * Math.sqrt(2 / n));
}

describe('generated data', () => {
  it('have as many samples as asked for, the classes as often', async () => {
    const names = fc.constantFrom(...GENERATORS);
    const property = fc.asyncProperty(names, fc.integer({ min: 10, max: 200 }), async (name, samples) => {
      const { features, featureNames, targets, samples: count } = await made(name, { samples });
      assert.deepEqual([count, features.length], [samples, samples * featureNames.length]);
      if (targets.task === 'regression') return assert.equal(targets.values.length, samples);
      const counts = targets.classes.map((_, label) => targets.labels.filter(each => each === label).length);
      assert.equal(targets.labels.length, samples);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join(' '));
    });
    await fc.assert(property, { seed: 20261121, numRuns: 60 });
  });

  it('are the same for the same seed only', async () => {
    for (const name of GENERATORS) {
      assert.deepEqual(await made(name, { samples: 50 }, 4), await made(name, { samples: 50 }, 4));
      const [first, second] = [await made(name, { samples: 50 }, 4), await made(name, { samples: 50 }, 5)];
      assert.notDeepEqual([first.features, first.targets], [second.features, second.targets], name);
    }
  });

  /** The first 128 bits of SHA-256 of 60 samples: they must be these on every machine and with every version of Node. */
  const digests: Readonly<Record<GeneratorName, string>> = {
    spiral: 'b47f9fc68580fffc26188bd9a25e3069',
    moons: 'c36398bb9b5b91cf10dc757729dede82',
    circles: 'f2ef5d1ed98772de4347d6f0223f8534',
    xor: '6e74b175bd97ceec1c39944cb72abab1',
    blobs: 'a9fac23ccf5b9824775415f7a9e31e88',
    sine: '021560e2362ec949b47454e9175d640e',
    plane: 'c7889b31d0676b784cc1790ac8752374',
    drawnDigits: '382eb1f66ebfda0ce48798d8d560e0d0',
  };
  for (const name of GENERATORS) {
    it(`of ${name} are the same bytes on every machine`, async () => {
      const { features, targets } = await made(name, { samples: 60 }, 20261121);
      const hash = createHash('sha256').update(features);
      hash.update(targets.task === 'classification' ? targets.labels : targets.values);
      assert.equal(hash.digest('hex').slice(0, 32), digests[name]);
    });
  }
});

describe('the spiral', () => {
  it('has two arms of one turn', async () => {
    const dataset = await made('spiral', { samples: 10, noise: 0 });
    for (const arm of [0, 1])
      for (const [i, [x, y]] of pointsOf(dataset, arm).entries()) {
        const sign = arm === 0 ? 1 : -1; // the second arm lies opposite
        assertNear(x, sign * (i / 5) * Math.sin((2 * Math.PI * i) / 5));
        assertNear(y, sign * (i / 5) * Math.cos((2 * Math.PI * i) / 5));
      }
  });

  it('has an arm a class, of as many turns as asked for', async () => {
    const dataset = await made('spiral', { samples: 120, noise: 0, classes: 3, turns: 2 });
    for (const arm of [0, 1, 2])
      for (const [i, [x, y]] of pointsOf(dataset, arm).entries()) {
        assertNear(Math.hypot(x, y), i / 40);
        if (i === 0) continue;
        const turns = Math.atan2(x, y) / (2 * Math.PI) - 2 * (i / 40) - arm / 3; // from the y axis, clockwise
        assertNear(turns, Math.round(turns), 1e-5);
      }
  });

  it('is displaced by half its noise at most', async () => {
    const exact = (await made('spiral', { noise: 0 })).features;
    const noisy = (await made('spiral', { noise: 0.2 })).features;
    const moved = [...noisy].map((value, i) => Math.abs(value - exact[i]!));
    assert.ok(Math.max(...moved) <= 0.1 + 1e-6 && Math.max(...moved) > 0.09);
  });
});

describe('points in the plane', () => {
  it('lie on two half circles, moons', async () => {
    const dataset = await made('moons', { noise: 0, samples: 101 });
    const [upper, lower] = [pointsOf(dataset, 0), pointsOf(dataset, 1)];
    for (const [x, y] of upper) assertNear(Math.hypot(x, y), 1);
    for (const [x, y] of lower) assertNear(Math.hypot(x - 1, y - 0.5), 1);
    assert.ok(upper.every(([, y]) => y >= 0) && lower.every(([, y]) => y <= 0.5));
    const ends = [upper[0]!, upper.at(-1)!, lower[0]!, lower.at(-1)!].flat();
    for (const [i, end] of [1, 0, -1, 0, 0, 0.5, 2, 0.5].entries()) assertNear(ends[i]!, end);
    const middle = pointsOf(await made('moons', { noise: 0, samples: 10 }), 1)[2]!; // of five
    assertNear(middle[0], 1);
    assertNear(middle[1], -0.5);
  });

  it('lie on two circles, one in the other', async () => {
    const dataset = await made('circles', { noise: 0, samples: 80, factor: 0.3 });
    for (const [label, radius] of [[0, 1], [1, 0.3]] as const)
      for (const [i, [x, y]] of pointsOf(dataset, label).entries()) {
        assertNear(x, radius * Math.cos((2 * Math.PI * i) / 40));
        assertNear(y, radius * Math.sin((2 * Math.PI * i) / 40));
      }
  }); // prettier-ignore

  it('of XOR lie around the corners of a square, opposite ones of a class', async () => {
    const dataset = await made('xor', { noise: 0, samples: 40 });
    const corners = [0, 1].map(label => pointsOf(dataset, label).map(point => point.join()));
    assert.deepEqual([...new Set(corners[0])].sort(), ['0,0', '1,1']);
    assert.deepEqual([...new Set(corners[1])].sort(), ['0,1', '1,0']);
    assert.equal(corners.flat().filter(corner => corner === '1,0').length, 10);
    const noisy = await made('xor', { samples: 200 });
    for (const label of [0, 1])
      for (const [x, y] of pointsOf(noisy, label)) assert.equal(x > 0.5 !== y > 0.5, label === 1);
  });

  it('of blobs lie around centers at equal distances', async () => {
    for (const classes of [2, 3, 10]) {
      const exact = await made('blobs', { noise: 0, samples: 100, classes });
      const centers = Array.from({ length: classes }, (_, label) => pointsOf(exact, label)[0]!);
      for (const [label, [x, y]] of centers.entries()) {
        const [nextX, nextY] = centers[(label + 1) % classes]!;
        assertNear(Math.hypot(nextX - x, nextY - y), 3, 1e-6);
        assert.ok(pointsOf(exact, label).every(point => point[0] === x && point[1] === y));
      }
    }
  });

  it('are moved by normal numbers', async () => {
    for (const name of ['moons', 'circles', 'xor', 'blobs'] as const) {
      const exact = (await made(name, { samples: 5000, noise: 0 })).features;
      const noisy = (await made(name, { samples: 5000, noise: 0.25 })).features;
      assertNormal([...noisy].map((value, i) => value - exact[i]!), 0.25); // prettier-ignore
    }
  });
});

describe('regressions', () => {
  it('follow a sine over one period', async () => {
    const dataset = await made('sine', { noise: 0, samples: 201 });
    const [x, y] = [dataset.features, valuesOf(dataset)];
    assertNear(x[0]!, 0);
    assertNear(x.at(-1)!, 2 * Math.PI, 3e-7);
    for (const [i, each] of x.entries()) {
      assertNear(each, (2 * Math.PI * i) / 200, 3e-7);
      assertNear(y[i]!, Math.sin((2 * Math.PI * i) / 200), 1e-7);
    }
    const noisy = valuesOf(await made('sine', { noise: 0.3, samples: 5001 }));
    const exact = valuesOf(await made('sine', { noise: 0, samples: 5001 }));
    assertNormal([...noisy].map((value, i) => value - exact[i]!), 0.3); // prettier-ignore
  });

  it('follow a plane', async () => {
    const { features, ...rest } = await made('plane', { noise: 0, samples: 500 });
    for (const [i, z] of valuesOf({ features, ...rest }).entries())
      assertNear(z, 2 * features[2 * i]! - features[2 * i + 1]! + 1, 1e-6);
    assert.ok(features.every(x => x >= -1 && x <= 1) && Math.max(...features) > 0.95 && Math.min(...features) < -0.95);
  });

  it('name what is learned', async () => {
    const [sine, plane] = [await made('sine'), await made('plane')];
    const namesOf = ({ featureNames, targets }: Dataset) =>
      `${featureNames.join(' ')} → ${targets.task === 'regression' ? targets.names.join(' ') : ''}`;
    assert.deepEqual([namesOf(sine), namesOf(plane)], ['x → y', 'x y → z']);
  });
});

describe('drawn digits', () => {
  const PIXELS = 28 * 28;
  const imageOf = ({ features }: Dataset, sample: number) =>
    features.subarray(sample * PIXELS, (sample + 1) * PIXELS) as Uint8Array;

  it('are images of bytes', async () => {
    const dataset = await made('drawnDigits', { samples: 30 });
    assert.ok(dataset.features instanceof Uint8Array);
    assert.deepEqual(dataset.image, { height: 28, width: 28 });
    assert.ok(dataset.targets.task === 'classification');
    assert.equal(dataset.targets.classes.join(''), '0123456789');
    assert.deepEqual([...dataset.targets.labels.subarray(8, 12)], [8, 9, 0, 1]);
  });

  it('are all alike without distortion, and none with it', async () => {
    const plain = await made('drawnDigits', { samples: 100, distortion: 0 });
    const varied = await made('drawnDigits', { samples: 100 });
    const different = (dataset: Dataset) =>
      new Set(Array.from({ length: 100 }, (_, sample) => imageOf(dataset, sample).join())).size;
    assert.deepEqual([different(plain), different(varied)], [10, 100]);
  });

  it('stand in the middle, within 20 × 20 pixels', async () => {
    const plain = await made('drawnDigits', { samples: 10, distortion: 0 });
    for (let digit = 0; digit < 10; digit++) {
      const image = imageOf(plain, digit);
      const ink = (at: (pixel: number) => number) =>
        image.reduce((sum, brightness, pixel) => sum + brightness * at(pixel), 0) /
        image.reduce((sum, b) => sum + b, 0);
      assertNear(ink(pixel => Math.floor(pixel / 28)), 13.5, 0.4); // prettier-ignore
      assertNear(ink(pixel => pixel % 28), 13.5, 0.4); // prettier-ignore
      const rows = [...image.keys()].filter(pixel => image[pixel]! > 0).map(pixel => Math.floor(pixel / 28));
      const height = Math.max(...rows) - Math.min(...rows) + 1;
      assert.ok(height >= 18 && height <= 22, `${digit}: ${height}`);
    }
  });

  it('have about as many bright pixels as those of MNIST', async () => {
    const { features } = await made('drawnDigits', { samples: 1000 });
    const share = features.filter(brightness => brightness > 0).length / features.length;
    assert.ok(share > 0.15 && share < 0.25, String(share));
    assert.ok(Math.max(...features.subarray(0, 100 * PIXELS)) >= 250);
  });

  it('are neither told by their mean images alone nor beyond telling', async () => {
    const [train, test] = [await made('drawnDigits', { samples: 2000 }, 1), await made('drawnDigits', { samples: 500 }, 2)];
    const means = Array.from({ length: 10 }, () => new Float64Array(PIXELS));
    for (let n = 0; n < 2000; n++) for (const [i, pixel] of imageOf(train, n).entries()) means[n % 10]![i]! += pixel / 200;
    const distance = (image: Uint8Array, mean: Float64Array) => image.reduce((sum, x, i) => sum + (x - mean[i]!) ** 2, 0);
    let right = 0;
    for (let n = 0; n < 500; n++) {
      const distances = means.map(mean => distance(imageOf(test, n), mean));
      if (distances.indexOf(Math.min(...distances)) === n % 10) right++;
    }
    assert.ok(right > 400 && right < 460, String(right)); // a small network reaches 480
  }); // prettier-ignore

  it('tell how many are drawn, and can be cancelled', async () => {
    const cancel = new AbortController();
    const readings: unknown[] = [];
    const config = v.parse(generatorSchema, { generator: 'drawnDigits', samples: 100_000 });
    const watch = {
      signal: cancel.signal,
      reading: (reading: { done: number }) => {
        readings.push({ ...reading, done: reading.done < 100_000 });
        cancel.abort();
      },
    };
    await assert.rejects(
      generate(config, 1, watch),
      (error: unknown) => error instanceof Problem && error.code === 'cancelled',
    );
    assert.deepEqual(readings, [{ kind: 'reading', source: 'drawnDigits', done: true, total: 100_000 }]);
  });

  it('can be drawn however far they are distorted', async () => {
    const { features } = await made('drawnDigits', { samples: 2000, distortion: 3 });
    for (let n = 0; n < 2000; n++) assert.ok(features.subarray(n * PIXELS, (n + 1) * PIXELS).some(pixel => pixel > 0));
  });
});
