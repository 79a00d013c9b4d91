import * as vscode from 'vscode';
import { MOST_THREADS } from '../../kernels/kernels';

/** How many threads may train, as the user set it; undefined for as many as there are processors. */
export function threadsSetting(): number | undefined {
  const value = vscode.workspace.getConfiguration('nabla').get<unknown>('training.threads');
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_THREADS
    ? value
    : undefined;
}
