import type * as vscode from 'vscode';
import { numberAt } from '../../numerics/argument';
import type { GradientMethod } from '../../numerics/derivative';
import { Problem } from '../../numerics/problem';
import { shownName } from '../../source/functions';
import { formatPoint } from '../../source/point';
import { fileName } from '../documents';
import { Quiet } from '../quiet';
import type { Computation } from './computation';
import { Course, isSame, type Surroundings, type Wish } from './course';
import { INITIAL_DESCENT } from './descents';
import type { Found } from './evaluation';
import { keep, keepLive, readKept, readLive } from './kept';
import type { DescentSettings, GradientRequest, GradientState } from './messages';
import { lastPoints, pinnedPoints } from './perFunction';
import { readPoint, variablesIn } from './point';
import { roundedIn, Sight } from './ranges';
import { Rounds } from './rounds';
import { chosenVariable, shownState } from './shown';
import type { FunctionReference } from './target';

/** What the session needs of the world around it. */
export interface World extends Pick<Surroundings, 'engine' | 'isTrusted' | 'find' | 'computing'> {
  /** Keeps what is looked at over reloads of the window. */
  readonly memento: Pick<vscode.Memento, 'get' | 'update'>;
  readonly show: (state: GradientState) => void;
  /** The point is at rest: its result is to be shown elsewhere, too. */
  readonly settled: (computation: Computation, found: Found) => void;
  readonly logError: (error: unknown) => void;
}

/** What is looked at; without anything in sight until the function is run. */
type Looked = Omit<Wish, 'sight' | 'cause'> & { readonly sight: Sight | undefined; readonly line: number };

type Moved = Extract<GradientRequest, { kind: 'movePoint' }>['values'];

/** So long after the last move, in milliseconds, a point is at rest. */
const REST_MS = 250;

/** A function at a point as a person looks at it in the panel: what they ask for, and the state that comes of it. */
export class GradientSession {
  private readonly course: Course;
  private readonly rounds: Rounds<Wish>;
  private readonly rest = new Quiet(() => this.settle(), REST_MS);
  private looked: Looked | undefined;
  private live: boolean;
  private turns = 0;
  /** What was computed last, until it is shown elsewhere, too. */
  private unsettled: Parameters<World['settled']> | undefined;

  /** @param method how gradients are taken until another way is chosen */
  constructor(
    private readonly world: World,
    private readonly method: GradientMethod,
  ) {
    const { memento } = world;
    this.live = readLive(memento);
    this.course = new Course({
      ...world,
      pinsOf: reference => pinnedPoints.read(memento, reference) ?? [],
      changed: () => this.show(),
      computed: (wish, computation, found) => this.computed(wish, computation, found),
    });
    this.rounds = new Rounds((wish, round) => this.course.carryOut(wish, round), world.logError, strongerCause);
  }

  /** The function, and its line from 1; undefined where there is none. */
  get subject(): { readonly reference: FunctionReference; readonly line: number } | undefined {
    return this.looked;
  }

  /** What is shown. */
  get computation(): Computation | undefined {
    return this.course.shown?.computation;
  }

  /**
   * Shows a function at a point.
   *
   * @throws Problem `untrusted`, what keeps the function from being found, what is wrong with the point
   */
  open(reference: FunctionReference, point: string): Promise<void> {
    const { method, descent } = this.looked ?? { method: this.method, descent: INITIAL_DESCENT };
    // Rates that suit one function throw another one out: it is gone down when that is asked for.
    const asNew = { chosen: 0, descent: { ...descent, on: false } };
    const known = this.looked && isSame(this.looked.reference, reference) ? this.looked : asNew;
    return this.goTo({
      chosen: known.chosen,
      descent: known.descent,
      reference,
      line: 1,
      point,
      method,
      sight: undefined,
    });
  }

  /** Shows what was looked at before a reload of the window. User code is not run because of that: the page offers to. */
  restore(): void {
    const kept = readKept(this.world.memento);
    if (!kept) {
      this.world.show({ kind: 'unavailable', problem: { code: 'gradient-not-restored', args: {} } });
      return;
    }
    this.looked = { ...kept, sight: undefined };
    const { reference, line, point } = kept;
    this.world.show({ kind: 'waiting', name: shownName(reference.name), file: fileName(reference.uri), line, point });
  }

  /** @throws Problem what is wrong with the point, what keeps the function from being found */
  setPoint(point: string): Promise<void> {
    return this.goTo({ ...this.present(), point });
  }

  /** Moves the point along some of its variables; what is in sight stays, and is pulled along where the point leaves it. */
  async movePoint(values: Moved): Promise<void> {
    const { sight, point } = this.present();
    const { inSight } = this;
    if (!sight || !inSight) return;
    const { parameters } = inSight.site;
    const { args } = readPoint(point, parameters);
    const variables = variablesIn(args);
    for (const { variable, value } of values) {
      const [coordinate, range] = [variables[variable], sight.range(variable)];
      if (!coordinate) continue;
      const rounded = range ? roundedIn(range, value) : value;
      coordinate.container[coordinate.key] = rounded;
      sight.include(variable, rounded);
    }
    await this.ask({ ...this.present(), point: formatPoint(args, parameters) }, 'moved');
  }

  /** Looks at another variable closely, if there is such a one. */
  async choose(variable: number): Promise<void> {
    const { inSight } = this;
    if (inSight && chosenVariable(inSight, variable) === variable)
      await this.look({ ...this.present(), chosen: variable });
  }

  setDescent(descent: DescentSettings): Promise<void> {
    return this.look({ ...this.present(), descent });
  }

