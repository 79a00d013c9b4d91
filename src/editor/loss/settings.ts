import * as vscode from 'vscode';
import { DEFAULT_LOSS_OPTIONS, type LossOptions } from '../../numerics/lossOptions';

/** The losses' options as the user set them; a setting that is no number in [0, 1] counts as unset. */
export function lossOptions(): LossOptions {
  const delta = vscode.workspace.getConfiguration('nabla').get<unknown>('loss.delta');
  const valid = typeof delta === 'number' && delta >= 0 && delta <= 1;
  return valid ? { ...DEFAULT_LOSS_OPTIONS, delta } : DEFAULT_LOSS_OPTIONS;
}
