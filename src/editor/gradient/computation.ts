import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { Value } from '../../numerics/argument';
import { isFailure, type GradientMethod } from '../../numerics/derivative';
import { Problem, type ProblemData } from '../../numerics/problem';
import type { GradientReport as ProcessReport, GradientRequest } from '../../processes/evaluate/protocol';
import { shownName, type FunctionSite } from '../../source/functions';
import { gradientRows, inlineGradient, type GradientReport, type GradientRow } from '../../words/gradientReport';
import { sentence } from '../../words/sentences';
import { fileName } from '../documents';
import { evaluator, moduleFile, moduleOf } from '../evaluator';
import type { Services } from '../services';
import { MAX_VARIABLES, type GradientState, type ShownPlots } from './messages';
import type { Point } from './pointPrompt';
import { referenceTo, referredFunction, type FunctionReference, type Target } from './target';

/** A function at a point, and what came of it: its gradient, or why there is none. */
export interface Computation {
  readonly reference: FunctionReference;
  /** What the function is called. */
  readonly name: string;
  /** The path under which its module is run. */
  readonly file: string;
  /** The text that was evaluated, and its version. */
  readonly text: string;
  readonly version: number;
  /** The function in it. */
  readonly site: FunctionSite;
  /** Line of the function, from 1. */
  readonly line: number;
  readonly point: string;
  readonly args: readonly Value[];
  /** How the gradient was to be taken. */
  readonly method: GradientMethod;
  readonly outcome: { readonly report: ProcessReport } | { readonly problem: ProblemData };
}

/** The computation under way: a newer one takes its place. */
let underWay: AbortController | undefined;

/**
 * Runs the function as its text is now, saved or not, and differentiates it.
 *
 * @returns undefined where a newer computation took its place
 */
export async function compute(
  services: Services,
  target: Target,
  point: Point,
  method: GradientMethod,
): Promise<Computation | undefined> {
  underWay?.abort();
  const { signal } = (underWay = new AbortController());
  const { document, version, site } = target;
  const subject = {
    reference: referenceTo(target),
    name: shownName(site.name),
    file: moduleFile(document),
    text: target.text,
    version,
    site,
    line: document.positionAt(site.outerStart).line + 1,
    point: point.text,
    args: point.args,
    method,
  };
  const title = l10n.t('Computing the gradient of {0}…', subject.name);
  try {
    const report = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      evaluator(services).gradient(requestFor(target, point, method), signal),
    );
    return { ...subject, outcome: { report } };
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof Problem) return { ...subject, outcome: { problem: error.toData() } };
    throw error;
  }
}

function requestFor({ document, text, site }: Target, { args }: Point, method: GradientMethod): GradientRequest {
  return {
    kind: 'gradient',
    source: { ...moduleOf(document, text), site },
    args,
    method,
    exact: true,
    book: true,
  };
}

/** What is drawn of the function about the point; why not, where it cannot be. */
export async function computePlots(services: Services, computation: Computation, chosen: number): Promise<ShownPlots> {
  const { reference, args, outcome } = computation;
  if ('problem' in outcome || typeof outcome.report.value !== 'number') return {};
  const { document, text, site } = await referredFunction(reference);
  const rows = rowsOf(computation);
  const about = (index: number): [number, number] => {
    const { value } = rows[index]!;
    const reach = Math.max(2, 1.5 * Math.abs(value));
    return [value - reach, value + reach];
  };
  try {
    return await evaluator(services).plots({
      kind: 'plots',
      source: { ...moduleOf(document, text), site },
      args: [...args],
      slice: { variable: chosen, range: about(chosen) },
      ...(rows.length === 2 && { map: { variables: [0, 1] as [number, number], x: about(0), y: about(1) } }),
      steps: { variable: chosen, reference: rows[chosen]!.exact ?? rows[chosen]!.derivative },
    });
  } catch (error) {
    if (error instanceof Problem) return { problem: error.toData() };
    throw error;
  }
}

/** The computation as the Gradient page shows it. */
export function shownState(computation: Computation, chosen: number, plots: ShownPlots | undefined): GradientState {
  const { reference, name, line, point, outcome } = computation;
  const subject = { name, file: fileName(reference.uri), line, point };
  const live = { on: false, stale: false, problem: null };
  const hasPlace = placeOf(computation) !== undefined;
  if ('problem' in outcome) {
    return { kind: 'failed', ...subject, method: computation.method, problem: outcome.problem, hasPlace, live };
  }
  const { value, method, evaluations, milliseconds, status, problem, exactNote, changesArguments } = outcome.report;
  const rows = rowsOf(computation);
  return {
    kind: 'gradient',
    ...subject,
    ...{ value, method, evaluations, milliseconds, status },
    variables: rows.slice(0, MAX_VARIABLES),
    total: rows.length,
    chosen,
    hasPlace,
    ...(problem && { problem }),
    ...(exactNote && { exactNote }),
    ...(changesArguments && { changesArguments }),
    ...(plots && { plots }),
    pins: [],
    live,
  };
}

/** The gradient as a report; undefined where there is none. */
export function reportOf({ name, point, args, site, outcome }: Computation): GradientReport | undefined {
  if ('problem' in outcome) return undefined;
  const names = site.parameters.map(parameter => parameter.name);
  return { name, point, args, names, gradient: outcome.report };
}

/** The numbers the function depends on, with their derivatives. */
export function rowsOf(computation: Computation): GradientRow[] {
  const report = reportOf(computation);
  return report ? gradientRows(report) : [];
}

/** A place in the user's code; line and column from 1. */
export interface CodePlace {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** The place that the problem of a computation names. */
export function placeOf(computation: Computation): CodePlace | undefined {
  const { file, line, column } = problemOf(computation)?.args ?? {};
  if (typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return undefined;
  const uri = file === computation.file ? computation.reference.uri : vscode.Uri.file(file).toString();
  return { uri, line, column };
}

/** What is wrong in the user's code: it could not be run, or has no value to be relied on; a kink is no mistake. */
export function problemOf({ outcome }: Computation): ProblemData | undefined {
  if ('problem' in outcome) return outcome.problem;
  return isFailure(outcome.report.status) ? outcome.report.problem : undefined;
}

/** The result in one line, as it stands after the function. */
export function inlineText(computation: Computation): string {
  const problem = problemOf(computation);
  return problem ? `∇ ${sentence(problem)}` : inlineGradient(computation.name, computation.point, rowsOf(computation));
}
