import path from 'node:path';
import * as v from 'valibot';
import { Problem } from '../../numerics/problem';
import type { DataConfig, TrainingConfig } from '../../training/config';
import { Child } from '../child';
import {
  dataDescriptionSchema,
  progressSchema,
  trainingSummarySchema,
  type DataDescription,
  type TrainingProgress,
  type TrainingSummary,
  type TrainRequest,
} from './protocol';

/** What the train process tells without being asked. */
export interface TrainNews {
  progress(progress: TrainingProgress): void;
  /** It ended by itself, and with it the training. */
  ended(problem: Problem): void;
}

/** The compiled process, beside the file this is bundled into. */
const ENTRY = path.join(__dirname, 'train.js');

/** A process that has nothing to do for so long is ended; the next request starts another. */
const IDLE_MS = 5 * 60_000;

const nothing = v.undefined();

/** The train process of a window: started when it is first asked for something, and when it has ended. */
export class TrainClient {
  private child: Child<TrainRequest, TrainingProgress> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private training = false;

  constructor(
    private readonly news: TrainNews,
    private readonly entry = ENTRY,
  ) {}

  /**
   * What a data source holds.
   *
   * @param folder what paths are relative to
   * @throws Problem about the data, or `training-process` where the process has ended
   */
  describe(source: DataConfig['source'], label: string | undefined, folder: string): Promise<DataDescription> {
    const request = { kind: 'describe', source, folder, ...(label === undefined ? {} : { label }) } as const;
    return this.request(request, dataDescriptionSchema);
  }

  /**
   * Begins a training; its news follow the answer.
   *
   * @throws Problem as `describe`
   */
  async start(config: TrainingConfig, folder: string): Promise<TrainingSummary> {
    this.training = true;
    try {
      return await this.request({ kind: 'start', config, folder }, trainingSummarySchema);
    } catch (error) {
      this.training = false;
      this.waitIdle();
      throw error;
    }
  }

  pause(): Promise<void> {
    return this.request({ kind: 'pause' }, nothing);
  }

  resume(): Promise<void> {
    return this.request({ kind: 'resume' }, nothing);
  }

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

  private startChild(): Child<TrainRequest, TrainingProgress> {
    return new Child<TrainRequest, TrainingProgress>({
      entry: this.entry,
      memory: 0,
      events: progressSchema,
      onEvent: progress => this.hear(progress),
      onEnd: problem => {
        this.child = undefined;
        this.training = false;
        this.news.ended(inTermsOfTraining(problem) as Problem);
      },
    });
  }

  private hear(progress: TrainingProgress): void {
    this.training = progress.status === 'running' || progress.status === 'paused';
    this.waitIdle();
    this.news.progress(progress);
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
