import * as l10n from '@vscode/l10n';
import { formatCount } from './numbers';

/** A generated data set as it is called in lists and headings. */
export function generatorName(generator: Generator): string {
  switch (generator) {
    case 'spiral':
      return l10n.t('Spiral');
    case 'moons':
      return l10n.t('Moons');
    case 'circles':
      return l10n.t('Circles');
    case 'xor':
      return 'XOR';
    case 'blobs':
      return l10n.t('Blobs');
    case 'sine':
      return l10n.t('Sine');
    case 'plane':
      return l10n.t('Plane');
    case 'drawnDigits':
      return l10n.t('Drawn digits');
  }
}

type Generator = 'spiral' | 'moons' | 'circles' | 'xor' | 'blobs' | 'sine' | 'plane' | 'drawnDigits';

type Normalization = 'none' | 'minmax' | 'standardize';

export function normalizationName(normalization: Normalization): string {
  switch (normalization) {
    case 'none':
      return l10n.t('none');
    case 'minmax':
      return l10n.t('0 to 1');
    case 'standardize':
      return l10n.t('mean 0, deviation 1');
  }
}

/** Of which numbers a regression tells the loss; nothing where they are as in the data. */
export function lossNote(score: 'accuracy' | 'r2' | undefined, labels: Normalization): string | undefined {
  if (score !== 'r2' || labels === 'none') return undefined;
  return l10n.t('Loss of the scaled numbers: {0}.', normalizationName(labels));
}

export function taskName(task: 'classification' | 'regression'): string {
  return task === 'classification' ? l10n.t('classification') : l10n.t('regression');
}

/** What is done with samples that lack a value. */
export function missingName(missing: 'error' | 'drop' | 'fill'): string {
  switch (missing) {
    case 'error':
      return l10n.t('report');
    case 'drop':
      return l10n.t('leave the sample out');
    case 'fill':
      return l10n.t('fill in the mean');
  }
}

/** What data hold. */
interface Data {
  readonly samples: number;
  readonly features: number;
  readonly task: 'classification' | 'regression';
  readonly classes: readonly string[];
  readonly image?: { readonly height: number; readonly width: number } | undefined;
  /** Samples that were left out and values that were put in where they were missing. */
  readonly missing?: { readonly dropped: number; readonly filled: number } | undefined;
}

/**
 * `150 samples · 4 features · 3 classes`, `2,000 samples · 28 × 28 pixels · 10 classes`, `… · regression`, and what
 * became of those that lacked a value: `… · 12 left out`.
 */
export function dataLine({ samples, features, task, classes, image, missing }: Data): string {
  const size = image
    ? l10n.t('{0} × {1} pixels', formatCount(image.height), formatCount(image.width))
    : featureCount(features);
  const aim = task === 'regression' ? taskName(task) : l10n.t('{0} classes', formatCount(classes.length));
  return [l10n.t('{0} samples', formatCount(samples)), size, aim, ...repairs(missing)].join(' · ');
}

function repairs({ dropped, filled }: Data['missing'] & object = { dropped: 0, filled: 0 }): string[] {
  return [
    ...(dropped > 0 ? [l10n.t('{0} left out', formatCount(dropped))] : []),
    ...(filled > 0 ? [l10n.t('{0} filled in', formatCount(filled))] : []),
  ];
}

function featureCount(features: number): string {
  return features === 1 ? l10n.t('1 feature') : l10n.t('{0} features', formatCount(features));
}

/** How far reading or making data is; `total` is 0 while it is not known. */
export interface Reading {
  readonly done: number;
  readonly total: number;
}

/** `Reading the data… 43 %`. */
export function readingText(reading?: Reading): string {
  const text = l10n.t('Reading the data…');
  if (reading === undefined || !(reading.total > 0)) return text;
  return `${text} ${Math.floor((100 * Math.min(reading.done, reading.total)) / reading.total)} %`;
}
