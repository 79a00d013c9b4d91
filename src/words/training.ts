import * as l10n from '@vscode/l10n';
import { formatNumber } from './numbers';

/** Loss and accuracy over a set of samples. */
interface LossAndAccuracy {
  readonly loss: number;
  readonly accuracy: number;
}

/** One line that says what is trained on what. */
export function summaryLine(summary: {
  readonly trainSamples: number;
  readonly testSamples: number;
  readonly features: number;
  readonly classes: readonly string[];
  readonly parameters: number;
}): string {
  return l10n.t(
    '{trainSamples} samples to train on, {testSamples} to test on; {features} features, {classes} classes, {parameters} parameters',
    { ...summary, classes: summary.classes.length },
  );
}

/** One line about an epoch. */
export function epochLine(
  { epoch, train, test }: { readonly epoch: number; readonly train: LossAndAccuracy; readonly test: LossAndAccuracy },
  epochs: number,
): string {
  return l10n.t(
    'Epoch {epoch}/{epochs}: loss {loss}, accuracy {accuracy}; test loss {testLoss}, accuracy {testAccuracy}',
    {
      epoch,
      epochs,
      loss: formatNumber(train.loss),
      accuracy: formatNumber(train.accuracy, 4),
      testLoss: formatNumber(test.loss),
      testAccuracy: formatNumber(test.accuracy, 4),
    },
  );
}

/** One line about a training that has ended without diverging. */
export function trainingEndLine(end: {
  readonly status: string;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly train: LossAndAccuracy;
  readonly test: LossAndAccuracy;
}): string {
  const figures = {
    steps: end.steps,
    rate: formatNumber(Math.round(end.stepsPerSecond)),
    accuracy: formatNumber(end.train.accuracy, 4),
    testAccuracy: formatNumber(end.test.accuracy, 4),
  };
  return end.status === 'finished'
    ? l10n.t('Finished after {steps} steps, {rate} steps/s: accuracy {accuracy}, test {testAccuracy}', figures)
    : l10n.t('Stopped after {steps} steps, {rate} steps/s: accuracy {accuracy}, test {testAccuracy}', figures);
}

/** What to say and to do when a loss is no finite number any more. */
export function divergedSentence(step: number, learningRate: number): string {
  return l10n.t(
    'The training diverged: at step {step} the loss is not a finite number. The learning rate {learningRate} is probably too high; try a tenth of it.',
    { step, learningRate: formatNumber(learningRate) },
  );
}
