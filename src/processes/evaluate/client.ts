import * as path from 'node:path';
import { Child } from '../child';
import { consoleEventSchema, type ConsoleEvent } from '../envelope';
import { ProcessPool } from '../pool';
import { gradientReportSchema, type EvaluateRequest, type GradientReport, type GradientRequest } from './protocol';

/** What the user's code may use up for one request before it is stopped. */
export interface EvaluationLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Megabytes of resident memory. */
  readonly memory: number;
}

export const DEFAULT_LIMITS: EvaluationLimits = { timeout: 5000, memory: 512 };

export const MINIMUM_LIMITS: EvaluationLimits = { timeout: 100, memory: 128 };

/** Runs functions of the user in a process of their own. */
export class EvaluateClient {
  private readonly pool: ProcessPool<EvaluateRequest, ConsoleEvent>;

  /**
   * @param limits asked for before each request
   * @param print takes what the code prints
   * @param entry the compiled evaluate process; in a bundle it lies beside this file
   */
  constructor(
    private readonly limits: () => EvaluationLimits,
    print: (event: ConsoleEvent) => void,
    entry = path.join(__dirname, 'evaluate.js'),
  ) {
    this.pool = new ProcessPool(
      () => new Child({ entry, memory: limits().memory, events: consoleEventSchema, onEvent: print }),
    );
  }

  /**
   * Loads a module and differentiates its function.
   *
   * @throws Problem what keeps it from being loaded, or how it ended its process
   */
  gradient(request: GradientRequest, signal?: AbortSignal): Promise<GradientReport> {
    const { timeout } = this.limits();
    return this.pool.request(request, gradientReportSchema, { timeout, signal });
  }

  /** The limits have changed: processes with the old ones make room. */
  renew(): void {
    this.pool.renew();
  }

  dispose(): void {
    this.pool.dispose();
  }
}
