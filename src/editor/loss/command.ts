import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { Problem } from '../../numerics/problem';
import { runCommand, type NextStep } from '../report';
import type { Services } from '../services';
import { openExample } from './example';
import { LossPanel } from './panel';
import { comparedArrays } from './selection';

/** The command "Evaluate Loss on Selected Arrays": shows the losses of the selected arrays in the Loss panel. */
export function evaluateLoss(services: Services): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  return runCommand(
    services,
    () => LossPanel.show(services, comparedArrays(editor)),
    problem => nextStep(services, editor, problem),
  );
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
