import * as l10n from '@vscode/l10n';
import type { MeasureId } from '../../numerics/lossIds';
import type { ProblemArgs } from '../../numerics/problem';
import { lossName } from '../losses';
import { formatNumber, formatPosition, formatShape } from '../numbers';
import { elements, number, shape, text, valueAt, type Sentences } from './arguments';

/** Why arrays cannot be evaluated, and what makes the numbers of a loss or metric doubtful. */
export const LOSS_PROBLEMS: Sentences = {
  ...shapeProblems(),
  ...labelProblems(),
  ...valueProblems(),
  ...optionProblems(),
  ...doubts(),
};

function shapeProblems(): Sentences {
  return {
    'shape-mismatch': args =>
      shape(args, 'prediction').length === 2 && shape(args, 'prediction')[1] !== 1
        ? l10n.t(
            'The prediction{y} has {prediction}, the target{t} {target}; the target must have the same shape, or one label for each of the {rows} rows.',
            { ...shapes(args), ...who(args), rows: shape(args, 'prediction')[0]! },
          )
        : l10n.t('The prediction{y} has {prediction}, the target{t} {target}; both must have the same shape.', {
            ...shapes(args),
            ...who(args),
          }),
    'labels-not-values': args =>
      l10n.t(
        '{measure} compares number with number, and the target holds labels: {target} for {prediction}. Give the target one-hot, in the shape of the prediction.',
        { measure: measure(args), ...shapes(args) },
      ),
    empty: args =>
      ofRole(args, {
        prediction: () => l10n.t('The prediction{y} is empty; it must hold at least one number.', who(args)),
        target: () => l10n.t('The target{t} is empty; it must hold at least one number.', who(args)),
      }),
    'array-length': args => {
      const found = { ...who(args), length: number(args, 'length'), shape: formatShape(shape(args, 'shape')) };
      return ofRole(args, {
        prediction: () => l10n.t('The prediction{y} has {length} numbers, which do not fill its shape {shape}.', found),
        target: () => l10n.t('The target{t} has {length} numbers, which do not fill its shape {shape}.', found),
      });
    },
    'target-needed': args =>
      l10n.t('{0} compares a prediction with a target. Give a target too, or take entropy or softmax.', measure(args)),
  };
}

function labelProblems(): Sentences {
  return {
    'label-range': args => {
      const label = { ...valueAt(args), ...who(args), last: number(args, 'classes') - 1 };
      return ofRole(args, {
        prediction: () =>
          l10n.t('The prediction{y} holds {value} at {position}; labels are whole numbers from 0 to {last}.', label),
        target: () =>
          l10n.t('The target{t} holds {value} at {position}; labels are whole numbers from 0 to {last}.', label),
      });
    },
    'labels-shape': args =>
      l10n.t('The target{t} has {target}; labels of a prediction of {prediction} are one whole number for each row.', {
        ...shapes(args),
        ...who(args),
      }),
    'one-hot-as-labels': args =>
      l10n.t(
        'The target{t} is one-hot ({target}), not labels: read as labels it would give a wrong loss. Read it as one-hot, or give the number of the class for each row.',
        { ...shapes(args), ...who(args) },
      ),
    'labels-as-one-hot': args =>
      l10n.t(
        'The target{t} holds labels ({target}), not one-hot rows of {prediction}. Read it as labels, or give a row of 0 and a single 1 for each.',
        { ...shapes(args), ...who(args) },
      ),
    'not-one-hot': args =>
      shape(args, 'position').length === 0
        ? l10n.t(
            'The target{t} is not one-hot. It must hold a single 1 and otherwise 0, or be labels, one for each row.',
            who(args),
          )
        : l10n.t(
            'Row {row} of the target{t} is not one-hot. It must hold a single 1 and otherwise 0, or the target be labels, one for each row.',
            { ...who(args), row: formatPosition(shape(args, 'position')) },
          ),
    'labels-look-one-hot': args =>
      l10n.t(
        'The target is read as {0} labels 0 and 1, one for each row, but looks like one one-hot row. Is that what it is?',
        number(args, 'count'),
      ),
  };
}

function valueProblems(): Sentences {
  return {
    'non-finite': args =>
      ofRole(args, {
        prediction: () =>
          l10n.t('The prediction{y} holds {value} at {position}; this measure needs finite numbers.', {
            ...valueAt(args),
            ...who(args),
          }),
        target: () =>
          l10n.t('The target{t} holds {value} at {position}; this measure needs finite numbers.', {
            ...valueAt(args),
            ...who(args),
          }),
      }),
    'not-probability': args =>
      ofRole(args, {
        prediction: () =>
          l10n.t(
            'The prediction{y} holds {value} at {position}, which is no probability. Numbers from 0 to 1 are needed; apply softmax or sigmoid first.',
            { ...valueAt(args), ...who(args) },
          ),
        target: () =>
          l10n.t(
            'The target{t} holds {value} at {position}, which is no probability. This loss needs numbers from 0 to 1.',
            { ...valueAt(args), ...who(args) },
          ),
      }),
    'not-sign': args =>
      l10n.t('The target{t} holds {value} at {position}; the hinge loss needs −1 or 1 for each element.', {
        ...valueAt(args),
        ...who(args),
      }),
    'non-finite-prediction': args =>
      l10n.t('The prediction holds {value} at {position}: the loss follows from it.', valueAt(args)),
    'non-finite-target': args =>
      l10n.t('The target holds {value} at {position}: the loss follows from it.', valueAt(args)),
  };
}

