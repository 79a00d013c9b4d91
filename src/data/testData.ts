import { Problem } from '../numerics/problem';
import { outputsOf, type ClassTargets, type Dataset } from './dataset';

/**
 * The data of a file to test on in terms of those to train on: with the same classes, numbered alike.
 *
 * @throws Problem `data-test-features`, `data-test-image`, `data-test-task`, `data-test-labels`, `data-test-class` where
 * they do not fit
 */
export function inTermsOf(train: Dataset, test: Dataset): Dataset {
  const [expected, found] = [train.featureNames.length, test.featureNames.length];
  if (found !== expected) throw new Problem('data-test-features', { found, expected });
  if (sizeOf(train) !== sizeOf(test))
    throw new Problem('data-test-image', { found: sizeOf(test), expected: sizeOf(train) });
  if (train.targets.task === 'classification' && test.targets.task === 'classification')
    return { ...test, targets: inClassesOf(train.targets, test.targets) };
  if (train.targets.task !== test.targets.task)
    throw new Problem('data-test-task', { found: test.targets.task, expected: train.targets.task });
  const [expectedLabels, foundLabels] = [outputsOf(train.targets), outputsOf(test.targets)];
  if (foundLabels !== expectedLabels)
    throw new Problem('data-test-labels', { found: foundLabels, expected: expectedLabels });
  return test;
}

/** 28×28; empty where the samples are no images. */
function sizeOf({ image }: Dataset): string {
  return image ? `${image.height}×${image.width}` : '';
}

function inClassesOf({ classes }: ClassTargets, test: ClassTargets): ClassTargets {
  const indices = test.classes.map(name => classes.indexOf(name));
  const unknown = indices.indexOf(-1);
  if (unknown >= 0)
    throw new Problem('data-test-class', { column: '', found: test.classes[unknown]!, classes: classes.join(', ') });
  return { task: 'classification', classes, labels: test.labels.map(label => indices[label]!) };
}
