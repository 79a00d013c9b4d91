import { readCsv } from '../../formats/csv';
import { readJsonLines, readJsonTable } from '../../formats/jsonTable';
import { Problem } from '../../numerics/problem';
import type { DataConfig } from '../config';
import type { FileKind } from '../fileKind';
import type { MemoryBound } from '../memory';
import type { SourceFile } from '../sourceFile';
import { TableReader, type Table } from './tableReader';

/** Values parsed from JSON take about four times the bytes of their text. */
const JSON_GROWTH = 4;

/** The longest text that Node can hold. */
const MAX_TEXT = 2 ** 29 - 24;

/** From so many bytes on what was read tells how much the rest will take, give or take a fifth. */
const TELLING = 2 ** 20;
const TOLERANCE = 1.2;

/**
 * Reads a table from CSV, TSV, JSON or JSON lines.
 *
 * @throws Problem `data-name` where an array is asked for; `data-memory`; those of the formats and of `TableReader`
 */
export async function readTable(
  file: SourceFile,
  kind: Exclude<FileKind, 'arrays'>,
  config: DataConfig,
  memory: MemoryBound,
): Promise<Table> {
  if (file.array !== undefined) throw new Problem('data-name', { name: file.array });
  const reader = new TableReader(config, memory, kind === 'json' ? 'record' : 'line');
  if (kind === 'json') readJsonTable(await wholeText(file, memory), reader);
  else {
    const chunks = foreseen(file, reader, memory);
    const separator = kind === 'tsv' && config.separator === 'auto' ? '\t' : config.separator;
    await (kind === 'jsonl' ? readJsonLines(chunks, reader) : readCsv(chunks, separator, reader));
  }
  return reader.finish();
}

async function wholeText(file: SourceFile, memory: MemoryBound): Promise<string> {
  memory.require(JSON_GROWTH * file.size);
  if (file.size > MAX_TEXT) throw new Problem('json-too-large', { maximum: Math.floor(MAX_TEXT / 2 ** 20) });
  const chunks: string[] = [];
  for await (const chunk of file.text()) chunks.push(chunk);
  return chunks.join('');
}

/** The text of a file, as long as what was read so far lets expect that all of it will fit the memory. */
async function* foreseen(file: SourceFile, reader: TableReader, memory: MemoryBound): AsyncGenerator<string> {
  for await (const chunk of file.text()) {
    yield chunk;
    if (file.done < TELLING) continue;
    const expected = (reader.neededBytes * file.size) / file.done;
    if (expected > TOLERANCE * memory.bytes) memory.require(expected);
  }
}
