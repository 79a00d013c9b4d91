import path from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../numerics/problem';
import { noteInterrupted, readRunRecord } from '../../runs/runRecord';
import type { DataConfig, TrainingConfig } from '../../training/config';
import { configOf } from '../../training/runConfig';
import { Child, type RequestOptions } from '../child';
import type { ConsoleEvent } from '../envelope';
import {
  dataDescriptionSchema,
  gradientComparisonSchema,
  lossesSchema,
  MODULES,
  trainingSummarySchema,
  trainNewsSchema,
  type DataDescription,
  type Following,
  type GradientDifference,
  type Losses,
  type Reading,
  type RunChanges,
  type TrainingProgress,
  type TrainingSummary,
  type TrainNews,
  type TrainRequest,
} from './protocol';

/** Takes what the train process tells without being asked. */
export interface TrainListener {
  progress(progress: TrainingProgress): void;
  /** How far the data are read that a request needs. */
  reading?(reading: Reading): void;
  /** The training failed, or the process ended by itself and with it the training. */
  ended(problem: Problem): void;
  /** What a module of the user's prints. */
  print?(event: ConsoleEvent): void;
}

/** The compiled process, beside the file this is bundled into. */
const ENTRY = path.join(__dirname, 'train.js');

/** A process that has nothing to do for so long is ended; the next request starts another. */
const IDLE_MS = 5 * 60_000;

/** What a module of the user's may need besides the data, in megabytes. */
const MODULE_MEGABYTES = 2048;

/** A module that does not let a stop through for so long is ended with its process. */
const STOP_MS = 1000;

const nothing = v.undefined();

type StartRequest = Extract<TrainRequest, { kind: 'start' | 'continue' }>;
type TrainChild = Child<TrainRequest, TrainNews>;

/**
 * The train process of a window: started when it is first asked for something, and when it has ended. A module of the
 * user's is code that is hostile until shown otherwise: it has a process of its own, with a limit of memory, which ends
 * when it does not stop.
 */
export class TrainClient {
  private child: TrainChild | undefined;
  /** Compares the gradients of modules. */
  private readonly comparing = new Set<TrainChild>();
  /** The module that the process was started for, with what it may need in megabytes. */
  private module: { readonly memory: number } | undefined;
  private idle: NodeJS.Timeout | undefined;
  private training = false;
  /** Where the training is written. */
  private run: string | undefined;
  private whenOver: (() => void) | undefined;

  /**
   * @param allowsModules whether code of the user may run: asked for before each training
   * @param threads how many may train, or undefined for as many as there are processors: likewise
   */
  constructor(
    private readonly listener: TrainListener,
    private readonly entry = ENTRY,
    private readonly allowsModules: () => boolean = () => false,
    private readonly threads: () => number | undefined = () => undefined,
  ) {}

  /**
   * What data hold. A newer question takes the place of one that is not answered, which is `cancelled`.
   *
   * @param folder what paths are relative to
   * @throws Problem about the data, `cancelled`, or `training-process` where the process has ended
   */
  describe(data: DataConfig, folder: string): Promise<DataDescription> {
    return this.request({ kind: 'describe', data, folder }, dataDescriptionSchema);
  }

  /**
   * Begins a training; its news follow the answer.
   *
   * @param run folder that it is written to; it may not be there, or must be empty
   * @throws Problem as `describe`, about the run's folder, or `cancelled` after a stop; of a module `model-untrusted`,
   *   `model-stuck` after a stop, `model-memory`, and how it ended its process
   */
  start(config: TrainingConfig, folder: string, run?: string, following: Following = {}): Promise<TrainingSummary> {
    const { onDivergence = 'pause' } = following;
    return this.begin(
      { kind: 'start', config, folder, run, threads: this.threads(), ...following, onDivergence },
      config,
    );
  }

  /**
   * Goes on with a run from its last checkpoint; its news follow the answer.
   *
   * @throws Problem as `start`
   */
  async continue(run: string, changes: RunChanges = {}, following: Following = {}): Promise<TrainingSummary> {
    const { onDivergence = 'pause' } = following;
    const config = configOf(run, readRunRecord(run));
    return this.begin({ kind: 'continue', run, changes, threads: this.threads(), ...following, onDivergence }, config);
  }

  /** Loss and score of the model as it is at the end of the training. */
  evaluate(): Promise<Losses> {
    if (!this.child) return Promise.reject(new Problem('training-process', { reason: '' }));
    return this.request({ kind: 'evaluate' }, lossesSchema);
  }

  /**
   * Gradients of a fresh model by back-propagation and numerically, layer by layer; see `GradientDifference`.
   *
   * @param signal ends the comparison of a module
   */
  async compareGradients(
    config: TrainingConfig,
    folder: string,
    signal?: AbortSignal,
  ): Promise<readonly GradientDifference[]> {
    const request = { kind: 'compareGradients', config, folder } as const;
    const module = this.moduleOf(config);
    if (!module) return this.request(request, gradientComparisonSchema);
    const child = this.startChild(module, () => {});
    this.comparing.add(child);
    try {
      return await child.request(request, gradientComparisonSchema, { signal });
    } catch (error) {
      throw inTermsOfModule(error);
    } finally {
      child.end();
      this.comparing.delete(child);
    }
  }

