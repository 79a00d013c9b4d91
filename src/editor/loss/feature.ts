import * as vscode from 'vscode';
import type { Services } from '../services';
import { EVALUATE_LOSS, LOSS_PANEL } from './ids';

/** The first job: the loss of two selected arrays. What it needs is loaded when it is first used. */
export function registerLoss(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(EVALUATE_LOSS, async () => {
      const { evaluateLoss } = await import('./command');
      await evaluateLoss(services);
    }),
    vscode.window.registerWebviewPanelSerializer(LOSS_PANEL, {
      deserializeWebviewPanel: async panel => {
        const { LossPanel } = await import('./panel');
        LossPanel.revive(services, panel);
      },
    }),
  );
}
