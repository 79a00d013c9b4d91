import type * as vscode from 'vscode';
import { Throttled } from '../throttled';
import type { TrainingSession } from './session';

/** A page is sent news at most every so many milliseconds: more is not seen, and what is not sent is not late. */
const INTERVAL_MS = 100;

/** Keeps a page showing the newest state of the session. */
export function follow<State>(
  session: TrainingSession,
  channel: { setState(state: State): void },
  state: () => State,
): vscode.Disposable {
  const send = new Throttled(() => channel.setState(state()), INTERVAL_MS);
  const unsubscribe = session.onDidChange(() => send.request());
  send.request();
  return {
    dispose: () => {
      unsubscribe();
      send.dispose();
    },
  };
}
