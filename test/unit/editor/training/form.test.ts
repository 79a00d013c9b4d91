import * as assert from 'node:assert/strict';
import * as v from 'valibot';
import { defaultForm, readDataForm, readForm, readLearningRate } from '../../../../src/editor/training/form';
import { formSchema, type TrainForm } from '../../../../src/editor/training/messages';
import { ACTIVATIONS, defaultConfig, generatorSchema, GENERATORS, OPTIMIZERS } from '../../../../src/training/config';
import { hasSentence, sentence } from '../../../../src/words/sentences';

function problemsOf(change: Partial<TrainForm>): Record<string, string> {
  const { config, problems } = readForm({ ...defaultForm(), ...change }, undefined);
  assert.equal(config === undefined, Object.keys(problems).length > 0);
  for (const { code } of Object.values(problems)) assert.ok(hasSentence(code), code);
  return Object.fromEntries(Object.entries(problems).map(([field, problem]) => [field, sentence(problem)]));
}

const tanh = (...units: string[]) => units.map(each => ({ units: each, activation: 'tanh' as const }));

describe('the form of the Train view', () => {
  it('says untouched what an empty configuration says', () => {
    assert.deepEqual(readForm(defaultForm(), undefined), { config: defaultConfig(), problems: {} });
    assert.ok(v.is(formSchema, defaultForm()));
  });

  it('becomes a configuration', () => {
    const form: TrainForm = {
      source: 'file:///data/digits.csv',
      label: 'digit',
      ignore: ' id, date of scan,',
      task: 'classification',
      missing: 'drop',
      normalize: 'minmax',
      test: '25',
      layers: [{ units: ' 50 ', activation: 'sigmoid' }],
      loss: 'binaryCrossEntropy',
      optimizer: 'sgd',
      learningRate: '1e-1',
      batchSize: 'full',
      epochs: '20',
      seed: '7',
    };
    const { config } = readForm(form, 'digits.csv');
    const { source, label, ignore, task, missing, normalize, split } = config!.data;
    assert.deepEqual(
      { source, label, ignore, task, missing, normalize, split },
      {
        source: 'digits.csv',
        label: 'digit',
        ignore: ['id', 'date of scan'],
        task: 'classification',
        missing: 'drop',
        normalize: 'minmax',
        split: { test: 0.25 },
      },
    );
    assert.deepEqual(config!.model, { layers: [{ units: 50, activation: 'sigmoid' }], init: 'auto' });
    const { loss, optimizer, batchSize, epochs, seed } = config!.training;
    assert.deepEqual(
      [loss, optimizer.name, optimizer.learningRate, batchSize, epochs, seed],
      ['binaryCrossEntropy', 'sgd', 0.1, 'full', 20, 7],
    );
  });

  it('leaves the label to the data where none was chosen, and to a generator always', () => {
    assert.equal(readForm({ ...defaultForm(), label: '' }, 'iris.csv').config!.data.label, undefined);
    assert.equal(readForm({ ...defaultForm(), label: 'kind' }, undefined).config!.data.label, undefined);
  });

  it('names every generator with what it makes by default', () => {
    for (const source of GENERATORS) {
      const { data } = readForm({ ...defaultForm(), source }, undefined).config!;
      assert.deepEqual(data.source, v.parse(generatorSchema, { generator: source }));
    }
    assert.deepEqual(GENERATORS.length, 8);
  });

  it('offers every activation and optimizer there is', () => {
    for (const activation of ACTIVATIONS) {
      assert.ok(readForm({ ...defaultForm(), layers: [{ units: '3', activation }] }, undefined).config, activation);
    }
    for (const optimizer of OPTIMIZERS) {
      assert.equal(readForm({ ...defaultForm(), optimizer }, undefined).config!.training.optimizer.name, optimizer);
    }
  });

  it('says what data it names even where another field is wrong', () => {
    const form = { ...defaultForm(), source: 'file:///a.csv', label: 'kind', missing: 'fill', epochs: 'x' } as const;
    const { source, label, missing } = readDataForm(form, 'a.csv');
    assert.deepEqual([source, label, missing], ['a.csv', 'kind', 'fill']);
    assert.deepEqual(readDataForm({ ...form, source: 'moons' }, undefined).source, {
      generator: 'moons',
      samples: 200,
      noise: 0.1,
    });
  });

  it('takes a form of before there were columns left out, tasks, missing values and losses', () => {
    const { ignore, task, missing, loss, ...before } = defaultForm();
    assert.deepEqual(v.parse(formSchema, before), { ...before, ignore, task, missing, loss });
  });

  const wrong: [change: Partial<TrainForm>, field: string, says: string][] = [
    [{ learningRate: 'fast' }, 'learningRate', '"fast" is not a number. Enter one such as 0.01 or 1e-3.'],
    [{ learningRate: '0' }, 'learningRate', '0 is too small; it must be above 0.'],
    [{ learningRate: 'Infinity' }, 'learningRate', 'Infinity is too large; the most is 1000000.'],
    [{ epochs: '2.5' }, 'epochs', '2.5 is not a whole number.'],
    [{ epochs: '0' }, 'epochs', '0 is too small; the least is 1.'],
    [{ seed: '-1' }, 'seed', '-1 is too small; the least is 0.'],
    [{ seed: '4294967296' }, 'seed', '4294967296 is too large; the most is 4294967295.'],
    [{ test: '0.5' }, 'test', '0.5 is too small; the least is 1.'],
    [{ test: '95' }, 'test', '95 is too large; the most is 90.'],
    [{ batchSize: '' }, 'batchSize', 'Enter a number.'],
    [{ batchSize: 'all' }, 'batchSize', '"all" is not a number. Enter one such as 0.01 or 1e-3.'],
    [{ batchSize: '0' }, 'batchSize', '0 is too small; the least is 1.'],
    [{ layers: tanh('4', '5000') }, 'layers.1', '5000 is too large; the most is 4096.'],
    [{ layers: tanh('x', '8') }, 'layers.0', '"x" is not a number. Enter one such as 0.01 or 1e-3.'],
  ];
  for (const [change, field, says] of wrong) {
    it(`says of ${JSON.stringify(change)} what is wrong, under that field alone`, () => {
      assert.deepEqual(problemsOf(change), { [field]: says });
    });
  }

  it('names every wrong field at once', () => {
    assert.deepEqual(Object.keys(problemsOf({ test: '', epochs: '-3', layers: tanh('0') })).sort(), [
      'epochs',
      'layers.0',
      'test',
    ]);
  });

  it('gives the learning rate even where another field is wrong', () => {
    assert.equal(readLearningRate({ ...defaultForm(), learningRate: '0.5', epochs: 'x' }), 0.5);
    assert.equal(readLearningRate({ ...defaultForm(), learningRate: '-1' }), undefined);
  });
});
