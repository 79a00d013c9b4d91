import type * as vscode from 'vscode';

/** Does something once nobody has asked for it for a while. */
export class Quiet implements vscode.Disposable {
  private timer: NodeJS.Timeout | undefined;

  /** @param milliseconds how long it has to be quiet */
  constructor(
    private readonly action: () => void,
    private readonly milliseconds: number,
  ) {}

  request(): void {
    this.cancel();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.action();
    }, this.milliseconds);
  }

  /** It is not wanted any more. */
  cancel(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  dispose(): void {
    this.cancel();
  }
}
