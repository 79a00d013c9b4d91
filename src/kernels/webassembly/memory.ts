import { Problem } from '../../numerics/problem';

const PAGE = 65536;
/** 2 GiB: places in memory are signed words. */
const MAX_PAGES = 32768;
/** Lines of a cache are that long; what begins with one is read faster. */
const ALIGNMENT = 64;
/** What the compiled kernels keep for themselves at the beginning. */
const RESERVED = 4096;

type ArrayType<T> = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;

/**
 * The memory that kernels work in: what is given out stays where it is and is never taken back; all of it goes when
 * nobody holds an array of it any more. It is shared, so that threads can work in it and arrays stay valid as it grows.
 */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES, shared: true });
  private end = RESERVED;

  /**
   * Memory for an array, all 0.
   *
   * @throws Problem `training-too-large`
   */
  array<T>(type: ArrayType<T> & { readonly BYTES_PER_ELEMENT: number }, length: number): T {
    const place = this.allocate(length * type.BYTES_PER_ELEMENT);
    return new type(this.memory.buffer, place, length);
  }

  /**
   * The place of so many bytes, all 0.
   *
   * @throws Problem `training-too-large` beyond 2 GiB, and where the system has no more
   */
  allocate(bytes: number): number {
    const place = this.end;
    const end = Math.ceil((place + bytes) / ALIGNMENT) * ALIGNMENT;
    this.growTo(end);
    this.end = end;
    return place;
  }

  private growTo(bytes: number): void {
    const missing = Math.ceil((bytes - this.memory.buffer.byteLength) / PAGE);
    if (missing <= 0) return;
    try {
      this.memory.grow(missing);
    } catch {
      const most = bytes > MAX_PAGES * PAGE ? MAX_PAGES * PAGE : this.memory.buffer.byteLength;
      const [found, maximum] = [bytes, most].map(each => Math.ceil(each / 2 ** 20));
      throw new Problem('training-too-large', { found: found!, maximum: maximum! });
    }
  }
}
