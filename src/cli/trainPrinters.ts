import { existsSync } from 'node:fs';
import type { Reading, TrainingProgress, TrainingSummary } from '../processes/train/protocol';
import { checkpointOf } from '../runs/runFolder';
import { divergedSentence } from '../words/divergence';
import { toJson } from '../words/numbers';
import { sentence } from '../words/sentences';
import { epochLine, recoverLine, resumeLine, runLine, summaryLine, trainingEndLine } from '../words/training';
import { progressText } from '../words/trainingRun';
import { readingText } from '../words/trainingData';
import { ProgressBar } from './progressBar';
import type { Job, TrainingEnd, TrainingPrinter } from './training';

export function printerFor(job: Job, json: boolean): TrainingPrinter {
  if (json) return new JsonPrinter(job);
  return process.stdout.isTTY ? new BarPrinter(job) : new LinePrinter(job);
}

/** Prints a line; resolves when it is written, or cannot be. */
export function print(line: string): Promise<void> {
  return new Promise(resolve => process.stdout.write(`${line}\n`, () => resolve()));
}

/** A JSON value a line. */
class JsonPrinter implements TrainingPrinter {
  constructor(private readonly job: Job) {}

  start(summary: TrainingSummary): Promise<void> {
    const { run, config } = this.job;
    return print(toJson({ type: 'start', ...summary, run, config }));
  }

  async progress({ firstStep, losses, epochs }: TrainingProgress, { score }: TrainingSummary): Promise<void> {
    if (losses.length > 0) await print(toJson({ type: 'metrics', firstStep, losses }));
    for (const { train, test, ...epoch } of epochs)
      await print(toJson({ type: 'epoch', ...epoch, train: named(train, score), test: named(test, score) }));
  }

  end(end: TrainingEnd, { score }: TrainingSummary): Promise<void> {
    const { status, losses, steps, epochs, stepsPerSecond, bestEpoch, divergence, problem } = end;
    return print(
      toJson({
        type: 'end',
        status,
        ...(losses && { train: named(losses.train, score), test: named(losses.test, score) }),
        ...{ steps, epochs, stepsPerSecond, bestEpoch, divergence },
        ...(problem && { error: { ...problem.args, code: problem.code, message: sentence(problem) } }),
        run: this.job.run,
      }),
    );
  }
}

/** The score by its own name, as `accuracy` or `r2`; none where the model cannot predict. */
function named({ loss, score }: { loss: number; score: number | null }, name: string): Record<string, number> {
  return score === null ? { loss } : { loss, [name]: score };
}

/** A line an epoch, for people. */
class LinePrinter implements TrainingPrinter {
  constructor(protected readonly job: Job) {}

  async start(summary: TrainingSummary): Promise<void> {
    await print(summaryLine(summary));
    if (summary.note) process.stderr.write(`${sentence(summary.note)}\n`);
    if (this.job.run !== undefined) await print(runLine(this.job.run));
  }

  async progress({ epochs }: TrainingProgress, { score }: TrainingSummary): Promise<void> {
    for (const epoch of epochs) await print(epochLine(epoch, this.job.config.training.epochs, score));
  }

  async end(end: TrainingEnd, { score }: TrainingSummary): Promise<void> {
    const { status, divergence, learningRate, problem } = end;
    const { run } = this.job;
    if (problem) process.stderr.write(`${sentence(problem)}\n`);
    if (divergence) await print(divergedSentence(divergence, learningRate, false));
    else await print(trainingEndLine(end, score));
    if (run === undefined || status === 'finished' || !existsSync(checkpointOf(run))) return;
    if (!divergence) await print(resumeLine(run));
    else if (divergence.recoverable && divergence.kind !== 'input') await print(recoverLine(run, learningRate));
  }
}

/** For people at a terminal: how far it is on one line that changes, and the last epoch at the end. */
class BarPrinter extends LinePrinter {
  private readonly bar = new ProgressBar(process.stdout);
  private last: TrainingProgress['epochs'] = [];

  reading(reading: Reading): void {
    this.bar.show(reading.total > 0 ? reading.done / reading.total : 0, readingText(reading));
  }

  override async start(summary: TrainingSummary): Promise<void> {
    this.bar.clear();
    await super.start(summary);
  }

  override async progress(progress: TrainingProgress, summary: TrainingSummary): Promise<void> {
    const { step, status, stepsPerSecond } = progress;
    const { stepsPerEpoch, epochs } = summary;
    this.last = progress.epochs.length > 0 ? progress.epochs.slice(-1) : this.last;
    const steps = stepsPerEpoch * epochs;
    const epoch = Math.min(Math.floor(step / stepsPerEpoch) + 1, epochs);
    this.bar.show(step / steps, progressText({ status, epoch, epochs, step, steps, stepsPerSecond }));
    return Promise.resolve();
  }

  override async end(end: TrainingEnd, summary: TrainingSummary): Promise<void> {
    this.bar.clear();
    for (const epoch of this.last) await print(epochLine(epoch, summary.epochs, summary.score));
    await super.end(end, summary);
  }
}
