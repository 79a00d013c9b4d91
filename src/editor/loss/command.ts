import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { runCommand, type NextStep } from '../report';
import type { Services } from '../services';
import { openExample } from './example';
import { LossPanel } from './panel';
import { comparedArrays } from './selection';

/** The command "Evaluate Loss on Selected Arrays": shows the losses of the selected arrays in the Loss panel. */
export function evaluateLoss(services: Services): Promise<void> {
  const editor = editorInUse();
  return runCommand(
    services,
    () => LossPanel.show(services, comparedArrays(editor ?? noEditor())),
    problem => nextStep(services, editor, problem),
  );
}

/** The active editor; where a panel has the focus, the editor beside it that has a selection. */
function editorInUse(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return activeTextEditor ?? visibleTextEditors.find(({ selection }) => !selection.isEmpty) ?? visibleTextEditors[0];
}

/** @throws Problem `document-too-large` where VS Code keeps the document from extensions, else `no-editor` */
function noEditor(): never {
  const isText = vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputText;
  throw new Problem(isText ? 'document-too-large' : 'no-editor');
}

function nextStep(services: Services, editor: vscode.TextEditor | undefined, problem: Problem): NextStep | undefined {
  const { offset } = problem.args;
  if (typeof offset === 'number' && editor) {
    return { label: l10n.t('Go to Line'), run: () => goTo(editor, offset) };
  }
  if (['no-editor', 'no-selection', 'no-numbers'].includes(problem.code)) {
    return { label: l10n.t('Show Example'), run: async () => LossPanel.show(services, await openExample(services)) };
  }
  return undefined;
}

async function goTo({ document, viewColumn }: vscode.TextEditor, offset: number): Promise<void> {
  const position = document.positionAt(offset);
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(document, viewColumn ? { selection, viewColumn } : { selection });
}
