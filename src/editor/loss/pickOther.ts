import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { sameShape } from '../../numerics/tensor';
import type { NumberArray } from '../../source/arrays';
import { Places } from '../../source/places';
import { areLabelsOf, areRolesNamed } from '../../source/roles';
import { formatShape } from '../../words/numbers';

/** What an array is compared with: another, or nothing. */
export type Other = NumberArray | 'alone';

interface Choice extends vscode.QuickPickItem {
  readonly other?: Other;
}

/**
 * Asks what an array is to be compared with: the other arrays of the text, those of a shape that fits first, or
 * nothing.
 *
 * @returns undefined where the person changed their mind
 */
export async function pickOther(
  text: string,
  array: NumberArray,
  all: readonly NumberArray[],
): Promise<Other | undefined> {
  const others = all.filter(({ start, end }) => end <= array.start || start >= array.end);
  const fitting = others.filter(other => fits(array, other)).sort(byFitness(array));
  const places = new Places(text);
  const choice = (other: NumberArray): Choice => ({
    label: other.name ?? l10n.t('array without a name'),
    description: l10n.t('{shape}, line {line}', {
      shape: formatShape(other.shape),
      line: places.at(other.start).line,
    }),
    other,
  });
  const separator = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const rest = others.filter(other => !fitting.includes(other));
  const choices: Choice[] = [
    ...fitting.map(choice),
    ...(rest.length > 0 ? [separator(l10n.t('other shapes')), ...rest.map(choice)] : []),
    ...(others.length > 0 ? [separator('')] : []),
    { label: l10n.t('{0} alone: information content and entropy', nameOf(array)), other: 'alone' },
  ];
  const title = l10n.t('Compare {name} ({shape}) with', { name: nameOf(array), shape: formatShape(array.shape) });
  const chosen = await vscode.window.showQuickPick(choices, { title, matchOnDescription: true });
  return chosen?.other;
}

function nameOf({ name }: NumberArray): string {
  return name ?? l10n.t('the selected array');
}

/** Whether one can be the target of the other: of one shape, or labels [N] of the rows of [N, K]. */
function fits(a: NumberArray, b: NumberArray): boolean {
  return sameShape(a.shape, b.shape) || areLabelsOf(a, b) || areLabelsOf(b, a);
}

/** The likeliest first: those whose name says so, then labels of rows or rows of labels, then the nearest. */
function byFitness(array: NumberArray): (a: NumberArray, b: NumberArray) => number {
  const fitness = (other: NumberArray) =>
    2 * Number(areRolesNamed(array, other)) + Number(!sameShape(array.shape, other.shape));
  const distance = (other: NumberArray) => Math.abs(other.start - array.start);
  return (a, b) => fitness(b) - fitness(a) || distance(a) - distance(b);
}
