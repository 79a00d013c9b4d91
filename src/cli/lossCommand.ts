import * as l10n from '@vscode/l10n';
import { evaluateLosses } from '../numerics/lossEvaluation';
import { isAloneId, isMeasureId, MEASURE_IDS, type MeasureId } from '../numerics/lossIds';
import {
  AVERAGES,
  DEFAULT_LOSS_OPTIONS,
  LABEL_FORMS,
  OPTION_RANGES,
  REDUCTIONS,
  type LossOptions,
} from '../numerics/lossOptions';
import { Problem } from '../numerics/problem';
import { lossReportJsonParts, type LossReport, type NamedArray } from '../words/lossReport';
import { withNames } from '../words/withNames';
import { arrayFromArgument } from './arrayInput';
import { DONE } from './exitCodes';
import { lossReportText, warningsOf } from './lossText';
import { choiceOption, numberOption, readOptions, wholeOption, type OptionValues } from './options';

const OPTIONS = {
  prediction: 'list',
  target: 'string',
  loss: 'string',
  delta: 'string',
  reduction: 'string',
  'huber-delta': 'string',
  base: 'string',
  average: 'string',
  positive: 'string',
  classes: 'string',
  labels: 'string',
  json: 'boolean',
  help: 'boolean',
} as const;

type Options = OptionValues<typeof OPTIONS>;
type Range = (typeof OPTION_RANGES)[keyof typeof OPTION_RANGES];

export function lossUsage(): string {
  return [
    'nabla loss --prediction P --target T [--loss ID[,ID…]|all] [--reduction mean|sum] [--json]',
    '           [--delta δ] [--huber-delta δ] [--base b|e] [--labels auto|index|one-hot]',
    '           [--average binary|macro|micro|weighted] [--positive n] [--classes n]',
    `  ${l10n.t('P, T: a file, file#name of an array in it, - for standard input, or the array itself')}`,
    `  ${l10n.t('--prediction more than once compares and ranks them; entropy, information and softmax take no target')}`,
    `  ID: ${MEASURE_IDS.join(', ')}`,
  ].join('\n');
}

/** `nabla loss`: losses and metrics of predictions against a target, or what follows from one array alone. */
export function lossCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, OPTIONS);
  if (options.help) {
    process.stdout.write(`${lossUsage()}\n`);
    return Promise.resolve(DONE);
  }
  const reports = evaluate(options);
  for (const part of options.json ? lossReportJsonParts(...reports) : [lossReportText(reports)]) {
    process.stdout.write(part);
  }
  process.stdout.write('\n');
  if (!options.json) for (const warning of warningsOf(reports)) process.stderr.write(`${warning}\n`);
  return Promise.resolve(DONE);
}

function evaluate(options: Options): LossReport[] {
  const ids = lossIds(options.loss ?? 'all');
  const given = options.prediction ?? missing('--prediction');
  const predictions = given.map((argument, index) =>
    named(argument, given.length === 1 ? l10n.t('prediction') : l10n.t('prediction {0}', index + 1)),
  );
  const target = options.target === undefined ? undefined : named(options.target, l10n.t('target'));
  // Without a target only what was asked for: that it was forgotten is likelier.
  if (!target && !(options.loss && (ids ?? []).every(isAloneId))) missing('--target');
  const lossOptions = lossOptionsOf(options);
  return predictions.map(prediction => {
    try {
      const evaluation = evaluateLosses(prediction, target, lossOptions, ids);
      return { ...evaluation, prediction, target, options: lossOptions };
    } catch (problem) {
      throw problem instanceof Problem ? withNames(problem, prediction, target) : problem;
    }
  });
}

function named(argument: string, otherwise: string): NamedArray {
  const { data, shape, name = otherwise } = arrayFromArgument(argument);
  return { name, data, shape };
}

function missing(name: string): never {
  throw new Problem('option-missing', { name, command: 'loss' });
}

function lossOptionsOf(options: Options): LossOptions {
  const { delta, reduction, base, average, positive, classes, labels, 'huber-delta': huberDelta } = options;
  const inRange = (name: string, text: string, { least, most }: Range) => numberOption(name, text, least, most);
  const whole = (name: string, text: string, { least, most }: Range) => wholeOption(name, text, least, most);
  const all: { -readonly [Name in keyof LossOptions]: LossOptions[Name] } = { ...DEFAULT_LOSS_OPTIONS };
  if (delta !== undefined) all.delta = all.softmaxDelta = inRange('--delta', delta, OPTION_RANGES.delta);
  if (huberDelta !== undefined) all.huberDelta = inRange('--huber-delta', huberDelta, OPTION_RANGES.huberDelta);
  if (base !== undefined && base !== 'e') all.base = inRange('--base', base, OPTION_RANGES.base);
  if (reduction !== undefined) all.reduction = choiceOption('--reduction', reduction, REDUCTIONS);
  if (average !== undefined) all.average = choiceOption('--average', average, AVERAGES);
  if (positive !== undefined) all.positive = whole('--positive', positive, OPTION_RANGES.positive);
  if (classes !== undefined) all.classes = whole('--classes', classes, OPTION_RANGES.classes);
  if (labels !== undefined) all.labels = choiceOption('--labels', labels, LABEL_FORMS);
  return all;
}

function lossIds(list: string): readonly MeasureId[] | undefined {
  if (list === 'all') return undefined;
  return list.split(',').map(each => {
    const id = each.trim();
    if (isMeasureId(id)) return id;
    throw new Problem('option-choice', { name: '--loss', found: id, known: ['all', ...MEASURE_IDS].join(', ') });
  });
}
