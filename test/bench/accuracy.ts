import { missing, type Derivative } from '../../src/numerics/derivative';
import { ENTRIES } from '../corpus/entries';
import { corpusCases, judge, judgmentOf, ours, quantile, rate, type Case, type Judgment } from '../corpus/judgment';
import { numericJs, TEXTBOOK } from './peers';
import type { Python } from './python';

/** What a way of differentiating made of the corpus. */
export interface AccuracyRow {
  readonly name: string;
  /** Points of smooth functions, and their relative errors. */
  readonly points: number;
  readonly median: number;
  readonly part95: number;
  readonly part99: number;
  readonly worst: number;
  /** The parts of these points that are right to 1e-10 and to 1e-8. */
  readonly within10: number;
  readonly within8: number;
  /** Calls of f a point, and the most. */
  readonly evaluations: number;
  readonly mostEvaluations: number;
  /** Smooth points that are called something else. */
  readonly falseAlarms: number;
  /** Bars that do not hold, of so many. */
  readonly barsWrong: number;
  readonly bars: number;
  /** Kinks and jumps named with what is to both sides, and those where a number is given as if there were a derivative. */
  readonly named: number;
  readonly confident: number;
  readonly broken: number;
}

export interface AccuracyTable {
  readonly title: string;
  readonly rows: readonly AccuracyRow[];
  readonly absent: readonly string[];
}

/** The table of derivatives over the corpus, and over the half that was kept for verifying. */
export async function accuracyTables(python: Python | undefined): Promise<AccuracyTable[]> {
  const cases = corpusCases();
  const numeric = numericJs();
  const differentiators = {
    'Nabla, adaptive': ours('adaptive'),
    'Nabla, fast': ours('fast'),
    ...TEXTBOOK,
    ...(numeric && { [numeric.name]: numeric.differentiator }),
  };
  const judged = Object.entries(differentiators).map(
    ([name, differentiator]) => [name, cases.map(each => judge(each, differentiator))] as const,
  );
  const byPython = python ? await judgedByPython(cases, python) : [];
  const all = [...judged, ...byPython];
  const absent = [
    ...(numeric ? [] : ['numeric.js']),
    ...['SciPy', 'numdifftools', 'jacobi'].filter(peer => !byPython.some(([name]) => name.startsWith(peer))),
  ];
  const table = (title: string, keep: (each: Case) => boolean): AccuracyTable => ({
    title,
    rows: all.map(([name, judgments]) =>
      rowOf(
        name,
        judgments.filter(each => keep(each.case)),
      ),
    ),
    absent,
  });
  return [
    table(`Derivatives of ${ENTRIES.length} functions at ${cases.length} points`, () => true),
    table('Derivatives of the half kept for verifying', ({ half }) => half === 'verifying'),
  ];
}

function rowOf(name: string, judgments: readonly Judgment[]): AccuracyRow {
  const conditioned = judgments.filter(each => each.case.conditioned);
  const errors = conditioned.map(each => each.error!);
  const evaluations = conditioned.map(each => each.evaluations);
  const smooth = judgments.filter(({ case: { entry } }) => entry.kind === 'smooth' || entry.kind === 'bent');
  const bars = judgments.filter(({ barHolds }) => barHolds !== undefined);
  const broken = judgments.filter(({ case: { entry } }) => entry.kind === 'kink' || entry.kind === 'jump');
  return {
    name,
    points: conditioned.length,
    median: quantile(errors, 0.5),
    part95: quantile(errors, 0.95),
    part99: quantile(errors, 0.99),
    worst: quantile(errors, 1),
    within10: rate(errors, error => error <= 1e-10),
    within8: rate(errors, error => error <= 1e-8),
    evaluations: evaluations.reduce((a, b) => a + b, 0) / evaluations.length,
    mostEvaluations: Math.max(...evaluations),
    falseAlarms: smooth.filter(each => !each.named).length,
    barsWrong: bars.filter(each => !each.barHolds).length,
    bars: bars.length,
    named: broken.filter(each => each.named).length,
    confident: broken.filter(each => isConfident(each.found)).length,
    broken: broken.length,
  };
}

/** A number with a bar under a tenth of it, or without one. */
function isConfident({ derivative, error }: Derivative): boolean {
  return derivative !== null && (error === null || error <= Math.abs(derivative) / 10);
}

/** Python's derivative of a case: the number, its bar, whether it is content with it, evaluations. */
type FromPython = readonly [number | null, number | null, boolean, number];

/** The judgments of what Python's packages make of the cases whose formulas are the same in its syntax. */
async function judgedByPython(cases: readonly Case[], python: Python): Promise<[string, Judgment[]][]> {
  const translated = cases.flatMap(each => {
    const text = pythonText(each);
    return text === undefined ? [] : [{ case: each, text }];
  });
  const request = { kind: 'derivatives', cases: translated.map(({ case: { x }, text }) => ({ x, text })) };
  const answers = await python.ask<Record<string, FromPython[]>>(request);
  return Object.entries(answers).map(([name, found]) => [
    `${name} (${translated.length} points)`,
    found.map((each, i) => judgmentOf(translated[i]!.case, derivativeOf(each), each[3])),
  ]);
}

function derivativeOf([derivative, error, isContent]: FromPython): Derivative {
  return isContent && derivative !== null ? { status: 'ok', derivative, error } : missing('undefined');
}

/** The function as an expression of NumPy; undefined where its formula is not all that it computes. */
function pythonText({ entry, x }: Case): string | undefined {
  switch (entry.kind) {
    case 'smooth':
      return entry.formula.includes('?') ? undefined : entry.formula;
    case 'kink':
    case 'jump': {
      const { left, right, f } = entry;
      return left.includes('?') ? undefined : `where(x < ${x}, ${left}, where(x > ${x}, ${right}, ${f(x)}))`;
    }
    default:
      return undefined;
  }
}
