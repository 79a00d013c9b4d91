import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { flatten, type Value } from '../../../src/numerics/argument';
import { gradientAt } from '../../../src/numerics/gradient';
import { exactGradient, type ExactGradient } from '../../../src/processes/evaluate/exact';
import { numericCall } from '../../../src/source/call';
import { loadExact, type ExactFunction } from '../../../src/source/exact/exact';
import { loadFunction } from '../../../src/source/load';
import type { Multivariate } from '../../../src/numerics/evaluator';
import { corpusCases, rate } from '../../corpus/judgment';
import { MULTIVARIATE } from '../../corpus/multivariate/entries';
import { ENTRIES } from '../../corpus/entries';
import { ROOT } from '../house/files';
import { siteNamed } from '../source/sites';

/** All functions in one module: the first argument of `f` is the number of the one that is called. */
function moduleOf(functions: readonly ((...args: never[]) => unknown)[]): string {
  const texts = functions.map(f => String(f)).map(text => (text.includes('[native code]') ? nativeName(text) : text));
  return `const functions = [${texts.join(',\n')}];\nexport function f(index, ...args) {\n  return functions[index](...args);\n}\n`;
}

/** `Math.exp` for `function exp() { [native code] }`. */
function nativeName(text: string): string {
  return `Math.${/function (\w+)/.exec(text)![1]}`;
}

/** What is shown of exact derivatives: those against which nothing speaks. */
class Shown {
  private constructor(
    private readonly f: Multivariate,
    private readonly exact: ExactFunction,
  ) {}

  static async load(functions: readonly ((...args: never[]) => unknown)[]): Promise<Shown> {
    const text = moduleOf(functions);
    const source = { file: path.join(ROOT, 'samples', 'corpus.js'), text, site: siteNamed(text, 'f', 'javascript') };
    const f = numericCall(await loadFunction(source));
    return new Shown(f, await loadExact(source, f));
  }

  /** Of function number `index`, with respect to these of its arguments. */
  at(index: number, args: readonly Value[], wrt: readonly number[]): ExactGradient {
    const [given, shifted] = [[index, ...args], wrt.map(each => each + 1)];
    const names = given.map((_, i) => `p${i}`);
    return exactGradient(this.exact, given, gradientAt(this.f, given, { names, wrt: shifted }), shifted);
  }
}

describe('exact derivatives of the corpus', function () {
  this.timeout(30_000);

  /** What is shown of a function of one variable at each of its points, and what it should be. */
  let found: { id: string; kind: string; x: number; exact: number | null; slope: number | undefined }[];
  before(async () => {
    const shown = await Shown.load(ENTRIES.map(({ f }) => f));
    const cases = corpusCases().filter((_, i) => i % 2 === 0); // half of them: many calls each
    found = cases.map(({ entry, x, slope }) => {
      const { exact } = shown.at(ENTRIES.indexOf(entry), [x], [0]);
      return { id: entry.id, kind: entry.kind, x, exact: exact[0] as number | null, slope };
    });
  });

  it('are right to 1e-12 wherever they are shown', () => {
    const wrong = found
      .filter(({ kind }) => kind !== 'noisy' && kind !== 'plateau') // jitter has a slope of its own, tanh at 60 too
      .filter(({ exact, slope }) => exact !== null && !(Math.abs(exact - slope!) <= 1e-12 * Math.abs(slope!)));
    assert.deepEqual(wrong, []);
  });

  it('are shown at 97 % of the points of smooth functions', () => {
    const smooth = found.filter(({ kind }) => kind === 'smooth');
    const part = rate(smooth, ({ exact }) => exact !== null);
    assert.ok(part >= 0.97, `${(100 * part).toFixed(2)} %`);
  });

  it('are not shown where there is no derivative', () => {
    for (const { id, kind, exact } of found)
      if (['kink', 'jump', 'infinite', 'undefined', 'error'].includes(kind)) assert.equal(exact, null, id);
  });

  it('are right to 1e-12 of the largest of an argument, where there are many', async () => {
    const shown = await Shown.load(MULTIVARIATE.map(({ f }) => f));
    for (const [index, { id, points, jacobians }] of MULTIVARIATE.entries())
      for (const args of points) {
        const wrt = [...args.keys()].filter(i => !/Object/.test(Object.prototype.toString.call(args[i])));
        const { exact, note } = shown.at(index, args, wrt);
        const expected = jacobians(...(structuredClone(args) as never[]));
        for (const [k, row] of expected.entries()) {
          const derivatives = flatten(exact[k]!);
          const largest = Math.max(...row.map(Math.abs));
          for (const [i, value] of row.entries())
            assert.ok(Math.abs((derivatives[i] ?? NaN) - value) <= 1e-12 * largest, `${id}: ${JSON.stringify(note)}`);
        }
      }
  });
});
