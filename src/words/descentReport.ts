import * as l10n from '@vscode/l10n';
import type { Value } from '../numerics/argument';
import type { OptimizerForm, OptimizerName } from '../numerics/optimizers';
import type { ProblemData } from '../numerics/problem';
import { sentence } from './sentences';

/** A descent with the function and the start it belongs to. */
export interface DescentReport {
  readonly name: string;
  readonly optimizer: OptimizerName;
  readonly form: OptimizerForm;
  readonly learningRate: number;
  /** The arguments at the end. */
  readonly end: readonly Value[];
  readonly value: number;
  readonly steps: number;
  readonly diverged?: { readonly at: number; readonly problem: ProblemData };
  readonly gradient: 'exact' | 'adaptive' | 'central';
  readonly gradientNote?: ProblemData;
  readonly trajectory?: readonly { readonly step: number; readonly value: number; readonly at: readonly Value[] }[];
}

const OPTIMIZER_NAMES: Readonly<Record<OptimizerName, string>> = {
  sgd: 'SGD',
  momentum: 'Momentum',
  nesterov: 'Nesterov',
  adagrad: 'AdaGrad',
  rmsprop: 'RMSProp',
  adam: 'Adam',
};

export function optimizerName(name: OptimizerName): string {
  return OPTIMIZER_NAMES[name];
}

/** `SGD, learning rate 0.1, 100 steps, exact gradient`. */
export function descentSettings({ optimizer, form, learningRate, steps, gradient }: DescentReport): string {
  const name = formName(optimizer, form);
  return l10n.t('{0}, learning rate {1}, {2} steps, {3}', name, learningRate, steps, gradientName(gradient));
}

/** An optimizer, where it has two forms with the one it has. */
export function formName(optimizer: OptimizerName, form: OptimizerForm): string {
  const name = optimizerName(optimizer);
  if (!hasForms(optimizer)) return name;
  return form === 'book' ? l10n.t('{0} as in the book', name) : l10n.t('{0} as in its paper', name);
}

/** SGD and Momentum are the same in the book as in their papers. */
export function hasForms(optimizer: OptimizerName): boolean {
  return optimizer !== 'sgd' && optimizer !== 'momentum';
}

function gradientName(gradient: DescentReport['gradient']): string {
  switch (gradient) {
    case 'exact':
      return l10n.t('exact gradient');
    case 'adaptive':
      return l10n.t('adaptive gradient');
    case 'central':
      return l10n.t("the book's gradient");
  }
}

/** The descent as the command line's JSON. One argument stands for itself; several are a list, as `--from` takes them. */
export function descentReportObject(report: DescentReport) {
  const { name, optimizer, form, end, value, steps, diverged, gradient, gradientNote, trajectory } = report;
  return {
    function: name,
    optimizer,
    form,
    end: asGiven(end),
    value,
    steps,
    diverged: diverged
      ? { at: diverged.at, reason: diverged.problem.code.replace(/^descent-/, ''), message: sentence(diverged.problem) }
      : false,
    gradient,
    ...(gradientNote && { gradientNote: sentence(gradientNote) }),
    ...(trajectory && { trajectory: trajectory.map(({ at, ...rest }) => ({ ...rest, at: asGiven(at) })) }),
  };
}

function asGiven(args: readonly Value[]): Value | readonly Value[] {
  return args.length === 1 ? args[0]! : args;
}
