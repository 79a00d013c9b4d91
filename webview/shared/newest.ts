/**
 * Sends the newest of many values, one at a time: a value waits for the answer to the one before, and gives way to a newer
 * one meanwhile.
 */
export class Newest<Value> {
  private waiting: { readonly value: Value } | undefined;
  private underWay = false;

  /**
   * @param send resolves when the value was dealt with, whatever came of it
   * @param idle is called when the last value was dealt with
   * @param merge what is sent instead of a value that waits and a newer one
   */
  constructor(
    private readonly send: (value: Value) => Promise<void>,
    private readonly idle: () => void = () => undefined,
    private readonly merge: (waiting: Value, newer: Value) => Value = (_, newer) => newer,
  ) {}

  offer(value: Value): void {
    this.waiting = { value: this.waiting ? this.merge(this.waiting.value, value) : value };
    if (!this.underWay) void this.sendWaiting();
  }

  private async sendWaiting(): Promise<void> {
    this.underWay = true;
    while (this.waiting) {
      const { value } = this.waiting;
      this.waiting = undefined;
      await this.send(value);
    }
    this.underWay = false;
    this.idle();
  }
}
