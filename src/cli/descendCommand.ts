import * as l10n from '@vscode/l10n';
import type { Value } from '../numerics/argument';
import { Variables } from '../numerics/landscape';
import {
  CONSTANTS_OF,
  defaultConstants,
  FORMS,
  OPTIMIZERS,
  type OptimizerConstants,
  type OptimizerName,
} from '../numerics/optimizers';
import { Problem } from '../numerics/problem';
import { DESCENT_GRADIENTS, type DescentReport as Answer } from '../processes/evaluate/protocol';
import { formatPoint, parsePoint } from '../source/point';
import { descentReportObject, descentSettings, optimizerName, type DescentReport } from '../words/descentReport';
import { toJson } from '../words/numbers';
import { sentence } from '../words/sentences';
import { evaluating } from './evaluating';
import { DONE, FAILED } from './exitCodes';
import { functionSource } from './functionSource';
import { choiceOption, numberOption, readArguments, wholeOption, type OptionValues } from './options';

const OPTIONS = {
  from: 'string',
  optimizer: 'string',
  form: 'string',
  lr: 'string',
  steps: 'string',
  momentum: 'string',
  decay: 'string',
  beta1: 'string',
  beta2: 'string',
  epsilon: 'string',
  gradient: 'string',
  every: 'string',
  timeout: 'string',
  json: 'boolean',
  help: 'boolean',
} as const;
type Options = OptionValues<typeof OPTIONS>;

const DEFAULT_STEPS = 100;
const MOST_STEPS = 1e9;

export function descendUsage(): string {
  return [
    `nabla descend FILE#FUNCTION --from POINT [--optimizer ${OPTIMIZERS.join('|')}] [--form ${FORMS.join('|')}] [--lr α] [--steps n]`,
    `           [--momentum μ] [--decay ρ] [--beta1 β₁] [--beta2 β₂] [--epsilon ε] [--gradient ${DESCENT_GRADIENTS.join('|')}]`,
    '           [--every k] [--timeout ms] [--json]',
    `  ${l10n.t('--every: the path at every k steps, too; --gradient central: the differences of the book')}`,
  ].join('\n');
}

/** `nabla descend`: goes down a function of a file from a point. */
export async function descendCommand(args: readonly string[]): Promise<number> {
  const { options, operands } = readArguments(args, OPTIONS, 1);
  if (options.help) {
    process.stdout.write(`${descendUsage()}\n`);
    return DONE;
  }
  const report = await descent(operands[0], options);
  if (options.json) process.stdout.write(`${toJson(descentReportObject(report))}\n`);
  else print(report);
  return report.diverged ? FAILED : DONE;
}

async function descent(operand: string | undefined, options: Options): Promise<DescentReport> {
  const source = functionSource(operand);
  const { name, parameters } = source.site;
  if (options.from === undefined) throw new Problem('option-missing', { name: '--from', command: 'descend' });
  const args = parsePoint(options.from, parameters);
  const optimizer = optimizerOptions(options);
  const { steps = String(DEFAULT_STEPS), gradient = 'exact', every } = options;
  const answer = await evaluating(options.timeout, (client, interrupted) =>
    client.descend(
      {
        kind: 'descend',
        source,
        args,
        optimizer,
        steps: wholeOption('--steps', steps, 0, MOST_STEPS),
        gradient: choiceOption('--gradient', gradient, DESCENT_GRADIENTS),
        ...(every !== undefined && { every: wholeOption('--every', every, 1, MOST_STEPS) }),
      },
      interrupted,
    ),
  );
  const { trajectory, ...rest } = answer;
  return {
    ...rest,
    name,
    optimizer: optimizer.name,
    form: optimizer.form,
    learningRate: optimizer.constants.learningRate,
    ...(trajectory && { trajectory: pathOf(trajectory, args) }),
  };
}

/** The options of the constants, with the least and the most they may be. */
const CONSTANTS: readonly [keyof OptimizerConstants & keyof Options, number, number][] = [
  ['momentum', 0, 1],
  ['decay', 0, 1],
  ['beta1', 0, 1],
  ['beta2', 0, 1],
  ['epsilon', 0, Number.MAX_VALUE],
];

function optimizerOptions(options: Options) {
  const name = choiceOption('--optimizer', options.optimizer ?? 'sgd', OPTIMIZERS);
  const form = choiceOption('--form', options.form ?? 'book', FORMS);
  const constants = { ...defaultConstants(name, form) };
  if (options.lr !== undefined) constants.learningRate = numberOption('--lr', options.lr, 0, Number.MAX_VALUE);
  for (const [constant, least, most] of CONSTANTS) {
    const text = options[constant];
    if (text === undefined) continue;
    checkUsed(name, constant);
    constants[constant] = numberOption(`--${constant}`, text, least, most);
  }
  return { name, form, constants };
}

/** @throws Problem `option-unused` */
function checkUsed(optimizer: OptimizerName, constant: keyof OptimizerConstants): void {
  const used = CONSTANTS_OF[optimizer];
  if (used.includes(constant)) return;
  const known = used.map(each => `--${each}`).join(', ');
  throw new Problem('option-unused', { optimizer: optimizerName(optimizer), name: `--${constant}`, known });
}

/** The points of a path as arguments. */
function pathOf(
  { steps, values, points }: NonNullable<Answer['trajectory']>,
  start: readonly Value[],
): NonNullable<DescentReport['trajectory']> {
  const variables = new Variables(start);
  const { length } = variables.values;
  return Array.from(steps, (step, i) => ({
    step,
    value: values[i]!,
    at: structuredClone(variables.withValues(points.subarray(i * length, (i + 1) * length))),
  }));
}

/** The settings, the path where it is wanted, and the end, for people. */
function print(report: DescentReport): void {
  const { name, end, value, trajectory, diverged, gradientNote } = report;
  const path = (trajectory ?? []).map(each => `${each.step}: ${atPoint(name, each.at)} = ${each.value}`);
  const lines = [descentSettings(report), ...path, `${atPoint(name, end)} = ${value}`];
  process.stdout.write(lines.map(line => `${line}\n`).join(''));
  const notes = [gradientNote, diverged?.problem].flatMap(note => (note ? [sentence(note)] : []));
  process.stderr.write(notes.map(note => `${note}\n`).join(''));
}

function atPoint(name: string, args: readonly Value[]): string {
  return `${name}(${formatPoint(args)})`;
}
