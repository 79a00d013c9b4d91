import type * as vscode from 'vscode';

/**
 * Does something at most every `interval` milliseconds however often it is asked to: at once when it was not done
 * lately, else once more at the end of the interval, so that the last news is never lost.
 */
export class Throttled implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;
  private again = false;

  constructor(
    private readonly action: () => void,
    private readonly interval: number,
  ) {}

  request(): void {
    if (this.timer) {
      this.again = true;
      return;
    }
    this.action();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (!this.again) return;
      this.again = false;
      this.request();
    }, this.interval);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.again = false;
  }
}
