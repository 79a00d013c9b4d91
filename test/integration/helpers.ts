import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A message as it was shown, and what it offered. */
export interface Shown {
  readonly message: string;
  readonly actions: readonly string[];
}

/** Replaces functions of `vscode.window` while something runs. */
export async function withWindow(replaced: object, run: () => PromiseLike<unknown>): Promise<void> {
  const names = Object.keys(replaced) as (keyof typeof vscode.window)[];
  const originals = Object.fromEntries(names.map(name => [name, vscode.window[name]]));
  Object.assign(vscode.window, replaced);
  try {
    await run();
  } finally {
    Object.assign(vscode.window, originals);
  }
}

/** The warnings that are shown while something runs; `answer` is the action pressed in each. */
export async function warningsWhile(run: () => PromiseLike<unknown>, answer?: string): Promise<Shown[]> {
  const shown: Shown[] = [];
  const showWarningMessage = (message: string, ...actions: string[]) => {
    shown.push({ message, actions });
    return Promise.resolve(answer);
  };
  await withWindow({ showWarningMessage }, run);
  return shown;
}

/** Runs something that asks for a text, and gives it, after whatever is done meanwhile. */
export function answerInput(
  text: string | undefined,
  run: () => PromiseLike<unknown>,
  meanwhile: () => PromiseLike<unknown> = () => Promise.resolve(),
): Promise<void> {
  return withWindow({ showInputBox: () => meanwhile().then(() => text) }, run);
}

/** Closes every tab; untitled texts are thrown away, so that nothing asks whether to save them. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await until('no editor is open', () => vscode.window.visibleTextEditors.length === 0);
  // The next untitled text would get the name of one that is still being thrown away, and its content.
  await until('untitled texts are gone', () => !vscode.workspace.textDocuments.some(({ isUntitled }) => isUntitled));
}

/** Waits until something holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    assert.ok(waited < 10_000, `waited too long until ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** Our lenses in a document, once there are any: the extension is activated by its language. */
export async function lensesOf({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  for (let waited = 0; ; waited += 50) {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    const ours = lenses.filter(({ command }) => command?.command.startsWith('nabla.'));
    if (ours.length > 0 || waited > 10_000) return ours;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
