import * as path from 'node:path';
import { Child } from '../child';
import { consoleEventSchema, type ConsoleEvent } from '../envelope';
import { ProcessPool } from '../pool';
import {
  checkReportSchema,
  descentReportSchema,
  gradientReportSchema,
  plotsReportSchema,
  valuesReportSchema,
  type CheckReport,
  type CheckRequest,
  type DescentReport,
  type DescentRequest,
  type EvaluateRequest,
  type GradientReport,
  type GradientRequest,
  type PlotsReport,
  type PlotsRequest,
  type ValuesReport,
  type ValuesRequest,
} from './protocol';
import { WARM_MEGABYTES, WARM_UP } from './warmUp';

/** What the user's code may use up for one request before it is stopped. */
export interface EvaluationLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Megabytes of resident memory. */
  readonly memory: number;
}

export const DEFAULT_LIMITS: EvaluationLimits = { timeout: 5000, memory: 512 };

export const MINIMUM_LIMITS: EvaluationLimits = { timeout: 100, memory: 128 };

export interface EvaluateOptions {
  /** Asked for before each request. */
  readonly limits: () => EvaluationLimits;
  /** Takes what the code prints. */
  readonly print: (event: ConsoleEvent) => void;
  /** Folder the code runs in; that of this process where there is none. */
  readonly folder?: () => string | undefined;
  /** The compiled evaluate process; in a bundle it lies beside this file. */
  readonly entry?: string;
  /** Whether another process is kept ready, for the case that code ends the first; without it, that is started then. */
  readonly spare?: boolean;
}

/** Runs code of the user in a process of their own. */
export class EvaluateClient {
  private readonly pool: ProcessPool<EvaluateRequest, ConsoleEvent>;
  private readonly limits: () => EvaluationLimits;

  constructor({ limits, print, folder, entry = path.join(__dirname, 'evaluate.js'), spare = true }: EvaluateOptions) {
    this.limits = limits;
    const create = () => {
      const cwd = folder?.();
      const { memory } = limits();
      return new Child<EvaluateRequest, ConsoleEvent>({
        entry,
        memory,
        events: consoleEventSchema,
        onEvent: print,
        ...(cwd !== undefined && { cwd }),
      });
    };
    const warmUp = async (child: Child<EvaluateRequest, ConsoleEvent>) => {
      const isSpacious = limits().memory > 2 * WARM_MEGABYTES; // above half of its memory a process is given up
      if (!isSpacious) return;
      await child.request(WARM_UP.gradient, gradientReportSchema);
      await child.request(WARM_UP.plots, plotsReportSchema);
    };
    this.pool = new ProcessPool(create, warmUp, spare);
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

  /**
   * Loads a module and evaluates its function about a point, to be drawn.
   *
   * @throws Problem what keeps it from being loaded, or how it ended its process
   */
  plots(request: PlotsRequest, signal?: AbortSignal): Promise<PlotsReport> {
    const { timeout } = this.limits();
    return this.pool.request(request, plotsReportSchema, { timeout, signal });
  }

  /**
   * Loads a module and evaluates expressions of its text in it.
   *
   * @throws Problem what keeps it from being loaded, or how it ended its process
   */
  values(request: ValuesRequest, signal?: AbortSignal): Promise<ValuesReport> {
    const { timeout } = this.limits();
    return this.pool.request(request, valuesReportSchema, { timeout, signal });
  }

  /**
   * Loads a module and goes down its function.
   *
   * @throws Problem what keeps it from being loaded, or how it ended its process
   */
  descend(request: DescentRequest, signal?: AbortSignal): Promise<DescentReport> {
    const { timeout } = this.limits();
    return this.pool.request(request, descentReportSchema, { timeout, signal });
  }

  /**
   * Loads a module and compares a derivative in it with its function.
   *
   * @throws Problem what keeps it from being loaded, or how it ended its process
   */
  check(request: CheckRequest, signal?: AbortSignal): Promise<CheckReport> {
    const { timeout } = this.limits();
    return this.pool.request(request, checkReportSchema, { timeout, signal });
  }

  /** Starts the process, so that the first request need not wait for it. */
  prepare(): void {
    this.pool.prepare();
  }

  /** The limits have changed: processes with the old ones make room. */
  renew(): void {
    this.pool.renew();
  }

  dispose(): void {
    this.pool.dispose();
  }
}
