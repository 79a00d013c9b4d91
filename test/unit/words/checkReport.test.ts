import * as assert from 'node:assert/strict';
import {
  checkMessage,
  checkNumbers,
  checkReportObject,
  checkSummary,
  inlineCheck,
  type CheckReport,
} from '../../../src/words/checkReport';
import { descentReportObject, descentSettings, type DescentReport } from '../../../src/words/descentReport';

const CHECK: CheckReport = { name: 'f', derivative: 'df', verdict: 'correct', points: 6, wrt: ['x', 'y'] };

describe('the words of a check', () => {
  const component = { parameter: 'x', index: 1, position: [1], analytic: 8e-8, numeric: 8, error: 1e-12 };

  it('name the number, both values and the point', () => {
    const wrong = { ...CHECK, verdict: 'wrong', component, point: '3, 4' } as const;
    assert.equal(checkMessage(wrong), '∂f/∂x[1] at f(3, 4): df gives 8e−8, the numerical derivative is 8 ± 1e−12.');
    assert.equal(
      checkMessage({ ...wrong, cause: { code: 'cause-sign', args: {} } }),
      '∂f/∂x[1] at f(3, 4): df gives 8e−8, the numerical derivative is 8 ± 1e−12. The sign is wrong.',
    );
  });

  it('name the result of a Jacobian, and the slopes to both sides of a kink', () => {
    const kink = { ...component, row: 2, numeric: null, error: null, left: -1, right: 1, analytic: 3 };
    assert.equal(
      checkMessage({ ...CHECK, verdict: 'wrong', component: kink, point: '0' }),
      '∂f[2]/∂x[1] at f(0): df gives 3, the slopes to both sides are −1 and 1.',
    );
    const reason = { code: 'kink', args: { name: 'x', position: [1], x: 0, left: -1, right: 1 } };
    assert.equal(
      checkMessage({ ...CHECK, verdict: 'inconclusive', component: { ...kink, analytic: 0, reason }, point: '0' }),
      '∂f[2]/∂x[1] at f(0): df gives 0. The slope jumps from −1 to 1 at x[1] = 0; there is no derivative here.',
    );
  });

  it('have as many digits as it takes to see the difference', () => {
    const close = { ...component, analytic: 1.00000201, numeric: 1, error: 1e-12 };
    const message = checkMessage({ ...CHECK, verdict: 'suspicious', component: close, point: '1' });
    assert.match(message, /df gives 1\.000002, the numerical derivative is 1 ± 1e−12: close, but not the same\./);
  });

  it('say what agrees, and sum up', () => {
    assert.equal(checkMessage(CHECK), 'It agrees with the numerical derivative with respect to x, y at 6 points.');
    assert.match(checkMessage({ ...CHECK, points: 1 }), /at 1 point\.$/);
    assert.equal(
      checkSummary(['wrong', 'correct', 'error', 'correct', 'suspicious', 'inconclusive']),
      '6 derivatives checked: 2 correct, 1 suspicious, 1 inconclusive, 1 wrong, 1 error',
    );
    assert.equal(checkSummary(['wrong']), '1 derivative checked: 1 wrong');
  });

  it('are short behind the derivative, and none where VS Code says what fails', () => {
    assert.equal(inlineCheck(CHECK), '✓ agrees with the numerical derivative at 6 points');
    assert.equal(inlineCheck({ ...CHECK, points: 1 }), '✓ agrees with the numerical derivative at 1 point');
    const close = { ...component, analytic: 1.00000201, numeric: 1 };
    assert.equal(
      inlineCheck({ ...CHECK, verdict: 'suspicious', component: close }),
      '≈ ∂f/∂x[1] = 1.000002, numerically 1 ± 1e−12',
    );
    const problem = { code: 'check-needs-point', args: { name: 'f' } };
    assert.match(
      inlineCheck({ ...CHECK, verdict: 'inconclusive', problem })!,
      /^\? Nothing tells which arguments f takes/,
    );
    const reason = { code: 'kink', args: { name: 'x', position: [], x: 0, left: -1, right: 1 } };
    assert.match(
      inlineCheck({ ...CHECK, verdict: 'inconclusive', component: { ...component, reason } })!,
      /^\? The slope jumps from −1 to 1/,
    );
    for (const verdict of ['wrong', 'error'] as const)
      assert.equal(inlineCheck({ ...CHECK, verdict, component }), undefined);
  });

  it('have the numbers side by side', () => {
    assert.deepEqual(checkNumbers({ ...CHECK, component }), { analytic: '8e−8', numeric: '8 ± 1e−12' });
    const kink = { ...component, numeric: null, error: null, left: -1, right: 1, analytic: 3 };
    assert.deepEqual(checkNumbers({ ...CHECK, component: kink }), { analytic: '3', numeric: '−1 | 1' });
    assert.equal(checkNumbers(CHECK), undefined);
  });

  it('are the JSON of the command line', () => {
    const object = checkReportObject({ ...CHECK, verdict: 'wrong', component, point: '3, 4', file: 'a.ts', line: 7 });
    assert.deepEqual(object, {
      file: 'a.ts',
      line: 7,
      function: 'f',
      gradient: 'df',
      verdict: 'wrong',
      points: 6,
      component: 1,
      label: '∂f/∂x[1]',
      point: '3, 4',
      numeric: 8,
      error: 1e-12,
      analytic: 8e-8,
      message: checkMessage({ ...CHECK, verdict: 'wrong', component, point: '3, 4' }),
    });
  });
});

describe('the words of a descent', () => {
  const report: DescentReport = {
    name: 'f',
    optimizer: 'adam',
    form: 'paper',
    learningRate: 0.3,
    end: [[1, 2]],
    value: 5,
    steps: 30,
    gradient: 'central',
  };

  it('name the optimizer with its form, where it has two', () => {
    assert.equal(descentSettings(report), "Adam as in its paper, learning rate 0.3, 30 steps, the book's gradient");
    assert.match(descentSettings({ ...report, optimizer: 'nesterov', form: 'book' }), /^Nesterov as in the book, /);
    assert.match(descentSettings({ ...report, optimizer: 'sgd' }), /^SGD, /);
  });

  it('give one argument as itself, several as a list', () => {
    assert.deepEqual(descentReportObject(report).end, [1, 2]);
    assert.deepEqual(descentReportObject({ ...report, end: [1, [2, 3]] }).end, [1, [2, 3]]);
    assert.equal(descentReportObject(report).diverged, false);
    const problem = { code: 'descent-not-finite', args: { step: 3, value: Infinity } };
    const { diverged } = descentReportObject({ ...report, diverged: { at: 3, problem } });
    assert.deepEqual(diverged, {
      at: 3,
      reason: 'not-finite',
      message: 'It ends at step 3, where the function is ∞. Try a smaller learning rate, or another start.',
    });
  });
});
