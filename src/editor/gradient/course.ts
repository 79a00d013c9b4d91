import type { GradientMethod } from '../../numerics/derivative';
import { sameArguments } from '../../numerics/argument';
import { Problem, type ProblemData } from '../../numerics/problem';
import { shownName } from '../../source/functions';
import type { Computation } from './computation';
import { Descents } from './descents';
import { compute, type Engine, type Found, type Subject } from './evaluation';
import type { DescentSettings } from './messages';
import { Pins } from './pins';
import { Plots } from './plots';
import { MAX_DRAWN, readPoint, variablesIn } from './point';
import type { Sight } from './ranges';
import type { Round } from './rounds';
import { chosenVariable, givesOneNumber, type Shown } from './shown';
import type { FunctionReference } from './target';

/** What is to be shown. */
export interface Wish {
  readonly reference: FunctionReference;
  readonly point: string;
  readonly method: GradientMethod;
  readonly chosen: number;
  readonly descent: DescentSettings;
  readonly sight: Sight;
  /** Why: a person asked for it, has moved the point, looks at it in another way, or has edited the text. */
  readonly cause: 'asked' | 'moved' | 'looked' | 'edited';
}

/** What the course of computing needs of the world around it. */
export interface Surroundings {
  readonly engine: Engine;
  readonly isTrusted: () => boolean;
  /** Rejects with the Problem that keeps the function from being found or differentiated. */
  readonly find: (reference: FunctionReference) => Promise<Found>;
  /** A gradient is being computed, until that is done. */
  readonly computing: (name: string, done: Promise<unknown>) => void;
  /** The pinned points of a function. */
  readonly pinsOf: (reference: FunctionReference) => readonly string[];
  /** Something new is known. */
  readonly changed: () => void;
  /** A gradient that was wished for is known. */
  readonly computed: (wish: Wish, computation: Computation, found: Found) => void;
}

/**
 * From a function and a point to all that is shown of them: the gradient first, then what is drawn, the ways down, and
 * the pinned points. What is known already is not computed again.
 */
export class Course {
  /** Of the function that was run last; of an earlier point in parts, while those of a new one are computed. */
  shown: Shown | undefined;
  /** Why what is shown is not of the text as it is now. */
  trouble: ProblemData | null = null;
  /** Number of the text as it is now, and of all others that the function may use. */
  private revision = 0;
  private found: FoundOnce | undefined;

  constructor(private readonly surroundings: Surroundings) {}

  /** The text has changed since what is shown was computed. */
  get isStale(): boolean {
    return this.shown !== undefined && this.shown.revision !== this.revision;
  }

  /** Nothing that is known is true of the text any more. */
  textChanged(): void {
    this.revision++;
  }

  /** The document of the function was closed: it is looked for in its file, which may have another text. */
  async documentClosed(reference: FunctionReference): Promise<void> {
    this.found = undefined;
    await this.find(reference).catch(() => undefined); // it may be gone: that is said when it is asked for
  }

  /**
   * The function as its text is now, and the point as it takes it.
   *
   * @throws Problem `untrusted`, what keeps it from being found, what is wrong with the point
   */
  async subjectOf({ reference, point, method }: Pick<Wish, 'reference' | 'point' | 'method'>): Promise<Subject> {
    if (!this.surroundings.isTrusted()) throw new Problem('untrusted');
    const { what: found, revision } = await this.find(reference);
    return { found, revision, point: readPoint(point, found.target.site.parameters), method };
  }

  /**
   * Computes what is wished for. What cannot be run leaves what is shown as it is, and is the trouble that stands beside
   * it; unless a person asked for it.
   *
   * @throws Problem as `subjectOf`; `cancelled`
   */
  async carryOut(wish: Wish, round: Round): Promise<void> {
    const { signal } = round;
    const { engine, changed } = this.surroundings;
    const subject = await this.subjectOf(wish).catch((error: unknown) => this.fail(error));
    const shown = await this.differentiate(wish, subject, signal);
    if (!shown) return;
    round.answer();
    if (round.isLate || 'problem' in shown.computation.outcome) return;
    if (givesOneNumber(shown.computation)) {
      await this.draw(wish, subject, shown, signal);
      if (round.isLate) return;
      await shown.descents.update(engine, subject, wish.descent, round, changed);
      if (round.isLate) return;
      takeIntoSight(wish, subject, shown.descents);
      await this.draw(wish, subject, shown, signal);
      if (round.isLate) return;
    } else if (shown.plots.clear()) changed();
    await shown.pins.update(engine, subject, round, changed);
  }

