import * as l10n from '@vscode/l10n';
import { formatNumber } from './numbers';

/** Loss and score over a set of samples; no score where the model cannot predict. */
interface LossAndScore {
  readonly loss: number;
  readonly score: number | null;
}

/** Over all training and all test samples. */
interface Losses {
  readonly train: LossAndScore;
  readonly test: LossAndScore;
}

type ScoreName = 'accuracy' | 'r2';

/** How many digits of an accuracy or an R² are worth reading. */
const SCORE_DIGITS = 4;

/** One line that says what is trained on what. */
export function summaryLine(summary: {
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly features: number;
  readonly classes: readonly string[];
  readonly parameters: number;
  readonly kernels: Build;
  readonly threads: number;
}): string {
  const figures = { ...summary, classes: summary.classes.length };
  const what =
    figures.classes > 0
      ? l10n.t(
          '{trainSamples} samples to train on, {testSamples} to test on; {features} features, {classes} classes, {parameters} parameters',
          figures,
        )
      : l10n.t(
          '{trainSamples} samples to train on, {testSamples} to test on; {features} features, {parameters} parameters',
          figures,
        );
  return `${what}; ${kernelsText(summary)}`;
}

type Build = 'relaxed' | 'simd128' | 'typescript';

const BUILD_NAMES: Readonly<Record<Build, string>> = {
  relaxed: 'WebAssembly (relaxed SIMD)',
  simd128: 'WebAssembly (SIMD)',
  typescript: 'TypeScript',
};

/** What the kernels are made of, and how many threads may run them. */
function kernelsText({ kernels, threads }: { readonly kernels: Build; readonly threads: number }): string {
  const build = BUILD_NAMES[kernels];
  return threads === 1
    ? l10n.t('kernels in {build}, 1 thread', { build })
    : l10n.t('kernels in {build}, up to {threads} threads', { build, threads });
}

/** One line about an epoch. */
export function epochLine(metrics: Losses & { readonly epoch: number }, epochs: number, score: ScoreName): string {
  const { epoch } = metrics;
  return l10n.t('Epoch {epoch}/{epochs}: {train}; test {test}', { epoch, epochs, ...figuresOf(metrics, score) });
}

/** How a training ended. */
export interface TrainingEnd {
  readonly status: string;
  readonly steps: number;
  readonly stepsPerSecond: number;
  /** Of the model as it is at the end; left out where it is not known. */
  readonly losses?: Losses | undefined;
  /** The epoch that early stopping found best. */
  readonly bestEpoch?: number | undefined;
}

/** One line about a training that has ended. */
export function trainingEndLine(end: TrainingEnd, score: ScoreName): string {
  const line = l10n.t('{end} after {steps} steps, {rate} steps/s', {
    end: endName(end),
    steps: end.steps,
    rate: formatNumber(Math.round(end.stepsPerSecond)),
  });
  if (!end.losses) return line;
  return l10n.t('{end}: {train}; test {test}', { end: line, ...figuresOf(end.losses, score) });
}

function endName({ status, bestEpoch }: TrainingEnd): string {
  switch (status) {
    case 'finished':
      return bestEpoch === undefined ? l10n.t('Finished') : l10n.t('Finished, best in epoch {0},', bestEpoch);
    case 'diverged':
      return l10n.t('Diverged');
    case 'failed':
      return l10n.t('Failed');
    default:
      return l10n.t('Stopped');
  }
}

/** Where a run is written. */
export function runLine(run: string): string {
  return l10n.t('Run: {0}', run);
}

/** How a run that was stopped goes on. */
export function resumeLine(run: string): string {
  return l10n.t('Go on with: {0}', `nabla train --resume ${quoted(run)}`);
}

/** How a run that diverged goes on, from before the bad mini-batch. */
export function recoverLine(run: string, learningRate: number): string {
  const setting = `--set training.optimizer.learningRate=${Number((learningRate / 10).toPrecision(6))}`;
  return l10n.t('Or go on from here with: {0}', `nabla train --resume ${quoted(run)} ${setting}`);
}

function quoted(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}

function figuresOf({ train, test }: Losses, score: ScoreName): { train: string; test: string } {
  return { train: figureText(train, score), test: figureText(test, score) };
}

function figureText({ loss, score }: LossAndScore, name: ScoreName): string {
  const figures = { loss: formatNumber(loss), score: score === null ? '' : formatNumber(score, SCORE_DIGITS) };
  if (score === null) return l10n.t('loss {loss}', { loss: figures.loss });
  return name === 'accuracy'
    ? l10n.t('loss {loss}, accuracy {score}', figures)
    : l10n.t('loss {loss}, R² {score}', figures);
}
