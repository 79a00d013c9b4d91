import type { Value } from '../../numerics/argument';
import { isFailure, type GradientMethod } from '../../numerics/derivative';
import type { ProblemData } from '../../numerics/problem';
import type { GradientReport as ProcessReport } from '../../processes/evaluate/protocol';
import type { FunctionSite } from '../../source/functions';
import { gradientRows, inlineGradient, type GradientReport, type GradientRow } from '../../words/gradientReport';
import { sentence } from '../../words/sentences';
import type { FunctionReference } from './target';

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

/** The gradient as a report; undefined where there is none. */
export function reportOf({ name, point, args, site, outcome }: Computation): GradientReport | undefined {
  if ('problem' in outcome) return undefined;
  const names = site.parameters.map(parameter => parameter.name);
  return { name, point, args, names, gradient: outcome.report };
}

const rows = new WeakMap<Computation, GradientRow[]>();

/** The numbers the function depends on, with their derivatives. */
export function rowsOf(computation: Computation): GradientRow[] {
  const known = rows.get(computation);
  if (known) return known;
  const report = reportOf(computation);
  const made = report ? gradientRows(report) : [];
  rows.set(computation, made);
  return made;
}

/** A place in the user's code; line and column from 1. */
export interface CodePlace {
  /** The path of the file. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The place that the problem of a computation names. */
export function placeOf(computation: Computation): CodePlace | undefined {
  const { file, line, column } = problemOf(computation)?.args ?? {};
  if (typeof file !== 'string' || typeof line !== 'number' || typeof column !== 'number') return undefined;
  return { file, line, column };
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
