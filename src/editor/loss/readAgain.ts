import { Problem } from '../../numerics/problem';
import type { NumberArray } from '../../source/arrays';
import type { RoleReason } from '../../source/roles';
import { arraysOfText } from '../../source/selectedArrays';
import { inSlices } from '../../source/slices';
import { openDocument } from '../openDocument';
import type { Services } from '../services';
import type { ComparedArrays } from './comparison';
import { inRoles, rolesOf, type Origin } from './origin';
import { readSelected } from './selection';

/** Arrays as they were read, told apart. */
export interface OriginRead {
  readonly arrays: ComparedArrays;
  readonly origin: Origin;
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
  const { arrays: selected, runsCode } = await readSelected(
    services,
    document,
    origin.ranges,
    signal,
    origin.runsCode, // nothing of the user's runs unasked
  );
  const picked = origin.picked && (await nearestNamed(text, origin.picked, signal));
  const arrays = picked ? [...selected, picked].sort((a, b) => a.start - b.start) : selected;
  const before = origin.predictions.length + (origin.target === null ? 0 : 1);
  if (arrays.length < Math.min(2, before)) throw new Problem('arrays-gone', { found: arrays.length, expected: before });
  const isSame = arrays.length === before || origin.target === null;
  const roles = isSame ? { predictions: origin.predictions, target: origin.target, reason } : rolesOf(arrays);
  const { predictions, target } = roles;
  return { arrays: inRoles(origin.uri, text, arrays, roles), origin: { ...origin, predictions, target, runsCode } };
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
