import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Problem } from '../../../src/numerics/problem';
import { hasSentence } from '../../../src/words/sentences';
import { mutate, mutationOf } from '../source/mutations';
import { TemporaryData, type DataOptions } from './temporaryData';

const SEED = 20261121;
const RUNS = process.env['NABLA_SOAK'] ? 20_000 : 600;

interface Sample {
  readonly x: number | null;
  readonly 'a, "b"': string;
  readonly on: boolean;
  readonly y: number;
}

/** A table as three formats write it. */
const WRITERS: Readonly<Record<string, (samples: readonly Sample[]) => string>> = {
  'data.csv': samples => asTable(samples, ','),
  'data.tsv': samples => asTable(samples, '\t'),
  'data.json': samples => JSON.stringify(samples),
  'columns.json': samples => JSON.stringify(Object.fromEntries(KEYS.map(key => [key, samples.map(each => each[key])]))),
  'data.jsonl': samples => samples.map(sample => JSON.stringify(sample)).join('\n'),
};

const KEYS = ['x', 'a, "b"', 'on', 'y'] as const;

function asTable(samples: readonly Sample[], separator: string): string {
  const cell = (value: string | number | boolean | null) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const rows = [KEYS, ...samples.map(sample => KEYS.map(key => sample[key]))];
  return rows.map(row => row.map(cell).join(separator)).join('\r\n');
}

const sampleOf: fc.Arbitrary<Sample> = fc.record({
  x: fc.option(fc.double({ noNaN: true, min: -1e30, max: 1e30 }), { freq: 8 }),
  'a, "b"': fc.constantFrom('red', 'light "green"', 'a,b;c', '파랑', 'two\nlines'),
  on: fc.boolean(),
  y: fc.integer({ min: -3, max: 30 }),
});

const SEEDS: readonly (readonly [name: string, text: string])[] = [
  ['data.csv', 'x,color,"label, of it"\n1.5,"red",a\n-2e3,blue,b\n3,"re""d",a\n?,blue,b\n'],
  ['data.tsv', '1\t2\t0\n3\t4\t1\n5\t6\t0\n7\t8\t1\n'],
  ['data.json', '[{"x": [1, 2], "on": true, "y": "a"}, {"x": [3, 4], "on": null, "y": "b"}]'],
  ['columns.json', '{"columns": ["x", "y"], "data": [[1, 2.5], [3, 4.5], [5, 6]]}'],
  ['data.jsonl', '{"x": 1, "p": {"q": "u"}, "y": 0}\n{"x": 2, "p": {"q": "v"}, "y": 1}\n{"x": 3, "y": 0}\n'],
];

const PIECES = [
  ',',
  '"',
  '\n',
  '\r',
  '{',
  '}',
  '[',
  ']',
  ':',
  'null',
  '1e999',
  '0x1',
  '5',
  'a',
  '\t',
  ';',
  '\0',
  '\uFEFF',
  '#',
];

describe('tables', function () {
  this.timeout(RUNS * 100);
  const data = TemporaryData.forSuite();

  it('hold the same in whatever format they are written', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(sampleOf, { minLength: 2, maxLength: 12 }), async samples => {
        const outcomes = await Promise.all(
          Object.entries(WRITERS).map(([name, write]) => outcome(write(samples), { missing: 'fill' }, name)),
        );
        const [first, ...others] = outcomes;
        for (const other of others) assert.deepEqual(other, first);
        if (typeof first === 'object') compared++;
      }),
      { seed: SEED, numRuns: 100 },
    );
    assert.ok(compared > 50, `${compared}`);
  });

  for (const [name, text] of SEEDS) {
    it(`cut off anywhere are read or refused: ${name}`, async () => {
      for (let end = 0; end <= text.length; end++) await outcome(text.slice(0, end), { missing: 'fill' }, name);
    });
  }

  it('that are damaged are read or refused with a sentence', async () => {
    const read = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SEEDS),
        fc.array(mutationOf(PIECES), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('error' as const, 'drop' as const, 'fill' as const),
        async ([name, text], mutations, missing) => {
          const result = await outcome(mutations.reduce(mutate, text), { missing }, name);
          const kind = typeof result === 'object' ? 'read' : result;
          read.set(kind, (read.get(kind) ?? 0) + 1);
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
    assert.ok((read.get('read') ?? 0) > RUNS / 20 && read.size > 10, JSON.stringify([...read]));
  });

  /** The dataset of a text; or the code of the problem about it. */
  async function outcome(text: string, options: DataOptions, name: string): Promise<object | string> {
    try {
      const { dataset } = await data.read(text, options, name);
      assert.equal(dataset.features.length, dataset.samples * dataset.featureNames.length);
      const { targets } = dataset;
      if (targets.task === 'classification') assert.ok(targets.labels.every(label => label < targets.classes.length));
      else assert.ok(targets.values.every(Number.isFinite));
      return dataset;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      assert.ok(hasSentence(error.code), error.code);
      return error.code;
    }
  }
});
