import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { Value } from '../../numerics/argument';
import { Problem } from '../../numerics/problem';
import { shownName } from '../../source/functions';
import type { Parameter } from '../../source/parameters';
import { formatPoint, parsePoint } from '../../source/point';
import { shortened } from '../../source/shortened';
import type { ParameterForm } from '../../source/types';
import { sentence } from '../../words/sentences';
import type { Services } from '../services';
import type { Target } from './target';

/** A point, as numbers and as it is written. */
export interface Point {
  readonly args: Value[];
  readonly text: string;
}

/** Where workspace state keeps the last point of each function. */
const LAST_POINTS = 'nabla.gradient.points';

/** So many functions are remembered. */
const MAX_REMEMBERED = 200;

/** Asks for the point of a function, as it is written; undefined where the person thinks better of it. */
export async function askPoint({ context }: Services, { document, site }: Target): Promise<string | undefined> {
  const key = `${document.uri.toString()}#${site.name}`;
  const remembered = context.workspaceState.get<Record<string, string>>(LAST_POINTS, {});
  const last = remembered[key];
  const text = await vscode.window.showInputBox({
    title: l10n.t('Gradient of {0}: the point', shownName(site.name)),
    placeHolder: placeholder(site.parameters),
    ...(last === undefined ? {} : { value: last, prompt: placeholder(site.parameters) }),
    ignoreFocusOut: true,
    validateInput: input => (input.trim() === '' ? undefined : whatIsWrong(input, site.parameters)),
  });
  if (text === undefined) return undefined;
  const point = readPoint(text, site.parameters).text;
  const kept = Object.entries(remembered)
    .filter(([other]) => other !== key)
    .slice(1 - MAX_REMEMBERED);
  await context.workspaceState.update(LAST_POINTS, { ...Object.fromEntries(kept), [key]: point });
  return point;
}

/** @throws Problem what is wrong with the text */
export function readPoint(text: string, parameters: readonly Parameter[]): Point {
  const args = parsePoint(text, parameters);
  return { args, text: formatPoint(args, parameters) };
}

function whatIsWrong(text: string, parameters: readonly Parameter[]): string | undefined {
  try {
    parsePoint(text, parameters);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return sentence(error);
    throw error;
  }
}

/** "x: a number", "x: 2 numbers, for example 3, 4", "a: a number; w: numbers, …". */
function placeholder(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, form }) => `${name}: ${expected(form, parameters.length === 1)}`).join('; ');
}

function expected(form: ParameterForm, alone: boolean): string {
  if (form.kind === 'other') return l10n.t('a value of type {0}, as JSON', shortened(form.type));
  if (form.kind !== 'numbers') return l10n.t('a number, or numbers such as 3, 4');
  if (form.depth === 0) return l10n.t('a number');
  if (form.depth > 1) return l10n.t('a matrix such as [[1, 2], [3, 4]]');
  const example = Array.from({ length: form.length ?? 2 }, (_, index) => index + 3).join(', ');
  const written = alone ? example : `[${example}]`;
  return form.length === undefined
    ? l10n.t('numbers, for example {0}', written)
    : l10n.t('{count} numbers, for example {example}', { count: form.length, example: written });
}
