/** Doubles collected one by one, without an object each. */
export class GrowingArray {
  private buffer = new Float64Array(16);
  length = 0;

  push(value: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length++] = value;
  }

  at(index: number): number {
    return index < this.length ? this.buffer[index]! : NaN;
  }

  /** What was collected, in memory of its own size. */
  toArray(): Float64Array {
    return this.buffer.slice(0, this.length);
  }
}
