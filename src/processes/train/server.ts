import { setImmediate } from 'node:timers/promises';
import { describeData } from '../../data/open';
import { createTrainer, summaryOf } from '../../training/trainer';
import { TrainingControl } from '../../training/trainingControl';
import { runTraining, type ProgressSink } from '../../training/trainingLoop';
import type { DataDescription, TrainingSummary, TrainRequest } from './protocol';

/** Answers what the train process is asked; one training at a time. */
export class TrainServer {
  private control: TrainingControl | undefined;
  /** Resolves when the training before has told everything. */
  private ended: Promise<unknown> = Promise.resolve();

  /** @param sink takes the news of a training */
  constructor(private readonly sink: ProgressSink) {}

  /** @throws Problem about the data, as `describeData` and `createTrainer` */
  async handle(request: TrainRequest): Promise<DataDescription | TrainingSummary | undefined> {
    switch (request.kind) {
      case 'describe':
        return describeData(request.source, request.label, request.folder);
      case 'start':
        return this.start(request);
      case 'setLearningRate':
        this.control?.setLearningRate(request.learningRate);
        return undefined;
      default:
        this.control?.[request.kind]();
        return undefined;
    }
  }

  /** Begins a training, after the end of the one that may be on, and goes on with it after the answer. */
  private async start({ config, folder }: Extract<TrainRequest, { kind: 'start' }>): Promise<TrainingSummary> {
    this.control?.stop();
    const control = new TrainingControl();
    this.control = control; // from now on a stop is for this one
    await this.ended;
    const trainer = await createTrainer(config, folder);
    // A moment later, so that the answer is sent before the news.
    this.ended = setImmediate().then(() => runTraining(trainer, control, this.sink));
    return summaryOf(trainer);
  }
}
