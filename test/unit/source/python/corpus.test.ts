import * as assert from 'node:assert/strict';
import { isArgument, type Value } from '../../../../src/numerics/argument';
import { Problem } from '../../../../src/numerics/problem';
import type { Library } from '../../../../src/source/python/translate';
import type { PythonFunction } from '../../../../src/words/gradientPython';
import { pointsOf, type Differentiable } from '../../../corpus/corpus';
import { ENTRIES } from '../../../corpus/entries';
import { MULTIVARIATE } from '../../../corpus/multivariate/entries';
import { referenceAt } from '../../../corpus/reference';
import { calledInPython, printedBy, translated } from './inPython';

interface Case {
  readonly id: string;
  readonly f: (...args: never[]) => unknown;
  readonly points: readonly (readonly Value[])[];
}

const CASES: readonly Case[] = [
  ...ENTRIES.map(entry => ({ ...entry, points: pointsOf(entry).map(x => [x]) })),
  ...MULTIVARIATE,
];

/** A function of the corpus in Python; undefined where that is refused. */
function inPython({ f, points }: Case, library: Library): PythonFunction | undefined {
  try {
    return translated(`const f = ${f.toString()};`, points[0]!.map(plain), { language: 'javascript', library });
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Typed arrays as arrays. */
function plain(value: Value): Value {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return Array.isArray(value) ? value.map(plain) : value;
}

function flat(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return ArrayBuffer.isView(value) || Array.isArray(value)
    ? Array.from(value as ArrayLike<unknown>, flat).flat()
    : [NaN];
}

function called({ f }: Case, args: readonly Value[]): number[] | 'error' {
  try {
    return flat(f(...(structuredClone(args) as never[])));
  } catch {
    return 'error';
  }
}

/** Whether rows differ in length, as the weights of several layers: they are no array of NumPy. */
function isRagged(value: Value): boolean {
  if (!Array.isArray(value)) return false;
  const shapes = value.map(each => JSON.stringify(plain(each)).replace(/[^[\],]+/g, '0'));
  return new Set(shapes).size > 1 || value.some(isRagged);
}

/** What no automatic differentiation can know: the branch at 0 is a constant, and so is a half of an interval. */
const BEYOND_TRACING = ['bisection', 'branches of one function'];

describe('the corpus in Python', function () {
  this.timeout(120_000);

  it('is translated but for what Python does otherwise, and gives the same numbers', function () {
    const found = CASES.map(each => ({ ...each, code: inPython(each, 'numpy') }));
    const some = found.filter(({ code }) => code);
    assert.ok(some.length >= 275, `${some.length} of ${CASES.length} are translated`);
    const jobs = some.flatMap(each =>
      each.points
        .filter(args => args.every(isArgument) && !args.some(isRagged))
        .map(args => ({ ...each, code: each.code!, args: args.map(plain) })),
    );
    const answers = calledInPython(jobs);
    if (!answers) return this.skip();
    let same = 0;
    for (const [index, job] of jobs.entries()) {
      const answer: number[] | string = answers[index]!;
      const value = called(job, job.args);
      const where: string = `${job.id} at ${JSON.stringify(job.args)}: ${String(value)} here, ${String(answer)} in Python`;
      if (value === 'error') assert.equal(typeof answer, 'string', where);
      else assert.equal(answer.length, value.length, where);
      const differences = value === 'error' ? [] : value.map((each, i) => relative(each, answer[i] as number));
      assert.ok(
        differences.every(each => each <= 1e-12),
        where,
      );
      if (differences.every(each => each === 0)) same++;
      else assert.ok(job.code.isRounded, where);
    }
    assert.ok(same > 0.8 * jobs.length, `${same} of ${jobs.length} agree bit for bit`);
  });

  it('has its exact derivatives with PyTorch', function () {
    const smooth = ENTRIES.filter((each): each is Differentiable => each.kind === 'smooth').filter(
      ({ id }) => !BEYOND_TRACING.includes(id),
    );
    const some = smooth.flatMap(entry => {
      const code = inPython({ ...entry, points: [[1]] }, 'torch');
      return code ? [{ entry, code, points: pointsOf(entry).filter(x => Number.isFinite(entry.f(x))) }] : [];
    });
    assert.ok(some.length > 0.9 * smooth.length, `${some.length} of ${smooth.length} are translated`);
    const script = some.flatMap(({ code, points }) => [
      ...code.imports.map(each => `import ${each}`),
      'import torch',
      ...code.lines,
      `for at in ${JSON.stringify(points)}:`,
      '    x = torch.tensor(at, dtype=torch.float64, requires_grad=True)',
      `    y = ${code.name}(x)${code.isTraced ? '' : ' + 0 * x.sum()'}`,
      '    y.backward()',
      '    print(x.grad.item())',
    ]);
    const printed = printedBy(script.join('\n'));
    if (!printed) return this.skip();
    const references = some.flatMap(({ entry, points }) =>
      points.map(x => ({ id: entry.id, x, ...referenceAt(entry, x) })),
    );
    assert.equal(printed.length, references.length);
    const wrong = references.filter(({ derivative }, index) => !(relative(derivative, Number(printed[index])) < 1e-6));
    assert.deepEqual(
      wrong.map(({ id, x }) => `${id} at ${x}`),
      [],
    );
  });
});

function relative(a: number, b: number): number {
  if (Object.is(a, b) || a === b) return 0;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