  setMethod(method: GradientMethod): Promise<void> {
    return this.ask({ ...this.present(), method }, 'asked');
  }

  /** Runs the function again, with all it imports. */
  recompute(): Promise<void> {
    this.course.textChanged();
    return this.ask(this.present(), 'asked');
  }

  async setLive(on: boolean): Promise<void> {
    this.live = on;
    keepLive(this.world.memento, on);
    if (!on) this.course.trouble = null;
    this.show();
    await this.textIsQuiet();
  }

  /** @throws Problem `too-many-pins` */
  pin(): void {
    const { shown } = this.course;
    if (!shown || !('report' in shown.computation.outcome)) return;
    shown.pins.add(shown.computation, shown.revision);
    this.pinsChanged();
  }

  unpin(point: string): void {
    this.course.shown?.pins.remove(point);
    this.pinsChanged();
  }

  async goToPin(point: string): Promise<void> {
    const isPinned = this.course.shown?.pins.points.includes(point);
    if (isPinned && this.inSight) await this.setPoint(point);
  }

  /** The text of the function, or one that it may use, is another one now. */
  textChanged(): void {
    const wasStale = this.course.isStale;
    this.course.textChanged();
    if (!wasStale) this.show();
  }

  /** Nobody has typed for a moment. */
  async textIsQuiet(): Promise<void> {
    if (!this.live || !this.course.isStale) return;
    try {
      await this.ask(this.present(), 'edited');
    } catch (error) {
      if (!(error instanceof Problem)) throw error; // it is shown
    }
  }

  /** The document of the function was closed: what was not saved of it is gone. */
  async documentClosed(): Promise<void> {
    if (!this.looked) return;
    await this.course.documentClosed(this.looked.reference);
    this.show();
  }

  /** The document of a function has another name now. */
  renamed(from: string, to: string): void {
    for (const kept of [lastPoints, pinnedPoints]) kept.rename(this.world.memento, from, to);
    if (this.looked?.reference.uri !== from) return;
    this.looked = { ...this.looked, reference: { ...this.looked.reference, uri: to } };
    this.course.renamed(to);
    this.settle();
  }

  /** Breaks off what is under way, and keeps nothing. */
  dispose(): void {
    this.rounds.dispose();
    this.rest.dispose();
    this.course.shown = undefined;
    keep(this.world.memento, undefined);
  }

  /** @throws Problem `gradient-not-restored` where there is nothing */
  private present(): Looked {
    if (!this.looked) throw new Problem('gradient-not-restored');
    return this.looked;
  }

  /** What is shown, where it is of the function that is looked at: another one may be under way. */
  private get inSight(): Computation | undefined {
    const { computation, looked } = this;
    return computation && looked && isSame(computation.reference, looked.reference) ? computation : undefined;
  }

  /** Another point is in the middle of what is in sight; of several that are gone to at once, the last. */
  private async goTo(looked: Looked): Promise<void> {
    const turn = ++this.turns;
    const { point } = await this.course.subjectOf(looked);
    if (turn !== this.turns) return;
    const present = this.looked && isSame(this.looked.reference, looked.reference) ? this.looked : looked;
    await this.ask({ ...present, point: point.text, sight: new Sight(variablesIn(point.args).map(numberAt)) }, 'asked');
  }

  /** Looks at what is there in another way, which is shown at once. */
  private async look(looked: Looked): Promise<void> {
    this.looked = looked;
    this.show();
    this.rest.request();
    if (looked.sight) await this.ask(looked, 'looked');
  }

  private async ask(looked: Looked, cause: Wish['cause']): Promise<void> {
    const { sight } = looked;
    if (!sight) return this.goTo(looked);
    this.looked = looked;
    await this.rounds.ask({ ...looked, sight, cause }, cause === 'asked' || cause === 'edited');
    const { inSight } = this;
    // Where it cannot be run, the point goes back to where it was.
    if (cause === 'moved' && inSight && this.course.trouble && this.looked === looked)
      this.looked = { ...looked, point: inSight.point };
  }

  private computed({ cause }: Wish, computation: Computation, found: Found): void {
    const { reference } = found;
    if (this.looked && isSame(this.looked.reference, reference))
      this.looked = { ...this.looked, reference, line: computation.line };
    this.unsettled = [computation, found];
    if (cause === 'asked' || cause === 'edited') this.settle();
    else this.rest.request();
  }

  private settle(): void {
    this.rest.cancel();
    const { unsettled } = this;
    this.unsettled = undefined;
    if (unsettled) this.world.settled(...unsettled);
    if (!this.looked) return;
    const { reference, line, point, method, chosen, descent } = this.looked;
    keep(this.world.memento, { reference: { ...reference }, line, point, method, chosen, descent });
    lastPoints.keep(this.world.memento, reference, point);
  }

  private pinsChanged(): void {
    const { shown } = this.course;
    if (!shown) return;
    const { points } = shown.pins;
    pinnedPoints.keep(this.world.memento, shown.computation.reference, points.length > 0 ? [...points] : undefined);
    this.show();
  }

  private show(): void {
    const { shown, isStale, trouble } = this.course;
    if (!shown || !this.looked) return;
    this.world.show(shownState(shown, this.looked, { on: this.live, stale: isStale, problem: trouble }));
  }
}

const CAUSES: readonly Wish['cause'][] = ['looked', 'moved', 'edited', 'asked'];

/** A wish in place of one that waits: what a person asked for is not forgotten because they also moved the point. */
function strongerCause(before: Wish, now: Wish): Wish {
  const strongest = Math.max(...[before, now].map(({ cause }) => CAUSES.indexOf(cause)));
  return { ...now, cause: CAUSES[strongest]! };
}
