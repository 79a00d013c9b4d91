import { setImmediate } from 'node:timers/promises';
import { describeData, type Watch } from '../../data/open';
import { createTrainer, summaryOf, type Trainer } from '../../training/trainer';
import { TrainingControl } from '../../training/trainingControl';
import { runTraining } from '../../training/trainingLoop';
import type { DataDescription, GradientDifference, Losses, TrainingSummary, TrainNews, TrainRequest } from './protocol';

type Answer = DataDescription | TrainingSummary | Losses | readonly GradientDifference[] | undefined;

type RequestOf<Kind extends TrainRequest['kind']> = Extract<TrainRequest, { kind: Kind }>;

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
      case 'compareGradients':
        throw new Error(request.kind);
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

  /** Begins a training, after the end of the one that may be on, and goes on with it after the answer. */
  private async start({ config, folder }: RequestOf<'start'>): Promise<TrainingSummary> {
    this.preparing.abort();
    this.control.stop();
    const preparing = new AbortController();
    const control = new TrainingControl();
    Object.assign(this, { preparing, control }); // from now on a stop is for this one
    await this.ended;
    this.trainer = undefined; // its memory is needed
    const trainer = await createTrainer(config, folder, this.watch(preparing));
    this.trainer = trainer;
    // A moment later, so that the answer is sent before the news.
    this.ended = setImmediate().then(() => runTraining(trainer, control, progress => this.tell(progress)));
    return summaryOf(trainer);
  }

  private async evaluate(): Promise<Losses | undefined> {
    await this.ended;
    return this.trainer?.evaluate();
  }

  private watch({ signal }: AbortController): Watch {
    return { reading: reading => void this.tell(reading), signal };
  }
}
