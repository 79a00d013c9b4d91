import * as v from 'valibot';
import type * as vscode from 'vscode';
import { Problem, type ProblemData } from '../../numerics/problem';
import type { DataDescription, Reading, TrainingProgress, TrainingSummary } from '../../processes/train/protocol';
import type { Activation, DataConfig, TrainingConfig } from '../../training/config';
import { optimizerName } from '../../words/descentReport';
import { activationName, runName } from '../../words/trainingRun';
import { defaultForm, readDataForm, readForm, readLearningRate, type ReadForm } from './form';
import {
  changedForm,
  formSchema,
  hasOtherData,
  type ControlRequest,
  type CurvesState,
  type DataSource,
  type DataState,
  type TrainForm,
  type TrainState,
} from './messages';
import { TrainingRun } from './run';

/** What trains: the train process, or a stand-in of tests. Requests reject with a Problem. */
export interface Engine {
  /** A newer question takes the place of one that is not answered. */
  describe(data: DataConfig, folder: string): Promise<DataDescription>;
  start(config: TrainingConfig, folder: string): Promise<TrainingSummary>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Also while data are read; `start` rejects with `cancelled` then. */
  stop(): Promise<void>;
  setLearningRate(learningRate: number): Promise<void>;
}

/** What an engine tells without being asked. */
export interface EngineNews {
  progress(progress: TrainingProgress): void;
  /** How far the data of a question or of a training that starts are. */
  reading(reading: Reading): void;
  /** It ended by itself, and with it the training. */
  ended(problem: ProblemData): void;
}

/** Where the data of a source are: a file relative to a folder, or nowhere for a generator. */
export interface DataPlace {
  readonly name: string;
  readonly folder: string;
  readonly path: string | undefined;
}

/** What the session needs of the world around it. */
export interface Surroundings {
  connect(news: EngineNews): Engine;
  locate(source: string): DataPlace;
  findSources(): Promise<readonly DataSource[]>;
  /** Keeps the form over reloads of the window. */
  readonly kept: Pick<vscode.Memento, 'get' | 'update'>;
  logError(error: unknown): void;
}

const KEPT_FORM = 'nabla.training.form';

/** The training of a window: what is filled in, what is known of the data, and the run with its curves. */
export class TrainingSession {
  private readonly engine: Engine;
  private readonly listeners = new Set<() => void>();
  private form: TrainForm;
  private sources: readonly DataSource[] = [];
  private data: DataState = { kind: 'reading' };
  private currentRun: TrainingRun | undefined;
  /** Resolves when the newest of them is answered. */
  private answered: Promise<void> = Promise.resolve();
  /** A run that waits for that, of which the engine does not know yet. */
  private waiting: TrainingRun | undefined;
  /** Counts the questions about data: only the answer to the newest counts. */
  private question = 0;

  constructor(private readonly surroundings: Surroundings) {
    this.engine = surroundings.connect({
      progress: progress => this.update(() => this.takeProgress(progress)),
      reading: reading => this.update(() => this.takeReading(reading)),
      ended: ({ code, args }) => this.update(() => this.currentRun?.fail({ code, args })),
    });
    const kept = v.safeParse(formSchema, surroundings.kept.get(KEPT_FORM));
    this.form = kept.success ? kept.output : defaultForm();
  }

  /** Looks for data and reads those of the form. */
  async open(): Promise<void> {
    await Promise.all([this.refreshSources(), this.readData()]);
  }

  /** Calls back after every change, until what it returns is called. */
  onDidChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  get run(): TrainingRun | undefined {
    return this.currentRun;
  }

  /** Whether there is nothing wrong and no training on. */
  get canStart(): boolean {
    return !this.currentRun?.isOn && this.data.kind !== 'wrong' && this.read().config !== undefined;
  }

  trainState(): TrainState {
    const { form, sources, data, run } = this;
    const { problems } = this.read();
    return { form, problems, sources, data, ...(run ? { run: { ...run.state(), lines: run.linesOfView() } } : {}) };
  }

  /** @param restored whether the panel is one of before a reload of the window */
  curvesState(restored: boolean): CurvesState {
    const { run, canStart } = this;
    if (!run) return { kind: 'empty', restored, canStart };
    return { kind: 'run', run: { ...run.state(), lines: run.linesOfPanel() }, epochs: run.epochColumns(), canStart };
  }

