import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EVALUATE_LOSS, LOSS_PANEL } from '../../src/editor/loss/ids';
import type { LossComparison, LossRequest, LossState } from '../../src/editor/loss/messages';
import { warningsWhile, withWindow, type Shown } from './helpers';
import { WatchedPanels } from './watchedPanels';

/** The Loss pages, watched. */
class LossPanels extends WatchedPanels<LossRequest, LossState> {
  /** The comparison that is shown now; waits for one. */
  shown(holds: (state: LossComparison) => boolean = () => true, what = 'a comparison is shown') {
    return this.state(what, (state): state is LossComparison => state.kind === 'comparison' && holds(state));
  }

  /** Waits until the half sum of squares is that of (a, b) against (0, 1). */
  shows(a: number, b: number): Promise<LossComparison> {
    return this.shown(state => value(state, 'halfSumSquares') === half(a, b), `${a}, ${b} are shown`);
  }

  /** Shows a text, evaluates what is marked in it and waits for the comparison. */
  async open(marked: string): Promise<vscode.TextEditor> {
    const editor = await editorWith(marked);
    await evaluatesLoss();
    await this.shown();
    return editor;
  }
}

/** Runs the command and returns the warnings it shows; `answer` is the action pressed in each. */
export function evaluateLoss(answer?: string): Promise<Shown[]> {
  return warningsWhile(() => vscode.commands.executeCommand(EVALUATE_LOSS), answer);
}

/** Runs the command, which must have nothing to say. */
export async function evaluatesLoss(): Promise<void> {
  assert.deepEqual(await evaluateLoss(), []);
}

/** Runs something that offers a list; chooses the first entry whose label matches, or nothing. Returns the labels. */
export async function choosing(label: RegExp | undefined, run: () => PromiseLike<unknown>): Promise<string[]> {
  const labels: string[] = [];
  const showQuickPick = (items: readonly vscode.QuickPickItem[]) => {
    for (const item of items) labels.push(item.description ? `${item.label} ${item.description}` : item.label);
    return Promise.resolve(label && items.find(item => item.kind === undefined && label.test(item.label)));
  };
  await withWindow({ showQuickPick }, run);
  return labels;
}

const ENDINGS: Readonly<Record<string, string>> = {
  typescript: 'ts',
  python: 'py',
  json: 'json',
  markdown: 'md',
  plaintext: 'txt',
  csv: 'csv',
};

let files = 0;

/** Opens a text as a new file of the workspace: an untitled one may get the name and text of one just thrown away. */
export async function newFile(content: string, language: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const uri = vscode.Uri.joinPath(folder, `loss-${files++}.${ENDINGS[language]}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return vscode.workspace.openTextDocument(uri);
}

/**
 * Shows a text in an editor; parts of it between « and » are selected, and ‸ is a cursor.
 *
 * @param open opens the document, by default a new file of the workspace
 */
export async function editorWith(
  marked: string,
  language = 'typescript',
  open: (content: string, language: string) => Thenable<vscode.TextDocument> = newFile,
): Promise<vscode.TextEditor> {
  const marks = [...marked.matchAll(/[«»‸]/g)];
  const offsets = marks.map(({ index }, before) => index - before);
  const document = await open(marked.replace(/[«»‸]/g, ''), language);
  const editor = await vscode.window.showTextDocument(document);
  const at = (mark: number) => document.positionAt(offsets[mark]!);
  if (marks.length === 0) return editor;
  await select(
    editor,
    marks.flatMap(([mark], index) =>
      mark === '»' ? [] : [new vscode.Selection(at(index), at(mark === '«' ? index + 1 : index))],
    ),
  );
  return editor;
}

/** Selects, and waits until VS Code has told so: what it told before may arrive later. */
export async function select(editor: vscode.TextEditor, selections: readonly vscode.Selection[]): Promise<void> {
  const told = new Promise<void>(resolve => {
    const hearing = vscode.window.onDidChangeTextEditorSelection(change => {
      if (change.textEditor !== editor || !areEqual(change.selections, selections)) return;
      hearing.dispose();
      resolve();
    });
  });
  if (areEqual(editor.selections, selections)) return;
  editor.selections = selections;
  await told;
}

function areEqual(a: readonly vscode.Selection[], b: readonly vscode.Selection[]): boolean {
  return a.length === b.length && a.every((each, index) => each.isEqual(b[index]!));
}

/** The names of the predictions and the target. */
export function names({ candidates, target }: LossComparison): string {
  const predictions = candidates.map(({ name }) => name).join(', ');
  return target ? `${predictions} against ${target.name}` : predictions;
}

/** The value of a measure. */
export function value({ results }: LossComparison, id: string): unknown {
  const result = results.find(each => each.id === id);
  return result && 'value' in result ? result.value : undefined;
}

/** The half sum of squares of (a, b) against (0, 1). */
export function half(a: number, b: number): number {
  return 0.5 * (a ** 2 + (b - 1) ** 2);
}

/** Replaces the first place where something is written. */
export async function replace(editor: vscode.TextEditor, old: string, text: string): Promise<void> {
  const start = editor.document.getText().indexOf(old);
  assert.ok(start >= 0, old);
  const at = (offset: number) => editor.document.positionAt(offset);
  await editor.edit(edit => edit.replace(new vscode.Range(at(start), at(start + old.length)), text));
}

/** Two arrays, selected. */
export const TWO = '«const y = [0.2, 0.8];\nconst t = [0, 1];»\n';

/** Loss panels watched while the tests of a suite run; each begins without any editor or panel. */
export function watchedLossPanels(): LossPanels {
  return new LossPanels(LOSS_PANEL).whileTesting();
}
