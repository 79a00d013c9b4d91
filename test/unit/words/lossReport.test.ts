import * as assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { evaluateLosses } from '../../../src/numerics/lossEvaluation';
import type { MeasureId } from '../../../src/numerics/lossIds';
import { DEFAULT_LOSS_OPTIONS } from '../../../src/numerics/lossOptions';
import type { Tensor } from '../../../src/numerics/tensor';
import { lossReportCsv } from '../../../src/words/lossCsv';
import { lossReportJson, lossReportMarkdown, type LossReport } from '../../../src/words/lossReport';
import { batch, vector } from '../numerics/tensors';

const t = { name: 't', ...vector(0, 1) };

function report(name: string, y: Tensor, target: LossReport['target'], ids?: readonly MeasureId[]): LossReport {
  return {
    ...evaluateLosses(y, target, {}, ids),
    prediction: { name, ...y },
    target,
    options: DEFAULT_LOSS_OPTIONS,
  };
}

describe('reports of losses', () => {
  const y1 = report('y1', vector(0.25, 0.75), t, ['halfSumSquares', 'accuracy']);
  const y2 = report('y,2', vector(0.5, 0.5), t, ['halfSumSquares', 'meanAbsoluteError']);

  it('are tables of Markdown, a column for each prediction', () => {
    assert.equal(
      lossReportMarkdown(y1),
      'y1 against t, 2 values\n\n| Loss | Formula | Value |\n| --- | --- | ---: |\n' +
        '| Half sum of squares | ½ Σ (y − t)² | 0.0625 |\n| Accuracy | (1/N) Σ [ŷ = t] | 1 |\n',
    );
    assert.equal(
      lossReportMarkdown(y1, y2),
      'y1, y,2 against t, 2 values\n\n| Loss | Formula | y1 | y,2 |\n| --- | --- | ---: | ---: |\n' +
        '| Half sum of squares | ½ Σ (y − t)² | 0.0625 | 0.25 |\n' +
        '| Accuracy | (1/N) Σ [ŷ = t] | 1 |  |\n' +
        '| Mean absolute error | (1/N) Σ \\|y − t\\| |  | 0.5 |\n',
    );
  });

  it('are JSON, an object for each prediction', () => {
    const single = JSON.parse(lossReportJson(y1)) as { shape: number[]; results: { gradient?: number[] }[] };
    assert.deepEqual(single.shape, [2]);
    assert.deepEqual(single.results[0]!.gradient, [0.25, -0.25]);
    const several = JSON.parse(lossReportJson(y1, y2)) as { prediction: string }[];
    assert.deepEqual(
      several.map(({ prediction }) => prediction),
      ['y1', 'y,2'],
    );
  });

  it('leave out terms, gradients and arrays where there would be too many', () => {
    const short = { ...y1, numbersOnly: true };
    const { shape, results } = JSON.parse(lossReportJson(short)) as { shape: number[]; results: object[] };
    assert.deepEqual(shape, [2]);
    assert.deepEqual(
      results.map(result => Object.keys(result)),
      [
        ['id', 'value', 'warnings'],
        ['id', 'value', 'warnings'],
      ],
    );
    assert.equal(lossReportCsv(short).split('\n').length, 1 + 2 + 1);
    const softmax = { ...report('y', vector(1, 2), undefined, ['softmax']), numbersOnly: true };
    assert.equal(lossReportCsv(softmax).split('\n').length, 1 + 1);
    assert.deepEqual(JSON.parse(lossReportJson(softmax)), { shape: [2], results: [] });
  });

  it('are one table of CSV that is read back', () => {
    const rows = parse(lossReportCsv(y1, y2), { columns: true }) as unknown as Record<string, string>[];
    assert.equal(rows.length, 3 + 1 + 3 + 3);
    const row = { array: 'y1', id: 'halfSumSquares', name: 'Half sum of squares' };
    assert.deepEqual(rows.slice(0, 4), [
      { ...row, position: '', prediction: '', target: '', value: '0.0625', gradient: '' },
      { ...row, position: '[0]', prediction: '0.25', target: '0', value: '0.03125', gradient: '0.25' },
      { ...row, position: '[1]', prediction: '0.75', target: '1', value: '0.03125', gradient: '-0.25' },
      { ...row, id: 'accuracy', name: 'Accuracy', position: '', prediction: '', target: '', value: '1', gradient: '' },
    ]);
    assert.equal(rows[4]!['array'], 'y,2');
  });

  it('show matrices, labels and single arrays as elements', () => {
    const scores = batch([0.25, 0.75], [0.5, 0.5]);
    const ids = ['crossEntropy', 'confusionMatrix'] as const;
    const ofLabels = parse(lossReportCsv(report('p', scores, { name: 'labels', ...vector(1, 1) }, ids)));
    assert.deepEqual(ofLabels[2]!.slice(3, 7), ['[0][0]', '0.25', '', '0']);
    assert.deepEqual(
      ofLabels.slice(-4).map(row => [row[3], row[6]]),
      [
        ['[0][0]', '0'],
        ['[0][1]', '0'],
        ['[1][0]', '1'],
        ['[1][1]', '1'],
      ],
    );
    const alone = report('p', vector(0.5, 0.5), undefined);
    assert.match(lossReportMarkdown(alone), /^p, 2 values\n[^]*\| Entropy \| −Σ y log y \| 0\.6931471805599453 \|\n$/);
    assert.match(lossReportCsv(alone), /^p,information,Information content,\[0\],,,0\.6931471805599453,$/m);
  });
});
