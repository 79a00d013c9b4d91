import { copyArguments, numberAt, sameArguments, type Value } from '../../numerics/argument';
import type { ProblemData } from '../../numerics/problem';
import type { PlotsRequest, Range } from '../../processes/evaluate/protocol';
import { rowsOf, type Computation } from './computation';
import { orProblem, type Engine, type Subject } from './evaluation';
import type { ShownPlots } from './messages';
import { variablesIn } from './point';
import type { Sight } from './ranges';

/** What a plot was made from: it is made anew when some of it has changed. */
interface Origin {
  readonly revision: number;
  /** The point, without the numbers that the plot does not depend on. */
  readonly args: readonly Value[];
  /** What else it depends on. */
  readonly rest: readonly unknown[];
}

type Plot = 'slice' | 'map' | 'steps';

type PlotsOnly = Pick<ShownPlots, Plot>;

/** What is drawn of a function about its point. */
export class Plots {
  private current: PlotsOnly | undefined;
  private problems: Partial<Record<Plot, ProblemData>> = {};
  private origins: Partial<Record<Plot, Origin | undefined>> = {};

  /** The plots, marked at a point; undefined until there are some. */
  shownAt(args: readonly Value[]): ShownPlots | undefined {
    if (!this.current) return undefined;
    const [problem] = Object.values(this.problems);
    const isOlder = this.origins.steps && !sameArguments(this.origins.steps.args, args);
    return {
      ...marked(this.current, [...args]),
      ...(problem && { problem }),
      ...(isOlder && this.current.steps && { olderSteps: true }),
    };
  }

  /**
   * Makes those anew that are not as they would be now.
   *
   * @param chosen which variable is looked at closely
   * @returns whether any were
   * @throws Problem `cancelled`
   */
  async update(
    engine: Engine,
    subject: Subject,
    computation: Computation,
    chosen: number,
    sight: Sight,
    signal: AbortSignal,
  ): Promise<boolean> {
    const wanted = wantedPlots(subject, computation, chosen, sight);
    const isCurrent = (plot: Plot) => {
      const [is, was] = [wanted[plot]?.origin, this.origins[plot]];
      return is && was ? isSame(is, was) : is === was;
    };
    const outdated = PLOTS.filter(plot => !isCurrent(plot));
    if (outdated.length === 0 && this.current) return false;
    const made = await this.make(engine, subject, wanted, outdated, signal);
    for (const plot of outdated) this.origins[plot] = wanted[plot]?.origin;
    this.current = { ...without(this.current, outdated), ...made };
    return true;
  }

  /** There is nothing to be drawn. @returns whether that is new */
  clear(): boolean {
    const isNew = !this.current || [this.current, this.problems].some(each => Object.keys(each).length > 0);
    this.current = {};
    this.problems = {};
    this.origins = {};
    return isNew;
  }

  private async make(
    engine: Engine,
    { found: { source }, point: { args } }: Subject,
    wanted: Wanted,
    plots: readonly Plot[],
    signal: AbortSignal,
  ): Promise<PlotsOnly> {
    for (const plot of plots) delete this.problems[plot];
    const requests = Object.fromEntries(plots.flatMap(plot => (wanted[plot] ? [[plot, wanted[plot].request]] : [])));
    if (Object.keys(requests).length === 0) return {};
    const request: PlotsRequest = { kind: 'plots', source, args: [...args], ...requests };
    const answer = await orProblem(engine.plots(request, signal), signal);
    if ('result' in answer) return plotsOf(answer.result);
    for (const plot of plots) this.problems[plot] = answer.problem;
    return {};
  }
}

const PLOTS: readonly Plot[] = ['slice', 'map', 'steps'];

/** A plot as it is asked for. */
type Wanted = { readonly [P in Plot]?: { readonly request: NonNullable<PlotsRequest[P]>; readonly origin: Origin } };

function wantedPlots({ revision, point }: Subject, computation: Computation, chosen: number, sight: Sight): Wanted {
  const { args } = point;
  const count = variablesIn(args).length;
  const [range, x, y] = [sight.range(chosen), sight.range(0), sight.range(1)];
  const reference = referenceOf(computation, chosen);
  const origin = (free: readonly number[], ...rest: readonly unknown[]) => {
    return { revision, args: withoutNumbers(args, free), rest };
  };
  return {
    ...(range && {
      slice: { request: { variable: chosen, range: copy(range) }, origin: origin([chosen], chosen, ...range) },
      steps: { request: { variable: chosen, reference }, origin: origin([], chosen, reference) },
    }),
    ...(count === 2 &&
      x &&
      y && {
        map: {
          request: { variables: [0, 1] as [number, number], x: copy(x), y: copy(y) },
          origin: origin([0, 1], ...x, ...y),
        },
      }),
  };
}

function copy([from, to]: Range): Range {
  return [from, to];
}

/** What differences are compared with: the exact derivative, else one whose steps were chosen for the function. */
function referenceOf(computation: Computation, chosen: number): number | null {
  const row = rowsOf(computation)[chosen];
  if (!row) return null;
  const isChosen = 'report' in computation.outcome && ['adaptive', 'fast'].includes(computation.outcome.report.method);
  return row.exact ?? (isChosen ? row.derivative : null);
}

/** The arguments with 0 in place of some of their numbers. */
function withoutNumbers(args: readonly Value[], variables: readonly number[]): Value[] {
  const copied = copyArguments(args);
  const all = variables.length > 0 ? variablesIn(copied) : [];
  for (const variable of variables) {
    const { container, key } = all[variable]!;
    container[key] = 0;
  }
  return copied;
}

function isSame(a: Origin, b: Origin): boolean {
  return (
    a.revision === b.revision &&
    a.rest.length === b.rest.length &&
    a.rest.every((each, index) => Object.is(each, b.rest[index])) &&
    sameArguments(a.args, b.args)
  );
}

function without(plots: PlotsOnly | undefined, gone: readonly Plot[]): PlotsOnly {
  return plotsOf(Object.fromEntries(Object.entries(plots ?? {}).filter(([plot]) => !gone.includes(plot as Plot))));
}

function plotsOf({ slice, map, steps }: PlotsOnly): PlotsOnly {
  return { ...(slice && { slice }), ...(map && { map }), ...(steps && { steps }) };
}

/** The plots with the values that their variables have at the point. */
function marked(plots: PlotsOnly, args: Value[]): PlotsOnly {
  const variables = variablesIn(args);
  const at = (variable: number) => numberAt(variables[variable]!);
  const { slice, map } = plots;
  return {
    ...plots,
    ...(slice && { slice: { ...slice, at: at(slice.variable) } }),
    ...(map && { map: { ...map, at: [at(map.variables[0]), at(map.variables[1])] as [number, number] } }),
  };
}
