import { fileName } from '../documents';
import { placeOf, rowsOf, type Computation } from './computation';
import type { Descents } from './descents';
import { MAX_VARIABLES, type DescentSettings, type GradientState } from './messages';
import { variablesIn } from './point';
import type { Pins } from './pins';
import type { Plots } from './plots';

/** What is known of the function that is shown. */
export interface Shown {
  readonly computation: Computation;
  /** Number of the text of the computation. */
  readonly revision: number;
  readonly plots: Plots;
  readonly descents: Descents;
  readonly pins: Pins;
}

/** How it is looked at. */
export interface Look {
  readonly chosen: number;
  readonly descent: DescentSettings;
}

type Live = Extract<GradientState, { kind: 'gradient' }>['live'];

/** Whether a function gives one number at its point, so that it can be drawn and gone down. */
export function givesOneNumber({ outcome }: Computation): boolean {
  return 'report' in outcome && !Array.isArray(outcome.report.value);
}

/** Which of the variables is looked at closely: the first, where the chosen one does not exist. */
export function chosenVariable({ args }: Pick<Computation, 'args'>, chosen: number): number {
  return chosen < Math.min(MAX_VARIABLES, variablesIn([...args]).length) ? chosen : 0;
}

/** What is shown as the page takes it. */
export function shownState(shown: Shown, look: Look, live: Live): GradientState {
  const { computation, plots, descents, pins } = shown;
  const { reference, name, line, point, outcome } = computation;
  const subject = { name, file: fileName(reference.uri), line, point };
  const hasPlace = placeOf(computation) !== undefined;
  if ('problem' in outcome) {
    return { kind: 'failed', ...subject, method: computation.method, problem: outcome.problem, hasPlace, live };
  }
  const { value, method, evaluations, milliseconds, status, problem, exactNote, changesArguments } = outcome.report;
  const rows = rowsOf(computation);
  const drawn = plots.shownAt(computation.args);
  return {
    kind: 'gradient',
    ...subject,
    ...{ value, method, evaluations, milliseconds, status },
    ...(problem && { problem }),
    ...(exactNote && { exactNote }),
    ...(changesArguments && { changesArguments }),
    hasPlace,
    variables: rows.slice(0, MAX_VARIABLES),
    total: rows.length,
    chosen: chosenVariable(computation, look.chosen),
    ...(drawn && { plots: drawn }),
    ...(givesOneNumber(computation) && { descent: descents.shown(look.descent) }),
    pins: pins.shown,
    live,
  };
}
