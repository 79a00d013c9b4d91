import * as vscode from 'vscode';
import { Problem } from '../numerics/problem';

/** What takes longer than this, in milliseconds, says so. */
const SLOW_MS = 1000;

/**
 * Does something that others run beside. Where it takes long, a notification says what is being done and lets the
 * person cancel it.
 *
 * @param cancel cancels it otherwise
 * @throws Problem `cancelled` as soon as the task has noticed
 */
export async function withSlowProgress<Result>(
  title: string,
  cancel: AbortController,
  task: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const done = task(cancel.signal);
  const settled = done.then(
    () => {},
    () => {},
  );
  const timer = setTimeout(() => {
    const place = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    void vscode.window.withProgress(place, (_progress, token) => {
      token.onCancellationRequested(() => cancel.abort(new Problem('cancelled')));
      return settled;
    });
  }, SLOW_MS);
  try {
    const result = await done;
    cancel.signal.throwIfAborted();
    return result;
  } finally {
    clearTimeout(timer);
  }
}
