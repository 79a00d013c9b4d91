import { coordinatesOf } from '../../src/numerics/argument';
import { centerOf } from '../../src/numerics/center';
import { missing, type Derivative, type GradientMethod } from '../../src/numerics/derivative';
import { DEFAULT_STEP, type Univariate } from '../../src/numerics/differences';
import { withSafeArguments } from '../../src/numerics/evaluator';
import { partialsAt } from '../../src/numerics/partials';
import { numericCall } from '../../src/source/call';
import { halfOf, pointsOf, type Entry, type Half } from './corpus';
import { ENTRIES } from './entries';
import { seriesOf, valueOf } from './formula';
import { referenceAt } from './reference';

/** Takes the derivative of a function of one variable: ours, or a peer. */
export type Differentiator = (f: Univariate, x: number) => Derivative;

/** The derivative by one of our methods, as of a function of the user. */
export function ours(method: GradientMethod): Differentiator {
  const taking = { method, step: DEFAULT_STEP };
  return (f, x) =>
    withSafeArguments(numericCall(f as (x: unknown) => number), [x], evaluator => {
      const { output, status } = centerOf(evaluator);
      if (status !== 'ok') return missing(status);
      return partialsAt(evaluator, coordinatesOf(evaluator.point, 0)[0]!, output!, taking)[0]!;
    }).result;
}

/** A function of the corpus at one of its points. */
export interface Case {
  readonly entry: Entry;
  readonly x: number;
  readonly half: Half;
  /** The slope, or that to the only side; of no other kinds. */
  readonly slope?: number;
  /** Of `smooth`: the values are exact enough for the derivative to be known to 1e-11 from differences. */
  readonly conditioned?: boolean;
  /** Slopes (`kink`) or limits (`jump`) to the left and to the right. */
  readonly sides?: readonly [number, number];
}

/** A tenth of the error that is asked of the adaptive derivative; see `Reference.attainable`. */
const CONDITIONED = 1e-11;

let corpus: readonly Case[] | undefined;

/** The whole corpus at all its points; its truth is worked out once. */
export function corpusCases(): readonly Case[] {
  corpus ??= casesOf(ENTRIES);
  return corpus;
}

function casesOf(entries: readonly Entry[]): Case[] {
  return entries.flatMap(entry => pointsOf(entry).map(x => ({ entry, x, half: halfOf(entry), ...truthOf(entry, x) })));
}

function truthOf(entry: Entry, x: number): Pick<Case, 'slope' | 'conditioned' | 'sides'> {
  switch (entry.kind) {
    case 'smooth':
    case 'bent':
    case 'noisy': {
      const { derivative, attainable } = referenceAt(entry, x);
      return { slope: derivative, conditioned: entry.kind === 'smooth' && attainable <= CONDITIONED };
    }
    case 'kink':
    case 'jump': {
      const order = entry.kind === 'kink' ? 1 : 0;
      return {
        sides: [entry.left, entry.right].map(side => seriesOf(side, x, 1)[order]!.toNumber()) as [number, number],
      };
    }
    case 'one-sided':
      return { slope: valueOf(entry.slope, x).toNumber() };
    case 'plateau':
      return { slope: 0 };
    default:
      return {};
  }
}

/** What a differentiator made of a case. */
export interface Judgment {
  readonly case: Case;
  readonly found: Derivative;
  readonly evaluations: number;
  /** Relative, of a slope; infinite where there is one and none was found. */
  readonly error?: number;
  /** |slope − derivative| is within the bar and what the last digits of a double are worth; where both are there. */
  readonly barHolds?: boolean;
  /** Named as what it is, with the slopes or limits to both sides where it has such. */
  readonly named: boolean;
}

export function judge(each: Case, differentiator: Differentiator): Judgment {
  let evaluations = 0;
  const found = differentiator(x => {
    evaluations++;
    return each.entry.f(x);
  }, each.x);
  return judgmentOf(each, found, evaluations);
}

/** The judgment of a derivative that was found with so many evaluations. */
export function judgmentOf(each: Case, found: Derivative, evaluations: number): Judgment {
  const { slope } = each;
  return {
    case: each,
    found,
    evaluations,
    named: isNamed(each, found),
    ...(slope !== undefined && errorsOf(slope, found)),
  };
}

function errorsOf(slope: number, { derivative, error }: Derivative): Pick<Judgment, 'error' | 'barHolds'> {
  if (derivative === null) return { error: Infinity };
  const distance = Math.abs(derivative - slope);
  const relative = distance === 0 ? 0 : distance / Math.abs(slope);
  return {
    error: Number.isNaN(relative) ? Infinity : relative,
    ...(error !== null && { barHolds: distance <= error + 1e-13 * Math.abs(slope) }),
  };
}

/** How near slopes and limits to one side must come. */
const SIDE_TOLERANCE = 1e-3;

function isNamed({ entry, x, slope, sides }: Case, found: Derivative): boolean {
  switch (entry.kind) {
    case 'smooth':
    case 'bent':
    case 'noisy':
      return found.status === 'ok' || found.status === 'noisy';
    case 'kink':
      return found.status === 'kink' && areNear([found.left, found.right], sides!, Math.max(...sides!.map(Math.abs)));
    case 'jump': {
      const around = [...sides!, entry.f(x)];
      const size = Math.max(...around) - Math.min(...around);
      return found.status === 'discontinuous' && areNear([found.jump?.from, found.jump?.to], sides!, size);
    }
    case 'one-sided':
      return found.status === 'one-sided' && areNear([found.derivative], [slope!], Math.max(1, Math.abs(slope!)));
    case 'plateau':
      return found.status === 'plateau' && found.derivative === 0;
    default:
      return found.status === entry.kind && found.derivative === null;
  }
}

function areNear(found: readonly (number | null | undefined)[], sides: readonly number[], size: number): boolean {
  return found.every((each, i) => typeof each === 'number' && Math.abs(each - sides[i]!) <= SIDE_TOLERANCE * size);
}

/** The part of judgments for which something holds; NaN of none. */
export function rate<T>(of: readonly T[], holds: (each: T) => boolean): number {
  return of.filter(holds).length / of.length;
}

/** The value below which a part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}
