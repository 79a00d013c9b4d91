import * as assert from 'node:assert/strict';
import { divergedSentence, type Divergence } from '../../../src/words/divergence';
import { dataLine, generatorName, lossNote, readingText } from '../../../src/words/trainingData';
import { formatRounded } from '../../../src/words/numbers';
import { canResume, formatScore, progressText } from '../../../src/words/trainingRun';
import { GENERATORS } from '../../../src/training/config';

const NAN: Divergence = {
  step: 12,
  reason: 'notFinite',
  kind: 'parameter',
  layer: 2,
  parameter: 'W2',
  index: [3, 7],
  value: NaN,
};

describe('a divergence in words', () => {
  const cases: [what: string, divergence: Divergence, says: string][] = [
    ['a parameter with its index', NAN, 'at step 12, the parameter W2[3][7] in layer 2 is NaN.'],
    [
      'a gradient',
      { ...NAN, kind: 'gradient', parameter: 'b1', layer: 1, index: [4], value: -Infinity },
      'at step 12, the gradient of b1[4] in layer 1 is −∞.',
    ],
    [
      'an output of a layer',
      { ...NAN, kind: 'output', index: [], value: Infinity },
      'at step 12, an output after W2 in layer 2 is ∞.',
    ],
    [
      "a parameter of a user's model, which has no layers",
      { ...NAN, layer: undefined, parameter: 'slope', index: [] },
      'at step 12, the parameter slope is NaN.',
    ],
    ['the loss', { ...NAN, kind: 'loss', layer: undefined, index: [] }, 'at step 12, the loss is NaN.'],
    [
      'a loss that has grown',
      { ...NAN, reason: 'growth', kind: 'loss', value: 1.23456e9 },
      'at step 12 the loss has grown to 1.23e9.',
    ],
  ];
  for (const [what, divergence, says] of cases) {
    it(`names ${what}`, () => {
      const sentence = divergedSentence(divergence, 0.1, false);
      assert.equal(
        sentence,
        `The training diverged: ${says} The learning rate 0.1 is probably too high; start again with 0.01, for example.`,
      );
    });
  }

  it('says how to go on where that is possible', () => {
    assert.match(
      divergedSentence(NAN, 100_000, true),
      / It waits: lower the learning rate 100000, to 10000 for example, and resume\.$/,
    );
  });

  it('blames the data, and not the rate, for a bad value of theirs', () => {
    const input = {
      ...NAN,
      kind: 'input',
      layer: undefined,
      parameter: undefined,
      index: [],
      value: Infinity,
    } as const;
    assert.match(divergedSentence(input, 0.1, true), /: at step 12, a value of the data is ∞\. Check the data: /);
  });
});

describe('a training in words', () => {
  const RUN = { status: 'running', epoch: 3, epochs: 20, step: 412, steps: 2000, stepsPerSecond: 100 } as const;

  it('says how far it is', () => {
    assert.equal(progressText(RUN), 'epoch 3/20 · 100 steps/s · 16 s left');
    assert.equal(progressText({ ...RUN, status: 'paused' }), 'Paused · epoch 3/20 · step 412');
    assert.equal(
      progressText({ ...RUN, status: 'finished', epoch: 20, step: 2000, bestEpoch: 20 }),
      'Finished · epoch 20/20 · step 2,000 · best: epoch 20',
    );
  });

  it('says that it ended early, and which epoch was the best', () => {
    assert.equal(
      progressText({ ...RUN, status: 'finished', bestEpoch: 2 }),
      'Finished early · epoch 3/20 · step 412 · best: epoch 2',
    );
  });

  it('says how far its data are', () => {
    assert.equal(progressText({ ...RUN, status: 'starting' }), 'Starting…');
    assert.equal(
      progressText({ ...RUN, status: 'starting', reading: { done: 1, total: 3 } }),
      'Reading the data… 33 %',
    );
    assert.equal(readingText({ done: 5, total: 0 }), 'Reading the data…'); // how much there is is not known
    assert.equal(readingText({ done: 5, total: 4 }), 'Reading the data… 100 %'); // a file that grows
  });

  it('can go on when it was paused, unless its parameters are lost', () => {
    assert.ok(canResume({ status: 'paused' }));
    assert.ok(canResume({ status: 'paused', divergence: { recoverable: true } }));
    assert.ok(!canResume({ status: 'paused', divergence: { recoverable: false } }));
    assert.ok(!canResume({ status: 'diverged', divergence: { recoverable: true } }));
  });

  it('gives a large loss no more digits than it has', () => {
    assert.equal(formatRounded(277_142_896_640), '2.77143e11');
    assert.equal(formatRounded(-277_142_896_640, 3), '−2.77e11');
    assert.equal(formatRounded(999_999), '999999');
    assert.equal(formatRounded(12_345, 3), '12345');
    assert.equal(formatRounded(1_000_000), '1e6');
    assert.equal(formatRounded(0.012345678), '0.0123457');
    assert.equal(formatRounded(Infinity), '∞');
  });

  it('gives an accuracy in percent, and R² as a number', () => {
    assert.equal(formatScore('accuracy', 0.9754), '97.5 %');
    assert.equal(formatScore('r2', 0.97541), '0.975');
    assert.equal(formatScore('r2', -12.3456), '−12.3');
  });
});

describe('data in words', () => {
  const IRIS = { samples: 150, features: 4, task: 'classification', classes: ['a', 'b', 'c'] } as const;

  it('says what they hold', () => {
    assert.equal(dataLine(IRIS), '150 samples · 4 features · 3 classes');
    assert.equal(
      dataLine({ ...IRIS, samples: 2000, features: 784, image: { height: 28, width: 28 } }),
      '2,000 samples · 28 × 28 pixels · 3 classes',
    );
    assert.equal(
      dataLine({ samples: 200, features: 1, task: 'regression', classes: [] }),
      '200 samples · 1 feature · regression',
    );
  });

  it('says what became of samples that lacked a value', () => {
    assert.equal(
      dataLine({ ...IRIS, missing: { dropped: 1200, filled: 3 } }),
      '150 samples · 4 features · 3 classes · 1,200 left out · 3 filled in',
    );
    assert.equal(dataLine({ ...IRIS, missing: { dropped: 0, filled: 0 } }), dataLine(IRIS));
  });

  it('says of a regression that its loss is that of scaled numbers', () => {
    assert.equal(lossNote('r2', 'standardize'), 'Loss of the scaled numbers: mean 0, deviation 1.');
    assert.equal(lossNote('r2', 'none'), undefined);
    assert.equal(lossNote('accuracy', 'standardize'), undefined);
  });

  it('has a name of its own for every generator', () => {
    assert.equal(new Set(GENERATORS.map(generatorName)).size, GENERATORS.length);
  });
});
