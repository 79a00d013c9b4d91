import * as path from 'node:path';
import * as v from 'valibot';
import { Child } from '../child';
import { WarmChild } from '../warmChild';
import { gradientReportSchema, type GradientReport, type GradientRequest } from './protocol';

/** What the user's code may use up for one request before it is stopped. */
export interface EvaluationLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Megabytes of resident memory. */
  readonly memory: number;
}

export const DEFAULT_LIMITS: EvaluationLimits = { timeout: 5000, memory: 512 };

export const MINIMUM_LIMITS: EvaluationLimits = { timeout: 100, memory: 128 };

/** A line the code has printed, or how many more there were. */
const consoleSchema = v.object({ kind: v.literal('console'), text: v.string(), omitted: v.exactOptional(v.number()) });

/** Runs functions of the user in a process of their own. */
export class EvaluateClient {
  private readonly child: WarmChild;

  /**
   * @param limits asked for before each request
   * @param print takes what the code prints
   */
  constructor(
    private readonly limits: () => EvaluationLimits,
    print: (text: string) => void,
  ) {
    this.child = new WarmChild(
      () =>
        new Child({
          entry: path.join(__dirname, 'evaluate.js'),
          memory: limits().memory,
          events: consoleSchema,
          onEvent: ({ text, omitted }) => print(omitted === undefined ? text : `… (${omitted} more)`),
        }),
    );
  }

  /**
   * Loads a module and differentiates its function.
   *
   * @throws Problem what keeps it from being loaded, or how it ended its process
   */
  gradient(request: GradientRequest, signal?: AbortSignal): Promise<GradientReport> {
    const { timeout } = this.limits();
    return this.child.request(request, gradientReportSchema, { timeout, ...(signal && { signal }) });
  }

  dispose(): void {
    this.child.dispose();
  }
}
