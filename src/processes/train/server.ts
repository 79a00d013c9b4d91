import { setImmediate } from 'node:timers/promises';
import { describeData } from '../../data/open';
import type { Watch } from '../../data/watch';
import { threadsFor } from '../../kernels/threads';
import { checkUnused } from '../../runs/runFolder';
import type { TrainingProgress } from '../../training/progress';
import { resumeRun } from '../../training/resume';
import { RunRecorder } from '../../training/runRecorder';
import { createTrainer } from '../../training/createTrainer';
import { summaryOf } from '../../training/summary';
import type { Trainer } from '../../training/trainer';
import { TrainingControl } from '../../training/trainingControl';
import { runTraining } from '../../training/trainingLoop';
import { toProblem } from '../serve';
import { collectGarbage } from './collectGarbage';
import type {
  DataDescription,
  Following,
  GradientDifference,
  Losses,
  TrainingSummary,
  TrainNews,
  TrainRequest,
} from './protocol';

type Answer = DataDescription | TrainingSummary | Losses | readonly GradientDifference[] | undefined;

type RequestOf<Kind extends TrainRequest['kind']> = Extract<TrainRequest, { kind: Kind }>;

/** A training that can begin, and what writes it, if anything does. */
interface Prepared {
  readonly trainer: Trainer;
  readonly recorder: RunRecorder | undefined;
}

/** Answers what the train process is asked; one training at a time. */
export class TrainServer {
  private control = new TrainingControl();
  private trainer: Trainer | undefined;
  /** Ends the reading of data for a training, and for a description: only the newest of each counts. */
  private preparing = new AbortController();
  private describing = new AbortController();
  /** Resolves when the training before has told everything. */
  private ended: Promise<unknown> = Promise.resolve();

  /** @param tell takes the news */
  constructor(private readonly tell: (news: TrainNews) => void | Promise<void>) {}

  /** @throws Problem about data, configuration or run; `cancelled` where a stop or a newer request came meanwhile */
  async handle(request: TrainRequest): Promise<Answer> {
    switch (request.kind) {
      case 'describe':
        return this.describe(request);
      case 'start':
        return this.start(request);
      case 'stop':
        this.preparing.abort();
        this.control.stop();
        return undefined;
      case 'setLearningRate':
        this.control.setLearningRate(request.learningRate);
        return undefined;
      case 'evaluate':
        return this.evaluate();
      case 'continue':
        return this.continue(request);
      case 'compareGradients':
        return this.compareGradients(request);
      default:
        this.control[request.kind]();
        return undefined;
    }
  }

  private describe({ data, folder }: RequestOf<'describe'>): Promise<DataDescription> {
    this.describing.abort();
    this.describing = new AbortController();
    return describeData(data, folder, this.watch(this.describing));
  }

  private start(request: RequestOf<'start'>): Promise<TrainingSummary> {
    const { config, folder, run, threads } = request;
    return this.begin(request, async watch => {
      if (run !== undefined) checkUnused(run); // before data are read for minutes
      const trainer = await createTrainer(config, folder, { watch, threads: threadsFor(threads) });
      return { trainer, recorder: run === undefined ? undefined : RunRecorder.begin(run, folder, trainer) };
    });
  }

  private continue(request: RequestOf<'continue'>): Promise<TrainingSummary> {
    const { run, changes, threads } = request;
    return this.begin(request, watch => resumeRun(run, changes, { watch, threads: threadsFor(threads) }));
  }

  /** Begins a training, after the end of the one that may be on, and goes on with it after the answer. */
  private async begin(following: Following, prepare: (watch: Watch) => Promise<Prepared>): Promise<TrainingSummary> {
    this.preparing.abort();
    this.control.stop();
    const preparing = new AbortController();
    const control = new TrainingControl();
    Object.assign(this, { preparing, control }); // from now on a stop is for this one
    await this.ended;
    this.trainer?.dispose();
    this.trainer = undefined;
    collectGarbage(); // its memory is needed
    const prepared = await prepare(this.watch(preparing));
    this.trainer = prepared.trainer;
    // A moment later, so that the answer is sent before the news.
    this.ended = setImmediate().then(() => this.train(prepared, control, following));
    return summaryOf(prepared.trainer);
  }

  /** Trains to the end. What is told is on disk by then, if the training is written. */
  private async train({ trainer, recorder }: Prepared, control: TrainingControl, following: Following): Promise<void> {
    const take = async (progress: TrainingProgress): Promise<void> => {
      try {
        recorder?.record(progress);
      } catch (error) {
        await this.tell({ ...progress, status: 'running' }); // what is known is not lost; how it ended comes next
        throw error;
      }
      await this.tell(progress);
    };
    try {
      await runTraining(trainer, control, take, following);
    } catch (error) {
      const problem = toProblem(error);
      recorder?.fail(problem);
      await this.tell({ kind: 'failed', problem });
    }
  }

  /** Both gradients of a fresh model for the first mini-batch. */
  private async compareGradients({
    config,
    folder,
  }: RequestOf<'compareGradients'>): Promise<readonly GradientDifference[]> {
    collectGarbage(); // of comparisons before
    const trainer = await createTrainer(config, folder, { watch: this.watch(this.preparing) });
    try {
      return trainer.compareGradients();
    } finally {
      trainer.dispose();
    }
  }

  private async evaluate(): Promise<Losses | undefined> {
    await this.ended;
    return this.trainer?.evaluate();
  }

  private watch({ signal }: AbortController): Watch {
    return { reading: reading => void this.tell(reading), signal };
  }
}
