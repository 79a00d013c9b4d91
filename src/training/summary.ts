import type { TrainingSummary } from './progress';
import type { Trainer } from './trainer';

/** What is trained on what. */
export function summaryOf({ data, model, config, stepsPerEpoch, build, threads }: Trainer): TrainingSummary {
  const { targets, featureNames } = data.train.dataset;
  const isClassification = targets.task === 'classification';
  return {
    trainSamples: data.train.rows.length,
    testSamples: data.test.rows.length,
    features: featureNames.length,
    classes: isClassification ? targets.classes : [],
    score: isClassification ? 'accuracy' : 'r2',
    parameters: model.values.length,
    stepsPerEpoch,
    epochs: config.training.epochs,
    kernels: build,
    threads,
    ...(model.note ? { note: model.note } : {}),
  };
}
