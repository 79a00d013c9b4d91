import { existsSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../numerics/problem';
import { withSource } from './inSource';
import type { MemoryBound } from './memory';
import { Pace, type Watch } from './watch';

/** Bytes read at a time: some 25 ms of reading CSV. */
const CHUNK = 2 ** 18;

/** A file that data are read from. */
export class SourceFile {
  /** Bytes read so far. */
  done = 0;

  private constructor(
    /** As it was given, without the name of an array. */
    readonly source: string,
    /** Name of the array that is meant: y of `arrays.npz#y`. */
    readonly array: string | undefined,
    /** In bytes. */
    readonly size: number,
    /** For what goes on once the file is read. */
    readonly pace: Pace,
    private readonly handle: FileHandle,
  ) {}

  /**
   * Opens the file of a source, and closes it when `read` has read it.
   *
   * @param folder what its path is relative to
   * @throws Problem `data-not-found`, `data-not-a-file`, `data-unreadable`; those of `read`, with the source
   */
  static async with<T>(
    given: string,
    folder: string,
    watch: Watch | undefined,
    read: (file: SourceFile) => Promise<T>,
  ): Promise<T> {
    const { source, array } = splitName(given, folder);
    let handle: FileHandle | undefined;
    try {
      const { size, isFile } = await statOf(path.resolve(folder, source));
      // Neither a folder nor a pipe, which might never end.
      if (!isFile) throw new Problem('data-not-a-file');
      handle = await open(path.resolve(folder, source));
      return await read(new SourceFile(source, array, size, new Pace(source, watch), handle));
    } catch (error) {
      throw inTermsOfData(error, source);
    } finally {
      await handle?.close();
    }
  }

  /** The first bytes, at most so many; what is read later begins with them again. */
  async head(count: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(count);
    const { bytesRead } = await this.handle.read(bytes, 0, count, 0);
    return bytes.subarray(0, bytesRead);
  }

  /** Tells how far reading is, and lets messages in. */
  pause(): Promise<void> {
    return this.pace.at(this.done, this.size);
  }

  /** All bytes, in one array. */
  async bytes(memory: MemoryBound): Promise<Uint8Array> {
    memory.require(this.size);
    const bytes = new Uint8Array(this.size);
    while (this.done < this.size) {
      const { bytesRead } = await this.handle.read(bytes, this.done, Math.min(CHUNK, this.size - this.done), this.done);
      if (bytesRead === 0) break; // it has become shorter meanwhile
      this.done += bytesRead;
      await this.pause();
    }
    return bytes.subarray(0, this.done);
  }

  /**
   * The text, piece by piece.
   *
   * @throws Problem `data-encoding` where it is not UTF-8
   */
  async *text(): AsyncGenerator<string> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const bytes = new Uint8Array(CHUNK);
    for (;;) {
      const { bytesRead } = await this.handle.read(bytes, 0, CHUNK, this.done);
      const text = decode(decoder, bytes.subarray(0, bytesRead), bytesRead > 0);
      this.done += bytesRead;
      if (text !== '') yield text;
      if (bytesRead === 0) return;
      await this.pause();
    }
  }
}

/** The last # splits, unless there is a file of the whole name. */
function splitName(given: string, folder: string): { source: string; array: string | undefined } {
  const at = given.lastIndexOf('#');
  if (at < 0 || existsSync(path.resolve(folder, given))) return { source: given, array: undefined };
  return { source: given.slice(0, at), array: given.slice(at + 1) };
}

async function statOf(file: string): Promise<{ size: number; isFile: boolean }> {
  const stats = await stat(file);
  return { size: stats.size, isFile: stats.isFile() };
}

function decode(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Problem('data-encoding');
  }
}

/** A problem with its source, or what the file system says. */
function inTermsOfData(error: unknown, source: string): unknown {
  if (error instanceof Problem) return withSource(error, source);
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Problem('data-not-found', { source });
  const isOfFiles = syscall !== undefined || code === 'ERR_INVALID_ARG_VALUE';
  return isOfFiles ? new Problem('data-unreadable', { source, reason: code ?? '' }) : error;
}
