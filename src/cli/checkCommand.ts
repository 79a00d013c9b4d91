import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tree } from '@lezer/common';
import * as l10n from '@vscode/l10n';
import { Problem, type ProblemData } from '../numerics/problem';
import { Random } from '../numerics/random';
import type { EvaluateClient } from '../processes/evaluate/client';
import { checkCenter, type CheckCenter } from '../source/center';
import { namedFunctions, type FunctionSite } from '../source/functions';
import { derivativePairs, pairNamed, type DerivativePair } from '../source/pairs';
import { Places } from '../source/places';
import { formatPoint, parsePoint } from '../source/point';
import { languageOfFile, parseScript } from '../source/script';
import { checkMessage, checkReportObject, checkSummary, checkVerdict, type CheckReport } from '../words/checkReport';
import { toJson } from '../words/numbers';
import { sentence } from '../words/sentences';
import { evaluating, inTermsOfOptions } from './evaluating';
import { DONE, FAILED } from './exitCodes';
import { fileFunction } from './functionSource';
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

const DEFAULT_POINTS = 5;
const MOST_POINTS = 10_000;
const DEFAULT_SEED = 1;
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

function settingsOf({ rtol, points = String(DEFAULT_POINTS), seed = String(DEFAULT_SEED), at }: Options) {
  return {
    points: wholeOption('--points', points, 0, MOST_POINTS),
    seed: wholeOption('--seed', seed, 0, MOST_SEED),
    ...(rtol !== undefined && { rtol: numberOption('--rtol', rtol, 0, 1) }),
    ...(at !== undefined && { at }),
  };
}
type Settings = ReturnType<typeof settingsOf>;

/** A derivative to be checked, or what keeps it from being so. */
interface Task {
  readonly file: string;
  readonly text: string;
  readonly tree: Tree;
  readonly pair: ReturnType<typeof derivativePairs>[number];
}

type FileReport = CheckReport & { readonly file: string; readonly line: number };

/** The derivatives in all files. */
function tasksIn(files: readonly string[], options: Options): Task[] {
  if (options.function === undefined && options.gradient === undefined) return files.flatMap(file => tasksOf(file));
  const { function: name, gradient } = options;
  if (name === undefined) throw new Problem('option-missing', { name: '--function', command: 'check' });
  if (gradient === undefined) throw new Problem('option-missing', { name: '--gradient', command: 'check' });
  return tasksNamed(files, name, gradient);
}

function tasksOf(file: string): Task[] {
  const { text, tree, language } = scriptOf(file);
  return derivativePairs(tree, text, language).map(pair => ({ file, text, tree, pair }));
}

/** The pair of these names, in each file that has both; the problem of the last that has not. */
function tasksNamed(files: readonly string[], name: string, gradient: string): Task[] {
  let problem: unknown;
  const tasks = files.flatMap(file => {
    const { text, tree, language } = scriptOf(file);
    try {
      return [{ file, text, tree, pair: pairNamed(namedFunctions(tree, text, language), name, gradient) }];
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
  return { text, language, tree: parseScript(text, language) };
}

async function checked(
  task: Task,
  settings: Settings,
  client: EvaluateClient,
  interrupted: AbortSignal,
): Promise<FileReport> {
  const { file, text, pair } = task;
  const { derivative } = pair;
  const head = {
    file: file.replaceAll(path.sep, '/'),
    line: new Places(text).at(derivative.outerStart).line,
    derivative: derivative.name,
    name: 'problem' in pair ? pair.name : pair.function.name,
  };
  try {
    if ('problem' in pair) throw new Problem(pair.problem.code, pair.problem.args);
    return { ...head, ...(await checkedPair(task, pair, settings, client, interrupted)) };
  } catch (thrown) {
    const error = inTermsOfOptions(thrown);
    if (!(error instanceof Problem) || error.code === 'cancelled') throw error;
    return { ...head, ...unchecked('error', error.toData()) };
  }
}

async function checkedPair(
  { file, text, tree }: Task,
  pair: DerivativePair,
  { at, ...settings }: Settings,
  client: EvaluateClient,
  interrupted: AbortSignal,
): Promise<Omit<CheckReport, 'name' | 'derivative'>> {
  const { function: site, derivative, wrt } = pair;
  const random = Random.seeded(settings.seed, 'points');
  const center = at === undefined ? checkCenter(tree, text, pair, random) : given(at, site);
  if (!center) return unchecked('inconclusive', { code: 'check-needs-point', args: { name: site.name } });
  const absolute = path.resolve(file);
  const report = await client.check(
    {
      kind: 'check',
      source: { file: absolute, text },
      function: fileFunction(absolute, text, site).site,
      derivative: fileFunction(absolute, text, derivative).site,
      ...(wrt !== undefined && { wrt }),
      args: [...center.args],
      chosen: center.chosen,
      ...settings,
    },
    interrupted,
  );
  return { ...report, ...(report.component && { point: formatPoint(report.component.at, site.parameters) }) };
}

function given(at: string, { parameters }: FunctionSite): CheckCenter {
  return { args: parsePoint(at, parameters), chosen: true };
}

function unchecked(verdict: 'error' | 'inconclusive', problem: ProblemData) {
  return { verdict, points: 0, wrt: [], problem };
}

/** `src/losses.ts:12: wrong: dLoss: …`: places at the beginning of a line can be clicked in terminals. */
function lineOf(report: FileReport): string {
  const { file, line, derivative, verdict } = report;
  return `${file}:${line}: ${checkVerdict(verdict)}: ${derivative}: ${checkMessage(report)}`;
}

function nothing(files: readonly string[]): string {
  return sentence({ code: 'check-no-pairs', args: { count: files.length } });
}