  edit(form: TrainForm): void {
    const before = this.form;
    this.form = changedForm(before, form);
    void this.surroundings.kept.update(KEPT_FORM, this.form);
    if (hasOtherData(before, this.form)) void this.readData();
    this.changed();
  }

  /** Chooses a file, which need not be among the sources found. */
  chooseSource(source: DataSource): void {
    if (!this.sources.some(({ id }) => id === source.id)) this.sources = [...this.sources, source];
    this.edit({ ...this.form, source: source.id });
  }

  async refreshSources(): Promise<void> {
    const found = await this.surroundings.findSources();
    const { source } = this.form;
    const chosen = { id: source, name: this.surroundings.locate(source).name };
    this.update(() => (this.sources = found.some(({ id }) => id === source) ? found : [...found, chosen]));
  }

  /** Whether a file is the one that is chosen. */
  uses(source: string): boolean {
    return this.form.source === source;
  }

  /** Asks what the chosen data hold. */
  readData(): Promise<void> {
    this.update(() => (this.data = { kind: 'reading' }));
    this.answered = this.describeData(++this.question);
    return this.answered;
  }

  private async describeData(question: number): Promise<void> {
    const { path, folder } = this.surroundings.locate(this.form.source);
    const answer = await this.engine.describe(readDataForm(this.form, path), folder).then(
      (description): DataState => ({ kind: 'described', description }),
      (error: unknown): DataState => ({ kind: 'wrong', problem: this.toProblem(error) }),
    );
    if (question === this.question) this.update(() => (this.data = answer));
  }

  /** Carries out a button. */
  async control({ kind }: ControlRequest): Promise<void> {
    if (kind === 'start') await this.start();
    else if (kind === 'stop' && this.waiting) this.fail(this.waiting, new Problem('cancelled'));
    else if (this.currentRun?.isOn) await this.engine[kind]();
  }

  /** Takes the learning rate of the form over into the training that is on. */
  async applyLearningRate(): Promise<void> {
    const learningRate = readLearningRate(this.form);
    if (learningRate !== undefined && this.currentRun?.isOn) await this.engine.setLearningRate(learningRate);
  }

  /** Trains what the form says; how it goes is in the state. Does nothing while a training is on. */
  private async start(): Promise<void> {
    const { config } = this.read();
    if (!config || !this.canStart) return;
    const place = this.surroundings.locate(this.form.source);
    const { epochs, optimizer } = config.training;
    const run = new TrainingRun(nameOf(config, place.name), {
      epochs,
      learningRate: optimizer.learningRate,
      normalizeLabels: config.data.normalizeLabels,
      score: this.data.kind === 'described' && this.data.description.task === 'regression' ? 'r2' : 'accuracy',
    });
    this.update(() => (this.currentRun = this.waiting = run));
    await this.answered; // large data are not read twice at a time
    if (this.waiting === run) this.waiting = undefined;
    if (!run.isOn) return;
    try {
      const summary = await this.engine.start(config, place.folder);
      this.update(() => run.started(summary));
    } catch (error) {
      this.fail(run, error);
    }
  }

  private fail(run: TrainingRun, error: unknown): void {
    this.update(() => run.fail(this.toProblem(error)));
  }

  private takeProgress(progress: TrainingProgress): void {
    this.currentRun?.append(progress);
    // It waits in vain, and nothing else can start meanwhile.
    if (progress.status === 'paused' && progress.divergence?.recoverable === false) void this.engine.stop();
  }

  /** Of the question about data, for whose answer a run may wait, or of a run that starts. */
  private takeReading(reading: Reading): void {
    if (this.data.kind === 'reading') this.data = { kind: 'reading', reading };
    this.currentRun?.read(reading);
  }

  private read(): ReadForm {
    return readForm(this.form, this.surroundings.locate(this.form.source).path);
  }

  private toProblem(error: unknown): ProblemData {
    if (error instanceof Problem) return error.toData();
    this.surroundings.logError(error);
    return { code: 'internal', args: {} };
  }

  private update(change: () => unknown): void {
    change();
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

function nameOf({ model, training: { optimizer } }: TrainingConfig, data: string): string {
  const layers = 'module' in model ? [model.module] : model.layers.map(layerName);
  return runName(data, layers, optimizerName(optimizer.name), optimizer.learningRate);
}

function layerName({ units, activation }: { readonly units: number; readonly activation: Activation }): string {
  return `${units} ${activationName(activation)}`;
}
