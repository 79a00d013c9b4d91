import type { GradientMethod } from '../../numerics/derivative';
import { Problem, type ProblemData } from '../../numerics/problem';
import type { EvaluateClient } from '../../processes/evaluate/client';
import type { GradientRequest } from '../../processes/evaluate/protocol';
import { shownName } from '../../source/functions';
import { Places } from '../../source/places';
import type { Computation } from './computation';
import type { Point } from './point';
import type { FunctionReference, Target } from './target';

/** What runs code of the user: the evaluate process, or a stand-in of tests. Requests reject with a Problem. */
export type Engine = Pick<EvaluateClient, 'gradient' | 'plots' | 'descend'>;

/** A function as it was found in a text, and what is needed to run it. */
export interface Found {
  readonly target: Target;
  /** To find it again. */
  readonly reference: FunctionReference;
  readonly source: GradientRequest['source'];
}

/** A function at a point. */
export interface Subject {
  readonly found: Found;
  /** Number of the text that it was found in; another one may give other results. */
  readonly revision: number;
  readonly point: Point;
  readonly method: GradientMethod;
}

/** What work gives, or the problem that it has. @throws what it throws when it was broken off, and what is no problem */
export async function orProblem<Result>(
  work: Promise<Result>,
  signal: AbortSignal,
): Promise<{ readonly result: Result } | { readonly problem: ProblemData }> {
  try {
    return { result: await work };
  } catch (error) {
    if (error instanceof Problem && !signal.aborted) return { problem: error.toData() };
    throw error;
  }
}

/**
 * Differentiates a function at a point.
 *
 * @param options `exact`, `book` and `quiet` of the request
 * @throws Problem `cancelled`
 */
export async function compute(
  engine: Engine,
  { found: { target, reference, source }, point, method }: Subject,
  options: Pick<GradientRequest, 'exact' | 'book' | 'quiet'>,
  signal: AbortSignal,
): Promise<Computation> {
  const request: GradientRequest = { kind: 'gradient', source, args: [...point.args], method, ...options };
  const answer = await orProblem(engine.gradient(request, signal), signal);
  const { text, version, site } = target;
  return {
    reference,
    name: shownName(site.name),
    file: source.file,
    text,
    version,
    site,
    line: new Places(text).at(site.outerStart).line,
    point: point.text,
    args: point.args,
    method,
    outcome: 'result' in answer ? { report: answer.result } : answer,
  };
}
