import type { WriteStream } from 'node:tty';
import { textWidth } from '../words/gradientComparison';

const WIDTH = 24;

/** Back to the beginning of the line, and what stands there away. */
const CLEAR = '\r\u001B[K';

/** One line of a terminal that says how far something is. */
export class ProgressBar {
  private isShown = false;

  constructor(private readonly terminal: WriteStream) {}

  /** @param share done, from 0 to 1 */
  show(share: number, text: string): void {
    const full = Math.round(WIDTH * Math.min(Math.max(share, 0), 1));
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
    this.terminal.write(CLEAR + cut(`${bar} ${text}`, this.terminal.columns - 1));
    this.isShown = true;
  }

  clear(): void {
    if (this.isShown) this.terminal.write(CLEAR);
    this.isShown = false;
  }
}

/** A line that is wider than the terminal would not be cleared whole. */
function cut(text: string, width: number): string {
  let cutText = text;
  while (textWidth(cutText) > width && cutText.length > 0) cutText = cutText.slice(0, -1);
  return cutText;
}
