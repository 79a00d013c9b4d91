import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import type { NumberArray } from '../../source/arrays';
import { Places } from '../../source/places';
import { assignRoles, type RoleReason } from '../../source/roles';
import { arraysOfText, type TextRange } from '../../source/selectedArrays';
import { inSlices } from '../../source/slices';
import { fileName } from '../documents';
import type { Services } from '../services';
import type { ComparedArrays, SourceArray } from './comparison';
import { readSelected } from './selection';

/** Where compared arrays are written, and what each of them is: enough to read them again when the text has changed. */
export interface Origin {
  readonly uri: string;
  /** What is selected. */
  readonly ranges: readonly TextRange[];
  /** The array that was picked from a list to compare the selected one with. */
  readonly picked: { readonly name: string; readonly start: number } | null;
  /** Numbers of the predictions among the arrays read, in the order of the text. */
  readonly predictions: readonly number[];
  /** Number of the target; null where one array is looked at alone. */
  readonly target: number | null;
  /** Whether reading runs the user's code. */
  readonly runsCode: boolean;
}

/** Arrays as they were read, told apart. */
export interface OriginRead {
  readonly arrays: ComparedArrays;
  readonly origin: Origin;
}

type Roles = Pick<Origin, 'predictions' | 'target'> & { readonly reason: RoleReason };

/** Tells prediction and target apart; a single array is looked at alone. */
export function rolesOf(arrays: readonly NumberArray[]): Roles {
  if (arrays.length < 2) return { predictions: [0], target: null, reason: 'chosen' };
  const { predictions, target, reason } = assignRoles(arrays);
  return { predictions: predictions.map(each => arrays.indexOf(each)), target: arrays.indexOf(target), reason };
}

/** The arrays in their roles, with names and lines. */
export function inRoles(
  uri: string,
  text: string,
  arrays: readonly NumberArray[],
  { predictions, target, reason }: Roles,
): ComparedArrays {
  const places = new Places(text);
  const named = (index: number, unnamed: string): SourceArray => {
    const { data, shape, name = unnamed, start } = arrays[index]!;
    return { data, shape, name, line: places.at(start).line };
  };
  const unnamed = (number: number) =>
    predictions.length < 2 ? l10n.t('prediction') : l10n.t('prediction {0}', number + 1);
  return {
    uri,
    predictions: predictions.map((index, number) => named(index, unnamed(number))),
    target: target === null ? null : named(target, l10n.t('target')),
    reason,
  };
}

/**
 * Reads arrays again where they are now. What each of them is stays as it was; only where there are others than before
 * they are told apart anew.
 *
 * @throws Problem what keeps them from being read; `arrays-gone` where too few are left; `document-gone`
 */
export async function readAgain(
  services: Services,
  origin: Origin,
  reason: RoleReason,
  signal: AbortSignal,
): Promise<OriginRead> {
  const document = await openDocument(origin.uri);
  const text = document.getText();
  const { arrays: selected, runsCode } = await readSelected(services, document, origin.ranges, signal);
  const picked = origin.picked && (await nearestNamed(text, origin.picked, signal));
  const arrays = picked ? [...selected, picked].sort((a, b) => a.start - b.start) : selected;
  const before = origin.predictions.length + (origin.target === null ? 0 : 1);
  if (arrays.length < Math.min(2, before)) throw new Problem('arrays-gone', { found: arrays.length, expected: before });
  const isSame = arrays.length === before || origin.target === null;
  const roles = isSame ? { predictions: origin.predictions, target: origin.target, reason } : rolesOf(arrays);
  const { predictions, target } = roles;
  return { arrays: inRoles(origin.uri, text, arrays, roles), origin: { ...origin, predictions, target, runsCode } };
}

async function openDocument(uri: string): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find(document => document.uri.toString() === uri);
  try {
    return open ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
  } catch {
    throw new Problem('document-gone', { file: fileName(uri) });
  }
}

/** The array of that name that is nearest to where it was. */
async function nearestNamed(
  text: string,
  { name, start }: NonNullable<Origin['picked']>,
  signal: AbortSignal,
): Promise<NumberArray | undefined> {
  const { arrays } = await inSlices(arraysOfText(text), signal);
  const distance = (array: NumberArray) => Math.abs(array.start - start);
  return arrays.filter(each => (each.name ?? '') === name).sort((a, b) => distance(a) - distance(b))[0];
}

/** The origin after `swapRoles`. */
export function swapOrigin(origin: Origin, candidate: number): Origin {
  if (origin.target === null) return origin;
  const { predictions, target } = origin;
  const swapped = predictions.map((index, number) => (number === candidate ? target : index));
  return { ...origin, predictions: swapped, target: predictions[candidate]! };
}
