import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { SCRIPTS } from '../documents';
import type { Services } from '../services';
import type { Checks } from './checks';
import { CHECK_GRADIENT, GRADIENT_CHECKS } from './ids';

/**
 * The checks of derivatives that a person wrote: tests of Test Explorer, a command and a lens. What they need is loaded
 * when a script is opened or Test Explorer asks.
 */
export function registerChecks(services: Services): vscode.Disposable {
  const controller = vscode.tests.createTestController(GRADIENT_CHECKS, l10n.t('Gradient checks'));
  const profile = controller.createRunProfile(
    l10n.t('Check against the numerical derivative'),
    vscode.TestRunProfileKind.Run,
    async (request, token) => (await checks()).run(request, token),
    true,
    undefined,
    true,
  );
  let loading: Promise<Checks> | undefined;
  let loaded: Checks | undefined;
  const checks = () => (loading ??= load());
  const load = async () => {
    const { Checks } = await import('./checks');
    return (loaded = new Checks(services, controller, profile));
  };

  const opened = async (document: vscode.TextDocument) => {
    if (SCRIPTS.includes(document.languageId)) (await checks()).opened(document);
  };
  controller.resolveHandler = async item => (item ? undefined : (await checks()).discover());
  controller.refreshHandler = async token => (await checks()).refresh(token);
  void Promise.all(vscode.workspace.textDocuments.map(opened));

  return vscode.Disposable.from(
    controller,
    vscode.commands.registerCommand(CHECK_GRADIENT, async (reference?: unknown) => {
      const { checkGradient } = await import('./command');
      await checkGradient(services, await checks(), reference);
    }),
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) loaded?.changed(document);
    }),
    vscode.workspace.onDidCloseTextDocument(document => loaded?.closed(document)),
    vscode.workspace.onDidSaveTextDocument(document => loaded?.saved(document)),
    vscode.languages.registerCodeActionsProvider(
      [...SCRIPTS],
      { provideCodeActions: (document, range) => loaded?.quickFixes(document, range) },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    { dispose: () => loaded?.dispose() },
  );
}
