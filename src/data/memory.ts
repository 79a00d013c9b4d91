import { Problem } from '../numerics/problem';

const MEGABYTE = 2 ** 20;

/** The memory that data may take. What would need more is refused before it is allocated. */
export class MemoryBound {
  /** In bytes. */
  readonly bytes: number;

  constructor(private readonly megabytes: number) {
    this.bytes = megabytes * MEGABYTE;
  }

  /**
   * @param needed bytes that all of the data will take
   * @throws Problem `data-memory` with what is needed and allowed, in MB
   */
  require(needed: number): void {
    if (needed <= this.bytes) return;
    throw new Problem('data-memory', { needed: Math.ceil(needed / MEGABYTE), allowed: this.megabytes });
  }
}
