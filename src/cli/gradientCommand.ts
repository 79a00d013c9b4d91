import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { GRADIENT_METHODS } from '../numerics/derivative';
import { Problem } from '../numerics/problem';
import { DEFAULT_LIMITS, EvaluateClient, MINIMUM_LIMITS } from '../processes/evaluate/client';
import type { ConsoleEvent } from '../processes/envelope';
import { checkDifferentiable, functionNamed, type FunctionSite } from '../source/functions';
import { formatPoint, parsePoint } from '../source/point';
import { languageOfFile, parseScript } from '../source/script';
import { consoleText } from '../words/consoleText';
import {
  derivativeName,
  errorText,
  functionAtPoint,
  gradientReportObject,
  evaluationsText,
  gradientRows,
  methodName,
  valueText,
  verdictText,
  type GradientReport,
  type GradientRow,
} from '../words/gradientReport';
import { toJson } from '../words/numbers';
import { sentence } from '../words/sentences';
import { DONE } from './exitCodes';
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
  const reports = await gradients(sourceOf(operands[0]), options);
  const objects = reports.map(gradientReportObject);
  if (options.json) process.stdout.write(`${toJson(objects.length === 1 ? objects[0] : objects)}\n`);
  else for (const report of reports) print(report);
  return DONE;
}

interface Source {
  readonly file: string;
  readonly text: string;
  readonly site: FunctionSite;
}

/** @throws Problem `operand-missing`, `no-such-file`, `no-script`, and what keeps the function from being found */
function sourceOf(operand: string | undefined): Source {
  const hash = operand?.lastIndexOf('#') ?? -1;
  if (!operand || hash <= 0 || hash === operand.length - 1)
    throw new Problem('function-missing', { found: operand ?? '' });
  const [file, name] = [path.resolve(operand.slice(0, hash)), operand.slice(hash + 1)];
  const language = languageOfFile(file);
  if (!existsSync(file)) throw new Problem('no-such-file', { file: operand.slice(0, hash) });
  if (!language) throw new Problem('no-script', { language: path.extname(file) || path.basename(file) });
  const text = readFileSync(file, 'utf8');
  const site = functionNamed(parseScript(text, language), text, language, name);
  checkDifferentiable(site);
  return { file, text, site };
}

async function gradients({ file, text, site }: Source, options: Options): Promise<GradientReport[]> {
  const { name, parameters, start, end, inModule } = site;
  const names = parameters.map(parameter => parameter.name);
  const points = (options.at ?? []).map(at => parsePoint(at, parameters));
  if (points.length === 0) throw new Problem('option-missing', { name: '--at', command: 'gradient' });
  const request = {
    source: { file, text, site: { name, start, end, inModule, parameters } },
    ...requestOptions(options, Math.min(...points.map(({ length }) => length))),
  };
  const timeout =
    options.timeout === undefined
      ? DEFAULT_LIMITS.timeout
      : numberOption('--timeout', options.timeout, MINIMUM_LIMITS.timeout, 86_400_000);
  const print = (event: ConsoleEvent) => void process.stderr.write(`${consoleText(event)}\n`);
  const client = new EvaluateClient({ limits: () => ({ ...DEFAULT_LIMITS, timeout }), print });
  try {
    const reports: GradientReport[] = [];
    for (const args of points) {
      const gradient = await client.gradient({ kind: 'gradient', ...request, args });
      reports.push({ name, point: formatPoint(args, parameters), args, names, gradient });
    }
    return reports;
  } catch (error) {
    throw inTermsOfOptions(error);
  } finally {
    client.dispose();
  }
}

/** @param given so many arguments each point has */
/** More time is an option here, not a setting. */
function inTermsOfOptions(error: unknown): unknown {
  const late = error instanceof Problem && error.code === 'process-timeout';
  return late ? new Problem('timeout-option', error.args) : error;
}

/** A step without a method is that of the central difference: the adaptive one chooses its own. */
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
  const head = value === null ? [] : [`${functionAtPoint(name, point)} = ${valueText(value)}`];
  const tail = isKnown ? [`${methodName(method, step)}, ${evaluationsText(evaluations)}`] : [];
  process.stdout.write([...head, ...lines, ...tail].map(line => `${line}\n`).join(''));
  const notes = [problem, exactNote].flatMap(note => (note ? [sentence(note)] : []));
  if (changesArguments) notes.push(l10n.t('The function changes its arguments; it was given copies.'));
  process.stderr.write(notes.map(note => `${note}\n`).join(''));
}

/** `6 ± 1.2e-14 · exact 6`, and the verdict unless it is smooth. */
function rowText(row: GradientRow): string {
  const { derivative, error, exact, status } = row;
  const number = derivative === null ? '—' : `${derivative} ± ${errorText(error)}`;
  const exactText = exact === null ? '' : ` · ${l10n.t('exact')} ${exact}`;
  return `${number}${exactText}${status === 'ok' ? '' : ` · ${verdictText(row)}`}`;
}
