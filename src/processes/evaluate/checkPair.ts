import type { Tree } from '@lezer/common';
import { Problem } from '../../numerics/problem';
import { Random } from '../../numerics/random';
import { calledSteps } from '../../source/called';
import { checkCenterSteps, type CheckCenter } from '../../source/center';
import type { FunctionSite } from '../../source/functions';
import { importedPair } from '../../source/importedPair';
import type { ModuleText } from '../../source/modules';
import { nameOfFunction, type DerivativePair, type WrittenDerivative } from '../../source/pairs';
import { formatPoint, parsePoint } from '../../source/point';
import { inSlices, type Steps } from '../../source/slices';
import type { CheckReport } from '../../words/checkReport';
import type { EvaluateClient } from './client';
import type { CheckRequest } from './protocol';

/** A derivative in a text that is to be checked. */
export interface Checkable {
  readonly source: ModuleText;
  readonly tree: Tree;
  /** All functions of the text. */
  readonly sites: readonly FunctionSite[];
  readonly pair: WrittenDerivative;
}

export interface CheckSettings {
  /** So many points about the first. */
  readonly points: number;
  readonly seed: number;
  /** How far the numbers may differ, relative to them. */
  readonly rtol?: number;
  /** The first point, as a person writes it, instead of what the text says. */
  readonly at?: string;
}

export const DEFAULT_CHECK: CheckSettings = { points: 5, seed: 1 };

/** What came of a check, and how long it took. */
export type PairReport = CheckReport & { readonly milliseconds?: number };

/**
 * Compares a derivative with the numerical one of its function; what keeps it from being compared is in the report.
 *
 * @throws Problem `cancelled`
 */
export async function checkPair(
  checkable: Checkable,
  settings: CheckSettings,
  client: EvaluateClient,
  signal?: AbortSignal,
): Promise<PairReport> {
  const { pair } = checkable;
  const names = { derivative: pair.derivative.name, name: nameOfFunction(pair) };
  try {
    if ('problem' in pair) throw new Problem(pair.problem.code, pair.problem.args);
    const whole = 'imported' in pair ? await importedPair(checkable.source, pair, signal) : pair;
    const request = await inSlices(requestSteps({ ...checkable, pair: whole }, settings), signal);
    const report = await client.check(request, signal);
    const { component } = report;
    return {
      ...names,
      ...report,
      ...(component && { point: formatPoint(component.at, whole.function.parameters) }),
    };
  } catch (error) {
    if (signal?.aborted) throw new Problem('cancelled');
    if (!(error instanceof Problem) || error.code === 'cancelled') throw error;
    const verdict = error.code === 'check-needs-point' ? 'inconclusive' : 'error';
    return { ...names, verdict, points: 0, wrt: [], problem: error.toData() };
  }
}

/** @throws Problem `check-needs-point`, and what is wrong with the point */
function* requestSteps(
  { source, tree, sites, pair }: Checkable & { readonly pair: DerivativePair },
  { at, ...settings }: CheckSettings,
): Steps<CheckRequest> {
  const { function: site, derivative, wrt } = pair;
  const random = Random.seeded(settings.seed, 'points');
  const center = at === undefined ? yield* checkCenterSteps(tree, source.text, pair, random) : given(at, site);
  if (!center) throw new Problem('check-needs-point', { name: site.name });
  return {
    kind: 'check',
    source,
    function: site,
    derivative,
    called: yield* calledSteps(tree, source.text, sites, derivative, site),
    ...(wrt !== undefined && { wrt }),
    args: [...center.args],
    chosen: center.chosen,
    ...settings,
  };
}

function given(at: string, { parameters }: FunctionSite): CheckCenter {
  return { args: parsePoint(at, parameters), chosen: true };
}
