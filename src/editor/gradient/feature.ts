import * as vscode from 'vscode';
import { SCRIPTS } from '../documents';
import type { Services } from '../services';
import { CLEAR_INLINE_RESULTS, COMPUTE_GRADIENT, GRADIENT_PANEL } from './ids';

/** The second job: the gradient of a function. What it needs is loaded when it is first used. */
export function registerGradient(services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(COMPUTE_GRADIENT, async (reference?: unknown) => {
      const { computeGradient } = await import('./command');
      await computeGradient(services, reference);
    }),
    vscode.commands.registerCommand(CLEAR_INLINE_RESULTS, async () => {
      const { clearInlineResults } = await import('../inlineResults');
      clearInlineResults();
    }),
    vscode.window.registerWebviewPanelSerializer(GRADIENT_PANEL, {
      deserializeWebviewPanel: async panel => {
        const { revivePanel } = await import('./show');
        revivePanel(services, panel);
      },
    }),
    lensesWhileEnabled(services),
  );
}

/** Registers the lenses while their setting is on. */
function lensesWhileEnabled(services: Services): vscode.Disposable {
  const provider = {
    provideCodeLenses: async (document: vscode.TextDocument) => {
      const { gradientLenses } = await import('./lenses');
      return gradientLenses(services, document);
    },
  };
  let registration: vscode.Disposable | undefined;
  const update = () => {
    const enabled = vscode.workspace.getConfiguration('nabla').get<boolean>('codeLens.enabled', true);
    if (enabled) registration ??= vscode.languages.registerCodeLensProvider([...SCRIPTS], provider);
    else registration = void registration?.dispose();
  };
  update();
  const changes = vscode.workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('nabla.codeLens')) update();
  });
  return {
    dispose: () => {
      changes.dispose();
      registration?.dispose();
    },
  };
}
