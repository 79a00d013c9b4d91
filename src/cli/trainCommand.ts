import * as l10n from '@vscode/l10n';
import type { EpochMetrics, TrainingProgress, TrainingStatus } from '../training/progress';
import { createTrainer, summaryOf, type Trainer } from '../training/trainer';
import { TrainingControl } from '../training/trainingControl';
import { runTraining } from '../training/trainingLoop';
import { toJson } from '../words/numbers';
import { divergedSentence, epochLine, summaryLine, trainingEndLine } from '../words/training';
import { DONE, FAILED, INTERRUPTED } from './exitCodes';
import { readArguments } from './options';
import { readConfig } from './trainConfig';

const OPTIONS = { set: 'list', json: 'boolean', help: 'boolean' } as const;

/** Time between two lines of losses in ms. */
const METRICS_INTERVAL = 100;

const EXIT_CODES: Readonly<Partial<Record<TrainingStatus, number>>> = {
  finished: DONE,
  diverged: FAILED,
  stopped: INTERRUPTED,
};

export function trainUsage(): string {
  return [
    'nabla train [CONFIG.nabla.json] [--set key.path=value]… [--json]',
    `  ${l10n.t('Without a file the default network is trained; --set changes a value, for example training.epochs=20')}`,
    `  ${l10n.t('--json: a line each of type start, epoch and end, and metrics: losses of the steps from firstStep on')}`,
  ].join('\n');
}

/** `nabla train`: trains a network here and now; Ctrl+C stops it after the mini-batch it is at. */
export async function trainCommand(args: readonly string[]): Promise<number> {
  const { options, operands } = readArguments(args, OPTIONS, 1);
  if (options.help) {
    await print(trainUsage());
    return DONE;
  }
  const { config, folder } = readConfig(operands[0], options.set ?? []);
  const trainer = await createTrainer(config, folder);
  const printer = options.json ? new JsonPrinter(trainer) : new LinePrinter(trainer);
  const status = await train(trainer, printer);
  return EXIT_CODES[status] ?? DONE;
}

async function train(trainer: Trainer, printer: Printer): Promise<TrainingStatus> {
  const control = new TrainingControl();
  const stop = () => control.stop();
  process.once('SIGINT', stop); // a second one ends the process at once
  process.stdout.on('error', stop); // nobody reads any more
  const start = performance.now();
  await printer.start();
  const status = await runTraining(trainer, control, progress => printer.progress(progress), METRICS_INTERVAL);
  const seconds = (performance.now() - start) / 1000;
  await printer.end({ status, ...trainer.evaluate(), ...counts(trainer), stepsPerSecond: trainer.steps / seconds });
  process.off('SIGINT', stop);
  return status;
}

function counts({ steps, epochs }: Trainer): { steps: number; epochs: number } {
  return { steps, epochs };
}

/** How a training ended: loss and accuracy of the network as it is then. */
interface TrainingEnd extends Pick<EpochMetrics, 'train' | 'test'> {
  readonly status: TrainingStatus;
  readonly steps: number;
  /** Completed ones. */
  readonly epochs: number;
  readonly stepsPerSecond: number;
}

interface Printer {
  start(): Promise<void>;
  progress(progress: TrainingProgress): Promise<void>;
  end(end: TrainingEnd): Promise<void>;
}

/** A JSON value a line. */
class JsonPrinter implements Printer {
  constructor(private readonly trainer: Trainer) {}

  start(): Promise<void> {
    return print(toJson({ type: 'start', ...summaryOf(this.trainer), config: this.trainer.config }));
  }

  async progress({ firstStep, losses, epochs }: TrainingProgress): Promise<void> {
    if (losses.length > 0) await print(toJson({ type: 'metrics', firstStep, losses }));
    for (const epoch of epochs) await print(toJson({ type: 'epoch', ...epoch }));
  }

  end(end: TrainingEnd): Promise<void> {
    return print(toJson({ type: 'end', ...end }));
  }
}

/** A line an epoch, for people. */
class LinePrinter implements Printer {
  constructor(private readonly trainer: Trainer) {}

  start(): Promise<void> {
    return print(summaryLine(summaryOf(this.trainer)));
  }

  async progress({ epochs }: TrainingProgress): Promise<void> {
    for (const epoch of epochs) await print(epochLine(epoch, this.trainer.config.training.epochs));
  }

  async end(end: TrainingEnd): Promise<void> {
    if (end.status === 'diverged') await print(divergedSentence(end.steps, this.trainer.learningRate));
    else await print(trainingEndLine(end));
  }
}

/** Prints a line; resolves when it is written, or cannot be. */
function print(line: string): Promise<void> {
  return new Promise(resolve => process.stdout.write(`${line}\n`, () => resolve()));
}
