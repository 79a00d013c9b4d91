/** Values are announced at most this often, the newest of them. */
const INTERVAL_MS = 500;

/** A polite live region: what changes is read out by screen readers without moving the focus. */
export class Announcer {
  readonly element = document.createElement('div');
  private timer: number | undefined;
  /** What is to be said next: of each thing the newest. */
  private waiting = new Map<string, string>();

  constructor() {
    this.element.className = 'visually-hidden';
    this.element.setAttribute('role', 'status');
    this.element.setAttribute('aria-live', 'polite');
  }

  /** @param about a text takes the place of one about the same that was not said yet, and joins one about something else */
  say(text: string, about = ''): void {
    this.waiting.set(about, text);
    if (this.timer === undefined) this.sayWaiting();
  }

  private sayWaiting(): void {
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    this.element.textContent = [...this.waiting.values()].join('. ');
    this.waiting = new Map();
    this.timer = window.setTimeout(() => this.sayWaiting(), INTERVAL_MS);
  }
}
