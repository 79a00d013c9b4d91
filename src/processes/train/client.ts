import { fork, type ChildProcess } from 'node:child_process';
import * as v from 'valibot';
import { Problem, type ProblemData } from '../../numerics/problem';
import type { DataConfig, TrainingConfig } from '../../training/config';
import {
  dataDescriptionSchema,
  progressSchema,
  trainingSummarySchema,
  type DataDescription,
  type TrainingProgress,
  type TrainingSummary,
  type TrainRequest,
} from './protocol';

export interface TrainNews {
  progress(progress: TrainingProgress): void;
  ended(problem: ProblemData): void;
}

/** INTERIM transport. */
export class TrainClient {
  private child: ChildProcess | undefined;
  private nextId = 0;
  private readonly pending = new Map<number, { resolve(ok: unknown): void; reject(error: Problem): void }>();

  constructor(
    private readonly file: string,
    private readonly news: TrainNews,
  ) {}

  async describe(source: DataConfig['source'], label: string | undefined, folder: string): Promise<DataDescription> {
    const request: TrainRequest = { kind: 'describe', source, folder, ...(label === undefined ? {} : { label }) };
    return v.parse(dataDescriptionSchema, await this.request(request));
  }

  async start(config: TrainingConfig, folder: string): Promise<TrainingSummary> {
    return v.parse(trainingSummarySchema, await this.request({ kind: 'start', config, folder }));
  }

  async pause(): Promise<void> {
    await this.request({ kind: 'pause' });
  }

  async resume(): Promise<void> {
    await this.request({ kind: 'resume' });
  }

  async stop(): Promise<void> {
    await this.request({ kind: 'stop' });
  }

  async setLearningRate(learningRate: number): Promise<void> {
    await this.request({ kind: 'setLearningRate', learningRate });
  }

  dispose(): void {
    this.child?.kill('SIGKILL');
  }

  private request(request: TrainRequest): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.process().send({ ...request, id });
    });
  }

  private process(): ChildProcess {
    if (this.child) return this.child;
    const child = fork(this.file, [], {
      serialization: 'advanced',
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    child.on('message', (message: { id?: number; ok?: unknown; error?: ProblemData }) => {
      if (v.is(progressSchema, message)) return this.news.progress(message);
      const pending = this.pending.get(message.id!);
      this.pending.delete(message.id!);
      if (message.error) pending?.reject(new Problem(message.error.code, message.error.args));
      else pending?.resolve(message.ok);
    });
    child.on('exit', () => {
      this.child = undefined;
      const problem = new Problem('process-ended');
      for (const { reject } of this.pending.values()) reject(problem);
      this.pending.clear();
      this.news.ended(problem.toData());
    });
    return (this.child = child);
  }
}
