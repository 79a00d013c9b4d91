import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { Problem } from '../numerics/problem';
import {
  checkPair,
  DEFAULT_CHECK,
  type Checkable,
  type CheckSettings,
  type PairReport,
} from '../processes/evaluate/checkPair';
import type { EvaluateClient } from '../processes/evaluate/client';
import { namedFunctions } from '../source/functions';
import { derivativePairSteps, pairNamed } from '../source/pairs';
import { Places } from '../source/places';
import { languageOfFile, parseScript } from '../source/script';
import { atOnce } from '../source/slices';
import { checkMessage, checkReportObject, checkSummary, checkVerdict } from '../words/checkReport';
import { toJson } from '../words/numbers';
import { sentence } from '../words/sentences';
import { evaluating, inTermsOfOptions } from './evaluating';
import { DONE, FAILED } from './exitCodes';
import { numberOption, readArguments, wholeOption, type OptionValues } from './options';
import { scriptFiles } from './scriptFiles';

const OPTIONS = {
  function: 'string',
  gradient: 'string',
  at: 'string',
  rtol: 'string',
  points: 'string',
  seed: 'string',
  timeout: 'string',
  json: 'boolean',
  help: 'boolean',
} as const;
type Options = OptionValues<typeof OPTIONS>;

const MOST_POINTS = 10_000;
const MOST_SEED = 2 ** 32 - 1;
/** So many files and patterns at most. */
const MOST_OPERANDS = 100_000;

export function checkUsage(): string {
  return [
    'nabla check GLOB… [--function f --gradient g] [--at POINT] [--rtol 1e-5] [--points n] [--seed s] [--timeout ms] [--json]',
    `  ${l10n.t('Checks derivatives named fPrime, df, gradF, fGradient … or commented @gradientOf f; exit code 1 if one is wrong')}`,
  ].join('\n');
}

/** `nabla check`: compares the derivatives that are written in files with the numerical ones. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const { options, operands } = readArguments(args, OPTIONS, MOST_OPERANDS);
  if (options.help) {
    process.stdout.write(`${checkUsage()}\n`);
    return DONE;
  }
  if (operands.length === 0) throw new Problem('check-no-files', { patterns: '""' });
  const settings = settingsOf(options);
  const files = await scriptFiles(operands);
  const tasks = tasksIn(files, options);
  const reports = await evaluating(options.timeout, async (client, interrupted) => {
    const reports: FileReport[] = [];
    for (const task of tasks) {
      const report = await checked(task, settings, client, interrupted);
      if (!options.json) process.stdout.write(`${lineOf(report)}\n`);
      reports.push(report);
    }
    return reports;
  });
  if (options.json) process.stdout.write(`${toJson({ checks: reports.map(checkReportObject) })}\n`);
  else
    process.stdout.write(`${reports.length > 0 ? checkSummary(reports.map(each => each.verdict)) : nothing(files)}\n`);
  return reports.some(({ verdict }) => verdict === 'wrong' || verdict === 'error') ? FAILED : DONE;
}

function settingsOf({ rtol, points, seed, at }: Options): CheckSettings {
  return {
    points: points === undefined ? DEFAULT_CHECK.points : wholeOption('--points', points, 0, MOST_POINTS),
    seed: seed === undefined ? DEFAULT_CHECK.seed : wholeOption('--seed', seed, 0, MOST_SEED),
    ...(rtol !== undefined && { rtol: numberOption('--rtol', rtol, 0, 1) }),
    ...(at !== undefined && { at }),
  };
}

/** A derivative of a file that is to be checked. */
type Task = Checkable & { readonly file: string };

type FileReport = PairReport & { readonly file: string; readonly line: number };

/** The derivatives in all files. */
function tasksIn(files: readonly string[], options: Options): Task[] {
  if (options.function === undefined && options.gradient === undefined) return files.flatMap(file => tasksOf(file));
  const { function: name, gradient } = options;
  if (name === undefined) throw new Problem('option-missing', { name: '--function', command: 'check' });
  if (gradient === undefined) throw new Problem('option-missing', { name: '--gradient', command: 'check' });
  return tasksNamed(files, name, gradient);
}

function tasksOf(file: string): Task[] {
  const script = scriptOf(file);
  const pairs = atOnce(derivativePairSteps(script.tree, script.source.text, script.sites));
  return pairs.map(pair => ({ file, ...script, pair }));
}

/** The pair of these names, in each file that has both; the problem of the last that has not. */
function tasksNamed(files: readonly string[], name: string, gradient: string): Task[] {
  let problem: unknown;
  const tasks = files.flatMap(file => {
    const script = scriptOf(file);
    try {
      return [{ file, ...script, pair: pairNamed(script.sites, name, gradient) }];
    } catch (error) {
      problem = error;
      return [];
    }
  });
  if (tasks.length === 0) throw problem;
  return tasks;
}

function scriptOf(file: string) {
  const [text, language] = [readFileSync(file, 'utf8'), languageOfFile(file)!];
  const tree = parseScript(text, language);
  return { source: { file: path.resolve(file), text }, tree, sites: namedFunctions(tree, text, language) };
}

async function checked(
  { file, ...checkable }: Task,
  settings: CheckSettings,
  client: EvaluateClient,
  interrupted: AbortSignal,
): Promise<FileReport> {
  const { source, pair } = checkable;
  const { problem, ...report } = await checkPair(checkable, settings, client, interrupted);
  return {
    file: file.replaceAll(path.sep, '/'),
    line: new Places(source.text).at(pair.derivative.outerStart).line,
    ...report,
    ...(problem && { problem: inTermsOfOptions(problem) }),
  };
}

/** `src/losses.ts:12: wrong: dLoss: …`: places at the beginning of a line can be clicked in terminals. */
function lineOf(report: FileReport): string {
  const { file, line, derivative, verdict } = report;
  return `${file}:${line}: ${checkVerdict(verdict)}: ${derivative}: ${checkMessage(report)}`;
}

function nothing(files: readonly string[]): string {
  return sentence({ code: 'check-no-pairs', args: { count: files.length } });
}