  /** The document of the function has another name now. */
  renamed(uri: string): void {
    this.found = undefined;
    if (!this.shown) return;
    const { computation } = this.shown;
    this.shown = { ...this.shown, computation: { ...computation, reference: { ...computation.reference, uri } } };
  }

  private async find(reference: FunctionReference): Promise<FoundOnce> {
    const { found } = this;
    if (found?.revision === this.revision && isSamePlace(found, reference)) return found;
    let { revision } = this;
    const what = await this.surroundings.find(reference);
    const known = this.shown?.computation;
    // A document that was closed may have become another one meanwhile.
    const isOther = known?.reference.uri === reference.uri && known.text !== what.target.text;
    if (isOther && !this.isStale) revision = ++this.revision;
    return (this.found = { of: reference, revision, what });
  }

  /** What does not come to the point of being run. */
  private fail(error: unknown): never {
    if (error instanceof Problem) {
      this.trouble = error.toData();
      this.surroundings.changed();
    }
    throw error;
  }

  /** @returns what is shown then; undefined where it could not be run, and what was shown before stays */
  private async differentiate(wish: Wish, subject: Subject, signal: AbortSignal): Promise<Shown | undefined> {
    const { changed, computed, pinsOf } = this.surroundings;
    const { reference } = subject.found;
    const before = this.shown && isSame(this.shown.computation.reference, reference) ? this.shown : undefined;
    const known = before && isOf(before, subject) ? before.computation : undefined;
    const computation = known ?? (await this.compute(subject, wish.cause === 'moved', signal));
    const { outcome } = computation;
    const isWorthKeeping = before !== undefined && 'report' in before.computation.outcome;
    if ('problem' in outcome && isWorthKeeping && wish.cause !== 'asked') {
      this.trouble = outcome.problem;
      changed();
      return undefined;
    }
    const isNews = !known || wish.cause === 'asked';
    const wasTroubled = this.trouble !== null;
    this.trouble = null;
    const pins = before?.pins ?? new Pins(pinsOf(reference));
    const hasAsMany = before && countOf(before.computation) === countOf(computation);
    const { plots, descents } = hasAsMany ? before : { plots: new Plots(), descents: new Descents() };
    this.shown = { computation, revision: subject.revision, plots, descents, pins };
    if (isNews) computed(wish, computation, subject.found);
    if (isNews || wasTroubled) changed();
    return this.shown;
  }

  private compute(subject: Subject, quiet: boolean, signal: AbortSignal): Promise<Computation> {
    const { engine, computing } = this.surroundings;
    const done = compute(engine, subject, { exact: true, book: true, quiet }, signal);
    computing(shownName(subject.found.reference.name), done);
    return done;
  }

  private async draw(wish: Wish, subject: Subject, { computation, plots }: Shown, signal: AbortSignal): Promise<void> {
    const { engine, changed } = this.surroundings;
    const chosen = chosenVariable(computation, wish.chosen);
    if (await plots.update(engine, subject, computation, chosen, wish.sight, signal)) changed();
  }
}

/** A function as it was found once. */
interface FoundOnce {
  /** What was looked for. */
  readonly of: FunctionReference;
  readonly revision: number;
  readonly what: Found;
}

/** Whether two references are to the same function, wherever it is by now. */
export function isSame(a: FunctionReference, b: FunctionReference): boolean {
  return a.uri === b.uri && a.name === b.name && a.expression === b.expression;
}

function isSamePlace({ of, what }: FoundOnce, reference: FunctionReference): boolean {
  return isSame(of, reference) && [of.start, what.reference.start].includes(reference.start);
}

/** Whether a computation is of a subject. */
function isOf({ computation, revision }: Shown, { found, revision: wanted, point, method }: Subject): boolean {
  return (
    revision === wanted &&
    computation.method === method &&
    computation.site.start === found.target.site.start && // another one may have the same name
    sameArguments(computation.args, point.args)
  );
}

/** How many variables there are. */
function countOf({ args }: Pick<Computation, 'args'>): number {
  return variablesIn([...args]).length;
}

/** The ways down widen what is in sight; while a point is moved, or a text edited, it does not shrink. */
function takeIntoSight({ sight, cause }: Wish, { point }: Subject, descents: Descents): void {
  const count = countOf(point);
  if (count > MAX_DRAWN) return;
  const values = Array.from({ length: count }, (_, variable) => descents.valuesOf(variable, count));
  sight.widen(values, cause === 'moved' || cause === 'edited');
}
