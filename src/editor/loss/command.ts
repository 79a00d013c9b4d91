import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import type { NumberArray } from '../../source/arrays';
import { arraysOfText, type TextRange } from '../../source/selectedArrays';
import { inSlices } from '../../source/slices';
import { manageTrust, runCommand, type NextStep } from '../report';
import type { Services } from '../services';
import { withSlowProgress } from '../slowProgress';
import { compareSteps } from './comparison';
import { openExample } from './example';
import { FollowedOrigin } from './following';
import { inRoles, rolesOf } from './origin';
import { LossPanel } from './panel';
import { pickOther } from './pickOther';
import { readSelected } from './selection';
import { lossOptions } from './settings';

/** The command that runs: a newer one takes its place. */
let underWay: AbortController | undefined;

/** The command "Evaluate Loss on Selected Arrays": shows the losses of the selected arrays in the Loss panel. */
export function evaluateLoss(services: Services): Promise<void> {
  const editor = editorInUse();
  underWay?.abort(new Problem('cancelled'));
  const cancel = (underWay = new AbortController());
  return runCommand(
    services,
    async () => {
      try {
        await evaluateSelection(services, editor ?? noEditor(), cancel);
      } catch (error) {
        // The person, or a newer command, wanted it to end.
        if (!(error instanceof Problem && error.code === 'cancelled')) throw error;
      }
    },
    problem => nextStep(services, editor, problem),
  );
}

/** Reads, asks what is missing, evaluates and shows; where the person changes their mind, nothing has happened. */
async function evaluateSelection(
  services: Services,
  { document, selections }: vscode.TextEditor,
  cancel: AbortController,
): Promise<void> {
  const uri = document.uri.toString();
  const followed = new FollowedOrigin({
    ...{ uri, ranges: rangesOf(document, selections), picked: null, predictions: [], target: null, runsCode: false },
  });
  try {
    const text = document.getText();
    const { arrays: selected, runsCode } = await withSlowProgress(l10n.t('Reading the arrays…'), cancel, signal =>
      readSelected(services, document, followed.origin.ranges, signal),
    );
    const choice =
      selected.length > 1 ? { arrays: selected, picked: null } : await withOther(text, selected[0]!, cancel);
    cancel.signal.throwIfAborted();
    if (!choice) return followed.dispose();
    const { arrays, picked } = choice;
    const roles = rolesOf(arrays);
    followed.setRoles({ ...roles, runsCode, picked: picked && { name: picked.name ?? '', start: picked.start } });
    const compared = inRoles(uri, text, arrays, roles);
    const comparison = await withSlowProgress(l10n.t('Evaluating the losses…'), cancel, signal =>
      inSlices(compareSteps(compared, lossOptions()), signal),
    );
    LossPanel.show(services, comparison, followed);
  } catch (error) {
    followed.dispose();
    throw error;
  }
}

function rangesOf(document: vscode.TextDocument, selections: readonly vscode.Selection[]): TextRange[] {
  return selections
    .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }))
    .sort((a, b) => a.start - b.start);
}

/** A single array with the one it is compared with, in the order of the text; undefined where there is to be none. */
async function withOther(
  text: string,
  array: NumberArray,
  cancel: AbortController,
): Promise<{ arrays: readonly NumberArray[]; picked: NumberArray | null } | undefined> {
  const { arrays: all } = await withSlowProgress(l10n.t('Reading the arrays…'), cancel, signal =>
    inSlices(arraysOfText(text), signal),
  );
  const other = await pickOther(text, array, all);
  if (!other) return undefined;
  if (other === 'alone') return { arrays: [array], picked: null };
  return { arrays: [array, other].sort((a, b) => a.start - b.start), picked: other };
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
  if (problem.code === 'untrusted-expression') return manageTrust();
  const { offset } = problem.args;
  if (typeof offset === 'number' && editor) {
    return { label: l10n.t('Go to Line'), run: () => goTo(editor, offset) };
  }
  if (['no-editor', 'no-selection', 'no-numbers'].includes(problem.code)) {
    return { label: l10n.t('Show Example'), run: () => openExample(services).then(() => evaluateLoss(services)) };
  }
  return undefined;
}

async function goTo({ document, viewColumn }: vscode.TextEditor, offset: number): Promise<void> {
  const position = document.positionAt(offset);
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(document, viewColumn ? { selection, viewColumn } : { selection });
}
