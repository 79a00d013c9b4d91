/** Values are announced at most this often, the newest of them. */
const INTERVAL_MS = 500;

/** A polite live region: what changes is read out by screen readers without moving the focus. */
export class Announcer {
  readonly element = document.createElement('div');
  private timer: number | undefined;
  private waiting: string | undefined;

  constructor() {
    this.element.className = 'visually-hidden';
    this.element.setAttribute('role', 'status');
    this.element.setAttribute('aria-live', 'polite');
  }

  say(text: string): void {
    if (this.timer !== undefined) {
      this.waiting = text;
      return;
    }
    this.element.textContent = text;
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      const { waiting } = this;
      this.waiting = undefined;
      if (waiting !== undefined) this.say(waiting);
    }, INTERVAL_MS);
  }
}
