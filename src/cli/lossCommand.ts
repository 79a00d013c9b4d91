import * as l10n from '@vscode/l10n';
import { evaluateLosses } from '../numerics/lossEvaluation';
import { isMeasureId, MEASURE_IDS, type MeasureId } from '../numerics/lossIds';
import { DEFAULT_LOSS_OPTIONS, type LossOptions } from '../numerics/lossOptions';
import { Problem } from '../numerics/problem';
import { lossFormula, lossName } from '../words/losses';
import { lossReportJson, lossReportTitle, type LossReport } from '../words/lossReport';
import { sentence } from '../words/sentences';
import { arrayFromArgument } from './arrayInput';
import { choiceOption, numberOption, readOptions, type OptionValues } from './options';

const OPTIONS = {
  prediction: 'string',
  target: 'string',
  loss: 'string',
  delta: 'string',
  reduction: 'string',
  json: 'boolean',
  help: 'boolean',
} as const;

export function lossUsage(): string {
  return [
    'nabla loss --prediction P --target T [--loss ID[,ID…]|all] [--delta δ] [--reduction mean|sum] [--json]',
    `  ${l10n.t('P, T: a file, file#name of an array in it, - for standard input, or the array itself')}`,
    `  ID: ${MEASURE_IDS.join(', ')}`,
  ].join('\n');
}

/** `nabla loss`: the losses of a prediction against a target. */
export function lossCommand(args: readonly string[]): Promise<number> {
  const options = readOptions(args, OPTIONS);
  if (options.help) {
    process.stdout.write(`${lossUsage()}\n`);
    return Promise.resolve(0);
  }
  const report = evaluate(options);
  process.stdout.write(`${options.json ? lossReportJson(report) : lossReportText(report)}\n`);
  if (!options.json) for (const warning of warningsOf(report)) process.stderr.write(`${warning}\n`);
  return Promise.resolve(0);
}

function evaluate(options: OptionValues<typeof OPTIONS>): LossReport {
  const prediction = arrayFromArgument(required(options.prediction, '--prediction'));
  const target = arrayFromArgument(required(options.target, '--target'));
  const lossOptions = lossOptionsOf(options);
  return {
    ...evaluateLosses(prediction, target, lossOptions, lossIds(options.loss ?? 'all')),
    prediction: { name: prediction.name ?? l10n.t('prediction') },
    target: { name: target.name ?? l10n.t('target') },
    options: lossOptions,
  };
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new Problem('option-missing', { name, command: 'loss' });
  return value;
}

function lossOptionsOf({ delta, reduction }: OptionValues<typeof OPTIONS>): LossOptions {
  return {
    ...DEFAULT_LOSS_OPTIONS,
    delta: delta === undefined ? DEFAULT_LOSS_OPTIONS.delta : numberOption('--delta', delta, 0, 1),
    reduction:
      reduction === undefined
        ? DEFAULT_LOSS_OPTIONS.reduction
        : choiceOption('--reduction', reduction, ['mean', 'sum'] as const),
  };
}

function lossIds(list: string): readonly MeasureId[] | undefined {
  if (list === 'all') return undefined;
  return list.split(',').map(id => {
    if (isMeasureId(id)) return id;
    throw new Problem('option-choice', { name: '--loss', found: id, known: ['all', ...MEASURE_IDS].join(', ') });
  });
}

/** A line a loss, the value first: names of other scripts have no reliable width. */
function lossReportText(report: LossReport): string {
  const values = report.results.map(result => String(result.value));
  const width = Math.max(...values.map(value => value.length));
  const lines = report.results.map(
    ({ id }, index) => `${values[index]!.padEnd(width)}  ${lossName(id)}  ${lossFormula(id, report.options)}`,
  );
  return [lossReportTitle(report), ...lines].join('\n');
}

function warningsOf({ results }: LossReport): Set<string> {
  return new Set(results.flatMap(({ warnings }) => warnings.map(sentence)));
}
