import * as vscode from 'vscode';
import type { TrainingOutcome } from '../api';
import type { Services } from '../services';
import { CURVES_PANEL, SHOW_CURVES, TRAIN, TRAIN_VIEW } from './ids';

/** The third job, as extensions and tests may start it. */
export interface TrainingFeature extends vscode.Disposable {
  /** Trains what the Train view is set to. */
  train(): Promise<TrainingOutcome>;
}

/** The third job: training a network. What it needs is loaded when it is first used. */
export function registerTraining(services: Services): TrainingFeature {
  let loading: ReturnType<typeof load> | undefined;
  const load = async () => {
    const { Training } = await import('./training');
    return new Training(services);
  };
  const training = () => (loading ??= load());
  const registrations = vscode.Disposable.from(
    vscode.commands.registerCommand(TRAIN, () => vscode.commands.executeCommand(`${TRAIN_VIEW}.focus`)),
    vscode.commands.registerCommand(SHOW_CURVES, async () => (await training()).showCurves()),
    vscode.window.registerWebviewViewProvider(TRAIN_VIEW, {
      resolveWebviewView: async view => (await training()).resolveView(view),
    }),
    vscode.window.registerWebviewPanelSerializer(CURVES_PANEL, {
      deserializeWebviewPanel: async panel => (await training()).revivePanel(panel),
    }),
  );
  return {
    train: async () => (await training()).train(),
    dispose: () => {
      registrations.dispose();
      void loading?.then(loaded => loaded.dispose());
    },
  };
}