  pause(): Promise<void> {
    return this.request({ kind: 'pause' }, nothing);
  }

  resume(): Promise<void> {
    return this.request({ kind: 'resume' }, nothing);
  }

  /** Also while its data are read. A module that does not let it through is ended, and `ended` tells. */
  async stop(): Promise<void> {
    if (!this.module) return this.request({ kind: 'stop' }, nothing);
    try {
      await this.request({ kind: 'stop' }, nothing, { timeout: STOP_MS });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'model-stuck') throw error;
      this.child = undefined;
      if (this.training) this.fail(error); // a start that is not answered tells by itself
    }
  }

  /** Takes effect with the next mini-batch. */
  setLearningRate(learningRate: number): Promise<void> {
    return this.request({ kind: 'setLearningRate', learningRate }, nothing);
  }

  dispose(): void {
    for (const child of this.comparing) child.end();
    this.endChild();
  }

  private endChild(): void {
    clearTimeout(this.idle);
    this.child?.end();
    this.child = undefined;
  }

  private async begin(request: StartRequest, config: TrainingConfig): Promise<TrainingSummary> {
    await this.makeRoomFor(this.moduleOf(config));
    this.training = true;
    this.run = request.run;
    try {
      return await this.request(request, trainingSummarySchema);
    } catch (error) {
      this.training = false;
      this.waitIdle();
      throw error;
    }
  }

  /** @throws Problem `model-untrusted` */
  private moduleOf({ model, data }: TrainingConfig): TrainClient['module'] {
    if (!('module' in model)) return undefined;
    if (!this.allowsModules()) throw new Problem('model-untrusted');
    return { memory: data.memory + MODULE_MEGABYTES };
  }

  /** Whatever comes before or after a module is in another process. */
  private async makeRoomFor(module: TrainClient['module']): Promise<void> {
    if (!module && !this.module) return;
    if (this.training) {
      const over = new Promise<void>(resolve => (this.whenOver = resolve));
      await this.stop();
      await over;
    }
    this.endChild();
    this.module = module;
  }

  private async request<Answer>(
    request: TrainRequest,
    answer: v.GenericSchema<unknown, Answer>,
    options?: RequestOptions,
  ): Promise<Answer> {
    this.child ??= this.startChild(this.module, problem => {
      this.child = undefined;
      this.fail(problem);
    });
    try {
      return await this.child.request(request, answer, options);
    } catch (error) {
      throw this.module ? inTermsOfModule(error) : inTermsOfTraining(error);
    } finally {
      this.waitIdle();
    }
  }

  private startChild(module: TrainClient['module'], onEnd: (problem: Problem) => void): TrainChild {
    return new Child<TrainRequest, TrainNews>({
      entry: this.entry,
      memory: module?.memory ?? 0,
      args: module ? [MODULES] : [],
      events: trainNewsSchema,
      onEvent: news => this.hear(news),
      onEnd: problem => onEnd((module ? inTermsOfModule(problem) : inTermsOfTraining(problem)) as Problem),
    });
  }

  private hear(news: TrainNews): void {
    if (news.kind === 'reading') return this.listener.reading?.(news);
    if (news.kind === 'console') return this.listener.print?.(news);
    if (news.kind === 'failed') return this.fail(new Problem(news.problem.code, news.problem.args));
    this.setTraining(news.status === 'running' || news.status === 'paused');
    this.listener.progress(news);
  }

  private fail(problem: Problem): void {
    if (this.training && this.run !== undefined) noteInterrupted(this.run, problem.toData());
    this.setTraining(false);
    this.listener.ended(problem);
  }

  private setTraining(training: boolean): void {
    this.training = training;
    if (!training) this.whenOver?.();
    this.waitIdle();
  }

  /** Ends the process when nothing is asked of it for long and nothing is trained. */
  private waitIdle(): void {
    clearTimeout(this.idle);
    if (!this.training && this.child) this.idle = setTimeout(() => this.endChild(), IDLE_MS).unref();
  }
}

/** How a process can end is told for functions that are evaluated; this code is trained. */
function inTermsOfModule(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  if (error.code === 'process-timeout') return new Problem('model-stuck', error.args);
  return error.code === 'process-memory' ? new Problem('model-memory', error.args) : error;
}

/** How a process can end is told for code of the user; here it is ours. */
function inTermsOfTraining(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.code.startsWith('process-')) return error;
  const { signal, exitCode, reason } = error.args;
  return new Problem('training-process', { reason: String(signal ?? exitCode ?? reason ?? error.code) });
}
