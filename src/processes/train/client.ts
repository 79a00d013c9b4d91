import path from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../numerics/problem';
import type { DataConfig, TrainingConfig } from '../../training/config';
import { Child } from '../child';
import {
  dataDescriptionSchema,
  gradientComparisonSchema,
  lossesSchema,
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
}

/** The compiled process, beside the file this is bundled into. */
const ENTRY = path.join(__dirname, 'train.js');

/** A process that has nothing to do for so long is ended; the next request starts another. */
const IDLE_MS = 5 * 60_000;

const nothing = v.undefined();

/** The train process of a window: started when it is first asked for something, and when it has ended. */
export class TrainClient {
  private child: Child<TrainRequest, TrainNews> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private training = false;

  constructor(
    private readonly listener: TrainListener,
    private readonly entry = ENTRY,
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
   * @throws Problem as `describe`, about the run's folder, or `cancelled` after a stop
   */
  start(config: TrainingConfig, folder: string, run?: string, following: Following = {}): Promise<TrainingSummary> {
    const { onDivergence = 'pause' } = following;
    return this.begin({ kind: 'start', config, folder, run, ...following, onDivergence });
  }

  /**
   * Goes on with a run from its last checkpoint; its news follow the answer.
   *
   * @throws Problem as `start`
   */
  continue(run: string, changes: RunChanges = {}, following: Following = {}): Promise<TrainingSummary> {
    const { onDivergence = 'pause' } = following;
    return this.begin({ kind: 'continue', run, changes, ...following, onDivergence });
  }

  /** Loss and score of the model as it is at the end of the training. */
  evaluate(): Promise<Losses> {
    return this.request({ kind: 'evaluate' }, lossesSchema);
  }

  /** Gradients of a fresh model by back-propagation and numerically, layer by layer; see `GradientDifference`. */
  compareGradients(config: TrainingConfig, folder: string): Promise<readonly GradientDifference[]> {
    return this.request({ kind: 'compareGradients', config, folder }, gradientComparisonSchema);
  }

  pause(): Promise<void> {
    return this.request({ kind: 'pause' }, nothing);
  }

  resume(): Promise<void> {
    return this.request({ kind: 'resume' }, nothing);
  }

  /** Also while its data are read. */
  stop(): Promise<void> {
    return this.request({ kind: 'stop' }, nothing);
  }

  /** Takes effect with the next mini-batch. */
  setLearningRate(learningRate: number): Promise<void> {
    return this.request({ kind: 'setLearningRate', learningRate }, nothing);
  }

  dispose(): void {
    clearTimeout(this.idle);
    this.child?.end();
    this.child = undefined;
  }

  private async begin(request: TrainRequest): Promise<TrainingSummary> {
    this.training = true;
    try {
      return await this.request(request, trainingSummarySchema);
    } catch (error) {
      this.training = false;
      this.waitIdle();
      throw error;
    }
  }

  private async request<Answer>(request: TrainRequest, answer: v.GenericSchema<unknown, Answer>): Promise<Answer> {
    this.child ??= this.startChild();
    try {
      return await this.child.request(request, answer);
    } catch (error) {
      throw inTermsOfTraining(error);
    } finally {
      this.waitIdle();
    }
  }

  private startChild(): Child<TrainRequest, TrainNews> {
    return new Child<TrainRequest, TrainNews>({
      entry: this.entry,
      memory: 0,
      events: trainNewsSchema,
      onEvent: news => this.hear(news),
      onEnd: problem => {
        this.child = undefined;
        this.fail(inTermsOfTraining(problem) as Problem);
      },
    });
  }

  private hear(news: TrainNews): void {
    if (news.kind === 'reading') return this.listener.reading?.(news);
    if (news.kind === 'failed') return this.fail(new Problem(news.problem.code, news.problem.args));
    this.training = news.status === 'running' || news.status === 'paused';
    this.waitIdle();
    this.listener.progress(news);
  }

  private fail(problem: Problem): void {
    this.training = false;
    this.waitIdle();
    this.listener.ended(problem);
  }

  /** Ends the process when nothing is asked of it for long and nothing is trained. */
  private waitIdle(): void {
    clearTimeout(this.idle);
    if (!this.training && this.child) this.idle = setTimeout(() => this.dispose(), IDLE_MS).unref();
  }
}

/** How a process can end is told for code of the user; here it is ours. */
function inTermsOfTraining(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.code.startsWith('process-')) return error;
  const { signal, exitCode, reason } = error.args;
  return new Problem('training-process', { reason: String(signal ?? exitCode ?? reason ?? error.code) });
}
