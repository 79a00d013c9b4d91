import { sameArguments, type Value } from '../../numerics/argument';
import type { ProblemData } from '../../numerics/problem';
import type { DescentReport, DescentRequest } from '../../processes/evaluate/protocol';
import { formatPoint } from '../../source/point';
import { orProblem, type Engine, type Subject } from './evaluation';
import type { DescentSettings, PathSettings, ShownDescent, ShownPath } from './messages';
import { MAX_DRAWN, variablesIn } from './point';
import type { Round } from './rounds';

/** How the function is gone down until something else is set: as the book does it. */
export const INITIAL_DESCENT: DescentSettings = {
  on: false,
  steps: 100,
  paths: [{ optimizer: 'sgd', form: 'book', learningRate: 0.1 }],
};

/** What a path was made from. */
interface Origin {
  readonly revision: number;
  readonly args: readonly Value[];
  readonly steps: number;
  readonly settings: PathSettings;
}

interface Made {
  readonly origin: Origin;
  /** Where it led, or what keeps it from starting. */
  readonly path: ShownPath | undefined;
  readonly problem: ProblemData | undefined;
}

/** The ways down a function from its point, one an optimizer. */
export class Descents {
  private made: readonly Made[] = [];

  /**
   * Makes those anew that are not as they would be now, until the round is late.
   *
   * @param changed called after each
   * @throws Problem `cancelled`
   */
  async update(
    engine: Engine,
    subject: Subject,
    settings: DescentSettings,
    round: Pick<Round, 'signal' | 'isLate'>,
    changed: () => void,
  ): Promise<void> {
    const { revision, point } = subject;
    const { on, steps, paths } = settings;
    const before = this.made;
    const known = (origin: Origin) => before.find(each => isSame(each.origin, origin));
    const origins = on ? paths.map(path => ({ revision, args: point.args, steps, settings: path })) : [];
    // Until they are known, those of an earlier point or rate stay in sight.
    const unused = before.filter(each => !origins.some(origin => isSame(each.origin, origin)));
    const made = origins.map(origin => known(origin) ?? takeSimilar(unused, origin));
    const show = () => (this.made = made.filter(each => each !== undefined));
    show();
    if (this.made.length !== before.length) changed();
    for (const [index, origin] of origins.entries()) {
      if (made[index] && isSame(made[index].origin, origin)) continue;
      if (round.isLate) return;
      made[index] = await this.descend(engine, subject, origin, round.signal);
      show();
      changed();
    }
  }

  /** The descent as it is set, and where it led. */
  shown(settings: DescentSettings): ShownDescent {
    const made = settings.on ? this.made : [];
    const results = made.flatMap(({ path }) => path ?? []);
    const problem = made.find(each => each.problem)?.problem;
    return { ...settings, results, ...(problem && { problem }) };
  }

  /** Of each of the first variables, the values that it takes on the ways; none where these are not known. */
  valuesOf(variable: number, count: number): number[] {
    return this.made.flatMap(({ path }) =>
      Array.from(path?.trajectory.points ?? []).filter((_, index) => index % count === variable),
    );
  }

  private async descend(engine: Engine, subject: Subject, origin: Origin, signal: AbortSignal): Promise<Made> {
    const answer = await orProblem(engine.descend(requestFor(subject, origin), signal), signal);
    if ('problem' in answer) return { origin, path: undefined, problem: answer.problem };
    return { origin, path: shownPath(subject, origin, answer.result), problem: undefined };
  }
}

function requestFor({ found, point }: Subject, { settings, steps }: Origin): DescentRequest {
  const { optimizer, form, learningRate } = settings;
  return {
    kind: 'descend',
    source: found.source,
    args: [...point.args],
    optimizer: { name: optimizer, form, constants: { learningRate } },
    steps,
    gradient: 'exact',
    every: 1,
    quiet: true,
  };
}

function shownPath({ found, point }: Subject, { settings }: Origin, report: DescentReport): ShownPath {
  const { end, value, steps, diverged, gradientNote, trajectory } = report;
  const isDrawn = variablesIn(point.args).length <= MAX_DRAWN;
  const nothing = new Float64Array();
  return {
    ...settings,
    end: formatPoint(end, found.target.site.parameters),
    value,
    steps,
    ...(diverged && { diverged }),
    ...(gradientNote && { note: gradientNote }),
    trajectory: {
      steps: trajectory?.steps ?? nothing,
      values: trajectory?.values ?? nothing,
      points: (isDrawn && trajectory?.points) || nothing,
    },
  };
}

/** One of the same optimizer, which is then no longer there for others. */
function takeSimilar(unused: Made[], { settings: { optimizer, form } }: Origin): Made | undefined {
  const index = unused.findIndex(
    ({ origin: { settings } }) => settings.optimizer === optimizer && settings.form === form,
  );
  return index < 0 ? undefined : unused.splice(index, 1)[0];
}

function isSame(a: Origin, b: Origin): boolean {
  return (
    a.revision === b.revision &&
    a.steps === b.steps &&
    a.settings.optimizer === b.settings.optimizer &&
    a.settings.form === b.settings.form &&
    a.settings.learningRate === b.settings.learningRate &&
    sameArguments(a.args, b.args)
  );
}
