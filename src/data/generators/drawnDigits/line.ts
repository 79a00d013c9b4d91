/** More points than the longest digit has. */
const CAPACITY = 256;

/** The path of a pen: points that straight pieces join. Made once and used for one digit after the other. */
export class Line {
  readonly x = new Float64Array(CAPACITY);
  readonly y = new Float64Array(CAPACITY);
  /** 1 where a stroke begins: no piece leads there. */
  readonly begins = new Uint8Array(CAPACITY);
  length = 0;

  add(x: number, y: number, begins: boolean): void {
    this.x[this.length] = x;
    this.y[this.length] = y;
    this.begins[this.length] = begins ? 1 : 0;
    this.length++;
  }
}