function optionProblems(): Sentences {
  return {
    'loss-option': args =>
      l10n.t('The option {name} is {found}; it must be a number from {least} to {most}.', {
        name: text(args, 'name'),
        found: text(args, 'found'),
        least: number(args, 'least'),
        most: number(args, 'most'),
      }),
    'classes-columns': args =>
      l10n.t('There cannot be {classes} classes: the prediction has {columns} columns, one for each class.', {
        classes: number(args, 'classes'),
        columns: number(args, 'columns'),
      }),
    'too-many-classes': args =>
      l10n.t('{classes} classes are too many; at most {most} are counted. Are these numbers labels?', {
        classes: number(args, 'classes'),
        most: number(args, 'most'),
      }),
    'positive-range': args =>
      l10n.t('There is no class {found} to be the positive one; the classes are 0 to {last}.', {
        found: number(args, 'found'),
        last: number(args, 'last'),
      }),
  };
}

function doubts(): Sentences {
  return {
    'outside-unit-interval': args =>
      l10n.t('The prediction holds {value} at {position}: not a probability. Is a softmax missing?', valueAt(args)),
    'sum-not-one': args =>
      shape(args, 'position').length === 0
        ? l10n.t('The prediction sums to {sum}: not a probability distribution. Is a softmax missing?', sumOf(args))
        : l10n.t(
            'Row {position} of the prediction sums to {sum}: not a probability distribution. Is a softmax missing?',
            sumOf(args),
          ),
    'target-sum-not-one': args =>
      shape(args, 'position').length === 0
        ? l10n.t('The target sums to {sum}: not a probability distribution.', sumOf(args))
        : l10n.t('Row {position} of the target sums to {sum}: not a probability distribution.', sumOf(args)),
    'negative-by-delta': args =>
      l10n.t(
        'The loss is slightly negative because of δ = {0} inside the logarithm: the prediction is certain, and log(1 + δ) is more than 0.',
        formatNumber(number(args, 'delta')),
      ),
    'score-undefined': undefinedScore,
    'constant-target': args =>
      number(args, 'columns') === 1
        ? l10n.t(
            'R² is undefined for a target that is the same everywhere; it counts as 1 if the prediction is exact, else 0.',
          )
        : l10n.t(
            'R² is undefined for column {0} of the target, which is the same everywhere; it counts as 1 if the prediction is exact, else 0.',
            number(args, 'column'),
          ),
    'one-sample': args =>
      l10n.t(
        'Prediction and target look like one sample of {0} classes; they are counted here as that many samples of two classes.',
        number(args, 'count'),
      ),
  };
}

/** So many classes are named before a sentence is too long. */
const MAX_NAMED = 8;

function undefinedScore(args: ProblemArgs): string {
  const numbers = shape(args, 'classes');
  const classes = numbers.slice(0, MAX_NAMED).join(', ') + (numbers.length > MAX_NAMED ? ', …' : '');
  switch (text(args, 'id')) {
    case 'precision':
      return l10n.t('Precision is 0/0 and counts as 0 for what is never predicted: class {0}.', classes);
    case 'recall':
      return l10n.t('Recall is 0/0 and counts as 0 for what never occurs in the target: class {0}.', classes);
    default:
      return l10n.t(
        'The F1 score is 0/0 and counts as 0 for what neither occurs nor is predicted: class {0}.',
        classes,
      );
  }
}

function ofRole(args: ProblemArgs, sentences: Readonly<Record<'prediction' | 'target', () => string>>): string {
  return sentences[text(args, 'role') === 'target' ? 'target' : 'prediction']();
}

/** The names of the arrays, and the shape of the one that is told of, in parentheses behind their roles. */
function who(args: ProblemArgs): { y: string; t: string } {
  const lengths = shape(args, 'shape');
  const size = lengths.length > 0 ? [elements(lengths)] : [];
  const behind = (role: 'prediction' | 'target') => {
    const told = [text(args, `${role}Name`), ...(text(args, 'role') === role ? size : [])].filter(each => each !== '');
    return told.length > 0 ? l10n.t(' ({0})', told.join(', ')) : '';
  };
  return { y: behind('prediction'), t: behind('target') };
}

function shapes(args: ProblemArgs) {
  return { prediction: elements(shape(args, 'prediction')), target: elements(shape(args, 'target')) };
}

function sumOf(args: ProblemArgs) {
  return { sum: formatNumber(number(args, 'sum')), position: formatPosition(shape(args, 'position')) };
}

function measure(args: ProblemArgs): string {
  return lossName(text(args, 'id') as MeasureId);
}
