import * as l10n from '@vscode/l10n';
import type { NumberArray } from '../../source/arrays';
import { Places } from '../../source/places';
import { assignRoles, type RoleReason } from '../../source/roles';
import type { TextRange } from '../../source/selectedArrays';
import type { ComparedArrays, SourceArray } from './comparison';

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

/** The origin after `swapRoles`. */
export function swapOrigin(origin: Origin, candidate: number): Origin {
  if (origin.target === null) return origin;
  const { predictions, target } = origin;
  const swapped = predictions.map((index, number) => (number === candidate ? target : index));
  return { ...origin, predictions: swapped, target: predictions[candidate]! };
}
