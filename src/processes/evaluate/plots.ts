import type { Value } from '../../numerics/argument';
import { DEFAULT_STEP, DIFFERENCE_METHODS, differenceWithError, remembered } from '../../numerics/differences';
import { gradientsOver, valuesOver } from '../../numerics/map';
import { Section } from '../../numerics/section';
import { sliceOver } from '../../numerics/slice';
import { callsOfSweep, PER_DECADE, stepSweep } from '../../numerics/stepSweep';
import { variablesOf, type Variable } from '../../numerics/variables';
import { givenArguments, numericCall } from '../../source/call';
import { loadFunction } from '../../source/load';
import { mutePrinted } from '../printed';
import { Patience } from './patience';
import type { ContourMap, PlotsReport, PlotsRequest, Slice, Steps } from './protocol';

/** What the plots may take, in milliseconds: whoever drags a point waits for them. */
const ALLOWANCE = { slice: 120, map: 80, arrows: 40, differences: 20, sweep: 40 } as const;

/**
 * Loads the user's function and evaluates it about a point, to be drawn. Of a function that takes long the plots are
 * coarser; what takes too long is left out, and so is what would show no number at all.
 *
 * @throws Problem what keeps the module from being loaded
 */
export async function plotsReport(request: PlotsRequest): Promise<PlotsReport> {
  const started = performance.now();
  const { source } = request;
  mutePrinted(); // the gradient has printed what there is to read
  const f = numericCall(await loadFunction(source));
  const plots = new Plots(new Patience(f), givenArguments(request.args, source.site.parameters));
  const slice = request.slice && plots.slice(request.slice);
  const map = request.map && plots.map(request.map);
  const steps = request.steps && plots.steps(request.steps);
  return {
    ...(slice && { slice }),
    ...(map && { map }),
    ...(steps && { steps }),
    milliseconds: performance.now() - started,
  };
}

type Wanted<Plot extends 'slice' | 'map' | 'steps'> = NonNullable<PlotsRequest[Plot]>;

/** What is drawn of a function about a point. */
class Plots {
  private readonly variables: readonly Variable[];

  constructor(
    private readonly patience: Patience,
    private readonly args: readonly Value[],
  ) {
    this.variables = variablesOf([...args]);
  }

  slice({ variable, range }: Wanted<'slice'>): Slice | undefined {
    const section = this.section(variable);
    if (!section) return undefined;
    this.patience.grant(ALLOWANCE.slice);
    const values = sliceOver(section, range, this.patience);
    return values && hasNumber(values.ys) ? { variable, at: section.center[0]!, ...values } : undefined;
  }

  map({ variables, x, y }: Wanted<'map'>): ContourMap | undefined {
    const section = this.section(...variables);
    if (!section) return undefined;
    this.patience.grant(ALLOWANCE.map);
    const grid = valuesOver(section, x, y, this.patience);
    if (!grid || !hasNumber(grid.values)) return undefined;
    this.patience.grant(ALLOWANCE.arrows);
    const arrows = gradientsOver(section, x, y, this.patience);
    return { variables, at: section.center as [number, number], ...grid, arrows };
  }

  steps({ variable, reference, step = DEFAULT_STEP }: Wanted<'steps'>): Steps | undefined {
    const section = this.section(variable);
    if (!section) return undefined;
    const [x] = section.center as [number];
    const f = (u: number) => section.at([u]);
    this.patience.grant(ALLOWANCE.differences);
    const allows = () => this.patience.allows(CALLS_OF_DIFFERENCES);
    if (!allows() || !isSteady(f, x) || !allows()) return undefined; // how long a call takes may be known only now
    const known = remembered(f);
    const differences = DIFFERENCE_METHODS.map(method => {
      const { derivative, error } = differenceWithError(known, x, step, method);
      return Number.isFinite(derivative) ? { method, derivative, error } : { method, derivative: null, error: null };
    });
    this.patience.grant(ALLOWANCE.sweep);
    const perDecade = STEPS_PER_DECADE.find(each => this.patience.allows(callsOfSweep(each)));
    if (reference === null || perDecade === undefined) return { variable, differences, ...NO_SWEEP };
    const { h, methods } = stepSweep(f, x, reference, perDecade);
    return { variable, differences, h, errors: methods };
  }

  /** The function as these variables move; undefined where it has not so many. */
  private section(...wanted: readonly number[]): Section | undefined {
    const moved = wanted.map(each => this.variables[each]).filter(each => each !== undefined);
    return moved.length === wanted.length ? new Section(this.patience.f, this.args, moved) : undefined;
  }
}

/** Calls that the differences by all methods make together. */
const CALLS_OF_DIFFERENCES = 11;

/** Fewer steps for functions that take long. */
const STEPS_PER_DECADE = [PER_DECADE, 2, 1] as const;

const NO_SWEEP = { h: new Float64Array(), errors: [] } as const;

function hasNumber(values: Float64Array): boolean {
  return values.some(Number.isFinite);
}

/** Whether a function has a value at x, and the same one when it is asked again: else differences mean nothing. */
function isSteady(f: (x: number) => number, x: number): boolean {
  const value = f(x);
  return Number.isFinite(value) && Object.is(f(x), value);
}
