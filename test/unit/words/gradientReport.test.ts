import * as assert from 'node:assert/strict';
import type { Multivariate } from '../../../src/numerics/evaluator';
import { gradientAt, type GradientOptions } from '../../../src/numerics/gradient';
import {
  derivativeName,
  errorText,
  functionAtPoint,
  gradientReportJson,
  gradientReportMarkdown,
  gradientReportObject,
  gradientRows,
  inlineGradient,
  methodName,
  type GradientReport,
} from '../../../src/words/gradientReport';

function reportOf(
  f: Multivariate,
  args: GradientReport['args'],
  names: readonly string[],
  options: Partial<GradientOptions> = {},
): GradientReport {
  const gradient = gradientAt(f, args, { names, method: 'central', ...options });
  return { name: 'f', point: '3, 4', args, names, gradient };
}

const bowl: Multivariate = ([x]) => (x as number[])[0]! ** 2 + (x as number[])[1]! ** 2;

describe('the report of a gradient', () => {
  it('has a row for each number, with its name', () => {
    const f: Multivariate = ([a, w]) => (a as number) + (w as number[][])[0]![1]!;
    const rows = gradientRows(reportOf(f, [5, [[1, 2]]], ['a', 'w']));
    assert.deepEqual(
      rows.map(({ label, value, derivative, status }) => [label, value, Math.round(derivative!), status]),
      [
        ['a', 5, 1, 'ok'],
        ['w[0][0]', 1, 0, 'ok'],
        ['w[0][1]', 2, 1, 'ok'],
      ],
    );
    const only = gradientRows(reportOf(f, [5, [[1, 2]]], ['a', 'w'], { wrt: [1] }));
    assert.deepEqual(
      only.map(({ label, value }) => [label, value]),
      [
        ['w[0][0]', 1],
        ['w[0][1]', 2],
      ],
    );
  });

  it("is JSON with the book's numbers in full", () => {
    const object = JSON.parse(gradientReportJson(reportOf(bowl, [[3, 4]], ['x']))) as Record<string, unknown>;
    assert.deepEqual(Object.keys(object), [
      'function',
      'value',
      'method',
      'step',
      'evaluations',
      'parameters',
      'status',
    ]);
    const [parameter] = object['parameters'] as Record<string, unknown>[];
    assert.deepEqual(parameter!['gradient'], [6.00000000000378, 7.999999999999119]);
    assert.equal(parameter!['exact'], null);
    const failed = JSON.parse(gradientReportJson(reportOf(() => NaN, [1], ['x']))) as Record<string, unknown>;
    assert.deepEqual([failed['value'], failed['status']], ['NaN', 'undefined']);
    assert.match(String(failed['message']), /^The function is NaN at this point/);
  });

  it('is of a point whose numbers are cut for a line, and whole in a table', () => {
    const numbers = Array.from({ length: 1000 }, (_, i) => i);
    const point = numbers.join(', ');
    const report = { ...reportOf(([x]) => (x as number[])[0]!, [numbers], ['x']), point };
    assert.match(inlineGradient('f', point, gradientRows(report)), /^∇f\(0, 1, 2, …, 999\) = \(1, 0, 0, 0, 0, 0, …\)$/);
    assert.equal(functionAtPoint('f', `[${point}]`), 'f([0, 1, 2, …, 999])');
    assert.equal(functionAtPoint('f', '0.123456789, 0.2'), 'f(0.123456789, 0.2)');
    assert.ok(gradientReportMarkdown(report).startsWith(`f(${point}) = 0\n`));
  });

  it('is a table with full doubles', () => {
    const lines = gradientReportMarkdown(reportOf(bowl, [[3, 4]], ['x'])).split('\n');
    assert.equal(lines[0], 'f(3, 4) = 25');
    assert.equal(lines[2], '| Derivative | central, h = 1e−4 (the book) | ± |');
    assert.match(lines[4]!, /^\| ∂f\/∂x\[0\] \| 6\.00000000000378 \| [\d.e-]+ \|$/);
    const failed = gradientReportMarkdown(reportOf(() => NaN, [1], ['x']));
    assert.match(failed, /\| f′\(3, 4\) \| — \| {2}\| undefined \|/);
  });

  it('has rows for each number that a function gives', () => {
    const f: Multivariate = ([v]) => Float64Array.of((v as number[])[0]!, 2 * (v as number[])[1]!);
    const rows = gradientRows(reportOf(f, [[3, 4]], ['v']));
    assert.deepEqual(
      rows.map(({ output, label, derivative }) => [output, label, Math.round(derivative!)]),
      [
        [0, 'v[0]', 1],
        [0, 'v[1]', 0],
        [1, 'v[0]', 0],
        [1, 'v[1]', 2],
      ],
    );
    assert.equal(gradientReportMarkdown(reportOf(f, [[3, 4]], ['v'])).split('\n')[0], 'f(3, 4) = [3, 8]');
  });

  it('tells exact derivatives, those of the book and slopes beside the numbers', () => {
    const gradient = {
      value: 1,
      method: 'adaptive' as const,
      evaluations: 40,
      status: 'kink' as const,
      problem: { code: 'kink', args: { name: 'x', position: [1], x: 0, left: -1, right: 1 } },
      exactNote: { code: 'value-undefined', args: { value: NaN } },
      changesArguments: true as const,
      parameters: [
        {
          name: 'x',
          gradient: [0.2, null],
          error: [3e-14, null],
          exact: [0.25, null],
          book: [0.1999, 0],
          status: ['ok' as const, 'kink' as const],
          left: [null, -1],
          right: [null, 1],
        },
      ],
    };
    const report: GradientReport = { name: 'f', point: '1, 0', args: [[1, 0]], names: ['x'], gradient };
    assert.deepEqual(gradientReportMarkdown(report).split('\n').slice(2, 6), [
      '| Derivative | adaptive steps | ± | exact | central, h = 1e−4 (the book) | Verdict |',
      '| --- | ---: | ---: | ---: | ---: | ---: |',
      '| ∂f/∂x[0] | 0.2 | 3e-14 | 0.25 | 0.1999 | smooth |',
      '| ∂f/∂x[1] | — |  | — | 0 | kink: −1 | 1 |',
    ]);
    const object = gradientReportObject(report);
    assert.equal(object.message, 'The slope jumps from −1 to 1 at x[1] = 0; there is no derivative here.');
    assert.deepEqual(object.parameters[0], {
      name: 'x',
      gradient: [0.2, null],
      error: [3e-14, null],
      exact: [0.25, null],
      status: ['ok', 'kink'],
      left: [null, -1],
      right: [null, 1],
    });
    assert.equal(object.changesArguments, true);
    assert.equal(inlineGradient('f', '1, 0', gradientRows(report)), '∇f(1, 0) = (0.2, —) · kink');
    assert.equal(inlineGradient('f', '0', gradientRows(report).slice(1)), 'f′(0) = — · kink: −1 | 1');
    assert.equal(inlineGradient('x**2 + 1', '0, 1', gradientRows(report)), '∇(x**2 + 1)(0, 1) = (0.2, —) · kink');
  });

  it('fits into one line of code', () => {
    const row = (derivative: number | null) => ({
      label: 'x',
      value: 1,
      derivative,
      error: null,
      exact: null,
      book: null,
      status: 'ok' as const,
      left: null,
      right: null,
      nearby: null,
    });
    assert.equal(inlineGradient('f', '5', [row(0.1999999999990898)]), 'f′(5) = 0.2');
    assert.equal(inlineGradient('f', '3, 4', [row(6.00000000000378), row(-8)]), '∇f(3, 4) = (6, −8)');
    assert.equal(inlineGradient('f', '0, 1', [row(null), row(1)]), '∇f(0, 1) = (—, 1)');
    const seven = inlineGradient(
      'f',
      'w',
      Array.from({ length: 7 }, () => row(1)),
    );
    assert.equal(seven, '∇f(w) = (1, 1, 1, 1, 1, 1, …)');
  });

  it('names derivatives, errors and methods', () => {
    assert.equal(derivativeName('f', '5', { label: 'x' }, true), 'f′(5)');
    assert.equal(derivativeName('f', '3, 4', { label: 'x[0]' }, false), '∂f/∂x[0]');
    assert.equal(derivativeName('f', '3, 4', { label: 'x', output: 2 }, false), '∂f[2]/∂x');
    assert.deepEqual([errorText(3.456e-12), errorText(null), errorText(Infinity)], ['3.5e-12', '', 'Infinity']);
    assert.equal(methodName('central', 1e-4), 'central, h = 1e−4 (the book)');
    assert.equal(methodName('five-point', 1e-5), 'five points, h = 1e−5');
  });
});
