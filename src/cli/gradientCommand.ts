import * as l10n from '@vscode/l10n';
import { GRADIENT_METHODS } from '../numerics/derivative';
import { Problem } from '../numerics/problem';
import { formatPoint, parsePoint } from '../source/point';
import {
  derivativeName,
  errorText,
  functionAtWholePoint,
  gradientReportObject,
  evaluationsText,
  gradientRows,
  methodName,
  missingExact,
  valueText,
  verdictText,
  type GradientReport,
  type GradientRow,
} from '../words/gradientReport';
import { toJson } from '../words/numbers';
import { sentence } from '../words/sentences';
import { evaluating } from './evaluating';
import { DONE } from './exitCodes';
import { functionSource, type FileFunction } from './functionSource';
import { choiceOption, numberOption, readArguments, type OptionValues } from './options';

const OPTIONS = {
  at: 'list',
  wrt: 'string',
  method: 'string',
  step: 'string',
  timeout: 'string',
  json: 'boolean',
  help: 'boolean',
} as const;
type Options = OptionValues<typeof OPTIONS>;

export function gradientUsage(): string {
  return [
    `nabla gradient FILE#FUNCTION --at POINT [--at POINT]… [--method ${GRADIENT_METHODS.join('|')}] [--step h] [--wrt 0,1] [--timeout ms] [--json]`,
    `  ${l10n.t('POINT: the arguments as JSON, for example 5 or 3,4 or [[1,2],[3,4]]; FILE#default is the default export')}`,
  ].join('\n');
}

/** `nabla gradient`: the numerical gradient of a function of a file at one or more points. */
export async function gradientCommand(args: readonly string[]): Promise<number> {
  const { options, operands } = readArguments(args, OPTIONS, 1);
  if (options.help) {
    process.stdout.write(`${gradientUsage()}\n`);
    return DONE;
  }
  const reports = await gradients(functionSource(operands[0]), options);
  const objects = reports.map(gradientReportObject);
  if (options.json) process.stdout.write(`${toJson(objects.length === 1 ? objects[0] : objects)}\n`);
  else for (const report of reports) print(report);
  return DONE;
}

async function gradients(source: FileFunction, options: Options): Promise<GradientReport[]> {
  const { name, parameters } = source.site;
  const names = parameters.map(parameter => parameter.name);
  const points = (options.at ?? []).map(at => parsePoint(at, parameters));
  if (points.length === 0) throw new Problem('option-missing', { name: '--at', command: 'gradient' });
  const request = { source, ...requestOptions(options, Math.min(...points.map(({ length }) => length))) };
  return evaluating(options.timeout, async (client, interrupted) => {
    const reports: GradientReport[] = [];
    for (const args of points) {
      const gradient = await client.gradient({ kind: 'gradient', ...request, args }, interrupted);
      reports.push({ name, point: formatPoint(args, parameters), args, names, gradient });
    }
    return reports;
  });
}

/**
 * A step without a method is that of the central difference: the adaptive one chooses its own.
 *
 * @param given so many arguments each point has
 */
function requestOptions({ step, wrt, method = step === undefined ? 'adaptive' : 'central' }: Options, given: number) {
  return {
    method: choiceOption('--method', method, GRADIENT_METHODS),
    exact: true,
    ...(step !== undefined && { step: numberOption('--step', step, Number.MIN_VALUE, Number.MAX_VALUE) }),
    ...(wrt !== undefined && { wrt: wrt.split(',').map(index => parameterIndex(index, given)) }),
  };
}

function parameterIndex(text: string, given: number): number {
  const known = Array.from({ length: given }, (_, index) => String(index));
  return Number(choiceOption('--wrt', text.trim(), known));
}

/** The value and a line a component, for people. */
function print(report: GradientReport): void {
  const { name, point, gradient } = report;
  const { value, method, step, evaluations, problem, exactNote, changesArguments } = gradient;
  const rows = gradientRows(report);
  const isKnown = rows.some(({ derivative, left, right }) => (derivative ?? left ?? right) !== null);
  const lines = isKnown
    ? rows.map(row => `${derivativeName(name, point, row, rows.length === 1)} = ${rowText(row)}`)
    : [];
  const head = value === null ? [] : [`${functionAtWholePoint(name, point)} = ${valueText(value)}`];
  const tail = isKnown ? [`${methodName(method, step)}, ${evaluationsText(evaluations)}`] : [];
  process.stdout.write([...head, ...lines, ...tail].map(line => `${line}\n`).join(''));
  const notes = [problem, missingExact(exactNote, rows)].flatMap(note => (note ? [sentence(note)] : []));
  if (changesArguments) notes.push(l10n.t('The function changes its arguments; it was given copies.'));
  process.stderr.write(notes.map(note => `${note}\n`).join(''));
}

/** `6 ± 1.2e-14 · exact 6`, and the verdict unless it is smooth. */
function rowText(row: GradientRow): string {
  const { derivative, error, exact, status } = row;
  const number = derivative === null ? '—' : `${derivative} ± ${errorText(error)}`;
  const exactText = exact === null ? '' : ` · ${l10n.t('exact')} ${exact}`;
  const isPlain = status === 'ok' && row.nearby === null;
  return `${number}${exactText}${isPlain ? '' : ` · ${verdictText(row)}`}`;
}
