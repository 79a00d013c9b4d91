import { listNpz } from '../../formats/npz';
import { Problem } from '../../numerics/problem';
import { inSource } from '../inSource';
import { findArray, type ArrayFile } from './arrayFile';

/** Names of the arrays of features and labels, to train on and perhaps to test on; or of the only array there is. */
export interface Contents {
  readonly features: string;
  readonly labels?: string | undefined;
  readonly test?: { readonly features: string; readonly labels: string } | undefined;
}

const FEATURES = ['x', 'features', 'images', 'data'];
const LABELS = ['y', 't', 'labels', 'label', 'targets', 'target'];

/**
 * Which arrays of an archive are what, by the names that people give: x_train, y_train, x_test, y_test; train_images
 * and so on; or x, features, images, data with y, t, labels, targets; in small letters or capitals.
 *
 * @throws Problem `npz-names` with the arrays there are and their shapes
 */
export async function contentsOf(file: ArrayFile): Promise<Contents> {
  const names = await inSource(file.source, () => listNpz(file.bytes).map(({ name }) => name));
  const train = pairOf(names, 'train');
  if (train) return { ...train, test: pairOf(names, 'test') };
  const pair = pairOf(names);
  if (pair) return pair;
  if (names.length === 1) return { features: names[0]! };
  const shapes = await Promise.all(names.slice(0, MOST_LISTED).map(name => described(file, name)));
  const arrays = [...shapes, ...(names.length > MOST_LISTED ? ['…'] : [])].join(', ');
  throw new Problem('npz-names', { source: file.source, arrays });
}

/** Arrays that a sentence lists. */
const MOST_LISTED = 12;

function pairOf(names: readonly string[], part?: string): { features: string; labels: string } | undefined {
  const find = (roles: readonly string[]) => {
    const wanted = roles.flatMap(role => (part === undefined ? [role] : [`${role}_${part}`, `${part}_${role}`]));
    return names.find(name => wanted.includes(name.toLowerCase()));
  };
  const [features, labels] = [find(FEATURES), find(LABELS)];
  return features !== undefined && labels !== undefined ? { features, labels } : undefined;
}

/** x [100, 2]; the name alone where the array cannot be read. */
async function described(file: ArrayFile, name: string): Promise<string> {
  try {
    const { shape } = await (await findArray({ ...file, name })).read();
    return `${name} [${shape.join(', ')}]`;
  } catch {
    return name;
  }
}
