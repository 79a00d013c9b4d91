import { isArrayFile } from './arrayDataset';

/** How a file of data is read. */
export type FileKind = 'arrays' | 'csv' | 'tsv' | 'json' | 'jsonl';

/** Bytes from the beginning of a file that tell its kind. */
export const HEAD_BYTES = 4096;

const KINDS: Readonly<Record<string, FileKind>> = {
  '.npy': 'arrays',
  '.npz': 'arrays',
  '.idx': 'arrays',
  '.gz': 'arrays',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/**
 * What a file is: by the end of its name, else by its first bytes. Files called `.json` may hold JSON lines.
 *
 * @param head the first `HEAD_BYTES`, or all of a shorter file
 */
export function fileKind(source: string, head: Uint8Array): FileKind {
  const kind = KINDS[/\.\w+$/.exec(source)?.[0].toLowerCase() ?? ''];
  if (kind) return kind;
  if (isArrayFile(head)) return 'arrays';
  const text = new TextDecoder().decode(head).trimStart();
  if (!/^[[{]/.test(text)) return /\.json$/i.test(source) ? 'json' : 'csv';
  return isJsonLines(text) ? 'jsonl' : 'json';
}

/** Whether the first line is complete and something follows; where it is longer than the head, one line is an object. */
function isJsonLines(text: string): boolean {
  const [line = '', ...others] = text.split('\n');
  if (!others.some(other => other.trim() !== '')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
