import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { classNames, rowsOf, TemporaryData, type DataOptions } from './temporaryData';

const SEED = 20261121;

describe('data from a table', () => {
  const data = TemporaryData.forSuite();

  it('has features row by row and learns the last column', async () => {
    const { dataset, columns, layout } = await data.read('x,y,kind\n1,2.5,b\n-3,4e-1,a\n5,6,b\n');
    assert.deepEqual(dataset, {
      samples: 3,
      features: Float32Array.of(1, 2.5, -3, 0.4, 5, 6),
      featureNames: ['x', 'y'],
      targets: { task: 'classification', classes: ['a', 'b'], labels: Uint8Array.of(1, 0, 1) },
    });
    assert.deepEqual([columns, layout?.labels], [['x', 'y', 'kind'], ['kind']]);
  });

  it('learns any column, by its name or its index from either end', async () => {
    const text = 'x,kind,y\n1,b,2\n3,a,4\n5,a,6';
    for (const label of ['kind', 1, -2]) {
      const dataset = await data.dataset(text, { label });
      assert.deepEqual(rowsOf(dataset), [[1, 2], [3, 4], [5, 6]]); // prettier-ignore
      assert.deepEqual(classNames(dataset), ['b', 'a', 'a']);
      assert.deepEqual(dataset.featureNames, ['x', 'y']);
    }
    const columns = 'x, kind, y';
    assert.deepEqual(await data.problem(text, { label: 'class' }), { code: 'data-label', label: 'class', columns });
    assert.deepEqual(await data.problem(text, { label: 3 }), { code: 'data-label', label: 3, columns });
    assert.deepEqual(await data.problem('c\na\nb'), { code: 'data-no-features', label: 'c' });
  });

  it('learns several columns of numbers', async () => {
    const dataset = await data.dataset('x,u,v\n1,2,30\n3,4,50\n5,6,70', { label: ['v', 'u'] });
    assert.deepEqual(dataset.targets, {
      task: 'regression',
      names: ['v', 'u'],
      values: Float32Array.of(30, 2, 50, 4, 70, 6),
    });
    assert.deepEqual(dataset.featureNames, ['x']);
    const text = 'x,u,v\n1,2,a\n3,4,b';
    const several = { code: 'data-several-labels', labels: 'u, v' };
    assert.deepEqual(await data.problem(text, { label: ['u', 'v'], task: 'classification' }), several);
    assert.deepEqual(await data.problem(text, { label: ['u', 'v'] }), {
      code: 'data-text-label',
      label: 'v',
      found: 'b',
    });
  });

  it('sorts classes of numbers as numbers, others by their characters, whatever the order of the samples', async () => {
    const classes = async (...labels: string[]) => {
      const { targets } = await data.dataset(['x,c', ...labels.map(l => `1,${l}`)].join('\n'));
      assert.ok(targets.task === 'classification');
      return targets.classes;
    };
    assert.deepEqual(await classes('10', '9', '-1', '9.0', '10', '-1'), ['-1', '9', '10']);
    assert.deepEqual(await classes('b', 'ab', 'B', 'b'), ['B', 'ab', 'b']);
    assert.deepEqual(await classes('True', 'false', 'true'), ['false', 'true']);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 3 }), async labels => {
        const all = ['a', 'b', 'c', ...labels];
        assert.deepEqual(await classes(...all), await classes(...all.toReversed()));
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  it('makes a feature of each category, and 0 and 1 of false and true', async () => {
    const dataset = await data.dataset(
      'color,size,sold,c\nred,1,true,a\nblue,2,False,b\nred,3,TRUE,a\ngreen,4,false,b',
    );
    assert.deepEqual(dataset.featureNames, ['color=blue', 'color=green', 'color=red', 'size', 'sold']);
    assert.deepEqual(rowsOf(dataset), [
      [0, 0, 1, 1, 1],
      [1, 0, 0, 2, 0],
      [0, 0, 1, 3, 1],
      [0, 1, 0, 4, 0],
    ]);
  });

  it('grows with the samples, also beyond the number of values that can be classes', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${i},${i / 8},${i % 3}`);
    const dataset = await data.dataset(['a,b,c', ...rows].join('\n'));
    assert.equal(dataset.samples, 3000);
    assert.deepEqual(
      rowsOf(dataset),
      rows.map((_, i) => [i, i / 8]),
    );
    assert.deepEqual(
      classNames(dataset),
      rows.map((_, i) => String(i % 3)),
    );
  });

  it('leaves out columns', async () => {
    const text = 'id,x,name,c\n1,5,Kim,a\n2,6,Lee,b\n3,7,Park,a';
    const { dataset, columns } = await data.read(text, { ignore: ['id', -2] });
    assert.deepEqual([dataset.featureNames, rowsOf(dataset)], [['x'], [[5], [6], [7]]]);
    assert.deepEqual(columns, ['id', 'x', 'name', 'c']);
    const known = 'id, x, name, c';
    assert.deepEqual(await data.problem(text, { ignore: ['ID'] }), { code: 'data-label', label: 'ID', columns: known });
    assert.deepEqual(await data.problem(text, { ignore: ['c'], label: 'c' }), {
      code: 'data-label',
      label: 'c',
      columns: 'id, x, name',
    });
  });

  describe('tells a classification from a regression', () => {
    const column = (values: readonly (string | number)[]) => ['x,y', ...values.map((y, i) => `${i},${y}`)].join('\n');
    const numbers = (count: number, value: (i: number) => number) =>
      column(Array.from({ length: count }, (_, i) => value(i)));
    const taskOf = async (text: string, options: DataOptions = {}) => (await data.dataset(text, options)).targets.task;

    it('by whole numbers that repeat, and texts', async () => {
      assert.equal(await taskOf(numbers(40, i => i % 20)), 'classification');
      assert.equal(await taskOf('a,b,xor\n0,0,0\n0,1,1\n1,0,1\n1,1,0'), 'classification');
      assert.equal(await taskOf(column(['a', 'b'])), 'classification');
      assert.equal(await taskOf(column(['true', 'false'])), 'classification');
    });

    it('by fractions, many different numbers, and numbers that hardly repeat', async () => {
      assert.equal(await taskOf(numbers(42, i => i % 21)), 'regression');
      assert.equal(await taskOf(numbers(39, i => i % 20)), 'regression');
      assert.equal(await taskOf(numbers(40, i => (i % 2) / 2)), 'regression');
      assert.equal(await taskOf(numbers(300, i => i)), 'regression');
    });

    it('unless it is told', async () => {
      const classes = numbers(40, i => i % 2);
      assert.deepEqual((await data.dataset(classes, { task: 'regression' })).targets, {
        task: 'regression',
        names: ['y'],
        values: Float32Array.from({ length: 40 }, (_, i) => i % 2),
      });
      const halves = await data.dataset(
        numbers(40, i => (i % 2) / 2),
        { task: 'classification' },
      );
      assert.deepEqual(halves.targets.task === 'classification' && halves.targets.classes, ['0', '0.5']);
      assert.equal(
        await taskOf(
          numbers(500, i => i % 100),
          { task: 'classification' },
        ),
        'classification',
      );
      const several = (found: number, samples: number) => ({
        code: 'data-not-classes',
        label: 'y',
        found,
        samples,
        columns: 'x, y',
      });
      const classification = { task: 'classification' } as const;
      assert.deepEqual(
        await data.problem(
          numbers(500, i => i % 101),
          classification,
        ),
        several(101, 500),
      );
      assert.deepEqual(
        await data.problem(
          numbers(20, i => i),
          classification,
        ),
        several(20, 20),
      );
      assert.deepEqual(await data.problem(column(['a', 'b', 'a']), { task: 'regression' }), {
        code: 'data-text-label',
        label: 'y',
        found: 'b',
      });
    });
  });

  it('says what is wrong with a cell, and where', async () => {
    const cell = (line: number, found: string, code = 'data-cell') => ({ code, line, column: 'x', found });
    assert.deepEqual(await data.problem('x,c\n1,a\n2,b\n3O,a'), cell(4, '3O'));
    assert.deepEqual(
      await data.problem(`x,c\n${Array.from({ length: 200 }, (_, i) => `${i},a\n`).join('')}o,b`),
      cell(202, 'o'),
    );
    assert.deepEqual(await data.problem('x,c\n1,a\n1e39,b'), cell(3, '1e+39', 'data-range'));
    assert.deepEqual(await data.problem('x,c\nInfinity,a'), cell(2, 'Infinity', 'data-range'));
    assert.deepEqual(await data.problem('x;c\n1,5;a\n2,5;b'), cell(2, '1,5', 'data-decimal-comma'));
    assert.deepEqual(await data.problem('x,c\n1,a\n,b'), { code: 'data-missing', line: 3, column: 'x' });
    assert.deepEqual(await data.problem('x,c\n1,NA'), { code: 'data-missing', line: 2, column: 'c' });
    assert.deepEqual(await data.problem('x,c\n'), { code: 'data-no-samples', dropped: 0 });
    assert.deepEqual(await data.problem('\n'), { code: 'csv-empty' });
    assert.deepEqual(await data.problem('x,c\n1,a\n2,a'), { code: 'data-one-class', label: 'c', found: 'a' });
    const names = Array.from({ length: 30 }, (_, i) => `name ${i},${i % 2}\n`).join('');
    const text = { code: 'data-categories', column: 'name', samples: 30, count: 30, found: 'name 29' };
    assert.deepEqual(await data.problem(`name,c\n${names}`), text);
    const many = Array.from({ length: 300 }, (_, i) => `${i % 120} kg,${i % 2}\n`).join('');
    assert.deepEqual(await data.problem(`mass,c\n${many}`), {
      code: 'data-categories',
      column: 'mass',
      samples: 101,
      count: 101,
      found: '100 kg',
    });
  });

  it('takes numbers written as JavaScript only does for texts', async () => {
    const { featureNames } = await data.dataset('x,c\n0x1F,a\n0b11,b\n0x1F,a');
    assert.deepEqual(featureNames, ['x=0b11', 'x=0x1F']);
  });

  it('says how much memory it needs before it takes it', async () => {
    const cells = Array.from({ length: 256 }, (_, i) => `0.${i}`).join(',');
    const text = `${`${cells},a\n`.repeat(1100)}${cells},b\n`;
    // As features 1101 × 256 × 4 = 1.07 MB, and while they are read a byte each besides.
    const problem = (await data.problem(text, { memory: 1 })) as { code: string; needed: number };
    assert.deepEqual(problem, { code: 'data-memory', needed: 2, allowed: 1 });
    assert.equal((await data.dataset(text, { memory: 2 })).samples, 1101);
  });
});

describe('missing values of a table', () => {
  const data = TemporaryData.forSuite();
  const text = 'n,k,b,c\n1,u,true,p\n?,v,true,q\n5,NaN,,p\n6,u,false,q\n,N/A,null,p\n';

  it('are an error unless something else is asked for', async () => {
    assert.deepEqual(await data.problem(text), { code: 'data-missing', line: 3, column: 'n' });
  });

  it('leave their samples out', async () => {
    const { dataset, missing } = await data.read(text, { missing: 'drop' });
    assert.deepEqual(rowsOf(dataset), [[1, 1, 1], [6, 1, 0]]); // prettier-ignore
    assert.deepEqual(dataset.featureNames, ['n', 'k=u', 'b']);
    assert.deepEqual(missing, { dropped: 3, filled: 0 });
    assert.deepEqual(await data.problem('x,c\n,a\n,b', { missing: 'drop' }), { code: 'data-no-samples', dropped: 2 });
  });

  it('become the mean of the training samples, and of categories what is most frequent there', async () => {
    data.write('train.csv', text);
    data.write('test.csv', 'n,k,b,c\n,v,,q\n1000,,true,q\n1001,v,false,p\n');
    const options = { source: 'train.csv', split: { test: 'test.csv' }, missing: 'fill', normalize: 'none' } as const;
    const { train, test, description } = await data.open(options);
    assert.deepEqual(rowsOf(train.dataset), [
      [1, 1, 0, 1],
      [4, 0, 1, 1],
      [5, 1, 0, 1],
      [6, 1, 0, 0],
      [4, 1, 0, 1],
    ]);
    assert.deepEqual(rowsOf(test.dataset), [
      [4, 0, 1, 1],
      [1000, 1, 0, 1],
      [1001, 0, 1, 0],
    ]);
    assert.deepEqual(description.missing, { dropped: 0, filled: 6 });
  });

  it('are filled by the training part of a table that is split', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i === 7 ? '' : i * i},${i % 2}`);
    data.write('split.csv', ['x,c', ...rows].join('\n'));
    const { train } = await data.open({ source: 'split.csv', missing: 'fill' });
    const others = [...train.rows].filter(row => row !== 7).map(row => row * row);
    const mean = others.reduce((sum, x) => sum + x, 0) / others.length;
    assert.equal(train.dataset.features[7], Math.fround(mean));
  });

  it('of labels are never filled', async () => {
    const problem = { code: 'data-label-missing', line: 3, column: 'c' };
    assert.deepEqual(await data.problem('x,c\n1,a\n2,\n3,b', { missing: 'fill' }), problem);
  });

  it('of a whole column cannot be filled', async () => {
    const empty = { code: 'data-empty-column', column: 'x' };
    assert.deepEqual(await data.problem('x,y,c\n,1,a\n,2,b', { missing: 'fill' }), empty);
    data.write('few.csv', 'x,y,z\n,1,1.5\n3,2,2.5\n');
    const outcomes = Array.from({ length: 8 }, async (_, seed) => {
      const { train } = await data.open({ source: 'few.csv', missing: 'fill', normalize: 'none' }, seed);
      return rowsOf(train.dataset)[0]![0];
    });
    const settled = await Promise.allSettled(outcomes);
    // The only value is either that of the training sample, or that of the test sample.
    assert.deepEqual(new Set(settled.map(({ status }) => status)), new Set(['fulfilled', 'rejected']));
    for (const outcome of settled) {
      if (outcome.status === 'fulfilled') assert.equal(outcome.value, 3);
      else assert.match(String(outcome.reason), /^Problem: data-nothing-to-fill .*"column":"x"/);
    }
  });
});
