import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { NablaApi } from '../../src/editor/api';
import { EVALUATE_LOSS, LOSS_PANEL } from '../../src/editor/loss/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { closeAll, until, warningsWhile, type Shown } from './helpers';
import { newFile, select } from './lossPanels';

const EXTENSION = 'nabla.nabla';

/** Shows a text in an editor with each of the given pieces selected by a cursor of its own. */
async function editorWith(content: string, selected: readonly string[], language = 'typescript') {
  const document = await newFile(content, language);
  const editor = await vscode.window.showTextDocument(document);
  const selections = selected.map(piece => {
    const start = content.indexOf(piece);
    assert.ok(start >= 0, piece);
    return new vscode.Selection(document.positionAt(start), document.positionAt(start + piece.length));
  });
  await select(editor, selections);
  return editor;
}

function lossTabs(): vscode.Tab[] {
  return panelTabs(LOSS_PANEL);
}

/** Runs the command and returns the warnings it shows; `answer` is the action pressed in each. */
function warningsOf(answer?: string): Promise<Shown[]> {
  return warningsWhile(() => vscode.commands.executeCommand(EVALUATE_LOSS), answer);
}

describe('the extension', () => {
  it('activates from its one file', async () => {
    const extension = vscode.extensions.getExtension<NablaApi>(EXTENSION)!;
    const start = performance.now();
    await extension.activate();
    assert.ok(performance.now() - start < 300);
    const loaded = Object.keys(require.cache).filter(file =>
      file.startsWith(path.join(extension.extensionPath, 'dist') + path.sep),
    );
    assert.deepEqual(loaded, [path.join(extension.extensionPath, 'dist', 'extension.js')]);
  });

  it('gives other extensions the losses', async () => {
    const api = await vscode.extensions.getExtension<NablaApi>(EXTENSION)!.activate();
    assert.equal(api.version, 1);
    const shape = [10];
    const prediction = { data: Float64Array.of(0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0), shape };
    const target = { data: Float64Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0, 0), shape };
    const { results } = await api.evaluateLosses(prediction, target);
    const value = (wanted: string) => results.find(({ id }) => id === wanted)?.value;
    assert.deepEqual([value('halfSumSquares'), value('crossEntropy')], [0.09750000000000003, 0.510825457099338]);
    await assert.rejects(api.evaluateLosses(prediction, { data: new Float64Array(3), shape: [3] }), {
      code: 'shape-mismatch',
    });
  });
});

describe('Evaluate Loss on Selected Arrays', () => {
  const twoArrays = 'const y = [0.2, 0.8];\nconst t = [0, 1];\n';

  beforeEach(closeAll);
  after(closeAll);

  it('opens one panel beside the editor and keeps the keyboard in the editor', async () => {
    const editor = await editorWith(twoArrays, ['[0.2, 0.8]', '[0, 1]']);
    assert.deepEqual(await warningsOf(), []);
    await until('the panel is open', () => lossTabs().length === 1);
    assert.notEqual(lossTabs()[0]!.group.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    assert.deepEqual(await warningsOf(), []);
    assert.equal(lossTabs().length, 1);
  });

  it('takes one selection that holds both arrays, in any language', async () => {
    await editorWith('y = [0.2, 0.8]  # out\nt = [0, 1]\n', ['y = [0.2, 0.8]  # out\nt = [0, 1]'], 'python');
    assert.deepEqual(await warningsOf(), []);
    await until('the panel is open', () => lossTabs().length === 1);
  });

  const mistakes: [what: string, content: string, selected: string[], message: RegExp, action: string[]][] = [
    ['nothing selected', twoArrays, [''], /^Nothing is selected\. Select two arrays/, ['Show Example']],
    [
      'text without numbers',
      twoArrays,
      ['const'],
      /^No numbers in the selection\. Select two arrays/,
      ['Show Example'],
    ],
    [
      'different lengths',
      'y=[1, 2]; t=[1]',
      ['y=[1, 2]; t=[1]'],
      /^The prediction \(y\) has 2 elements, the target \(t\) 1 element;/,
      [],
    ],
    [
      'a ragged array',
      '\ny=[[1], [2, 3]]',
      ['y=[[1], [2, 3]]'],
      /^y is ragged: row \[1\] in line 2 has 2/,
      ['Go to Line'],
    ],
    ['no number', 'y=[1, x]', ['y=[1, x]'], /^y cannot be read: "x" in line 1 is not a number/, ['Go to Line']],
    ['an array cut off', 'y=[1, 2]', ['y=[1, 2'], /^y in line 1 is not closed/, ['Go to Line']],
  ];
  for (const [what, content, selected, message, actions] of mistakes) {
    it(`answers ${what} with one sentence, and opens nothing`, async () => {
      await editorWith(content, selected);
      const shown = await warningsOf();
      assert.equal(shown.length, 1);
      assert.match(shown[0]!.message, message);
      assert.deepEqual(shown[0]!.actions, actions);
      assert.equal(lossTabs().length, 0);
    });
  }

  it('answers no editor with one sentence', async () => {
    const [shown] = await warningsOf();
    assert.match(shown!.message, /^No editor is open\. Open a file with two arrays/);
    assert.deepEqual(shown!.actions, ['Show Example']);
  });

  it('answers a file that VS Code keeps from extensions with one sentence', async () => {
    const file = vscode.Uri.file(path.join(os.tmpdir(), `nabla-large-${process.pid}.ts`));
    fs.writeFileSync(file.fsPath, 'const y = [0.5];\n'.repeat(3_100_000));
    try {
      await vscode.commands.executeCommand('vscode.open', file);
      const [shown] = await warningsOf();
      assert.match(shown!.message, /^This file is larger than the 50 MB/);
    } finally {
      await closeAll();
      fs.rmSync(file.fsPath);
    }
  });

  it('reads the editor beside the panel when the panel has the focus', async () => {
    await editorWith(twoArrays, ['[0.2, 0.8]', '[0, 1]']);
    await warningsOf();
    await until('the panel is open', () => lossTabs().length === 1);
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await until('no editor is active', () => vscode.window.activeTextEditor === undefined);
    assert.deepEqual(await warningsOf(), []);
  });

  it('reports a fault of its own with a way to the log', async () => {
    const original = { ...vscode.window };
    const shown: Shown[] = [];
    Object.assign(vscode.window, {
      createWebviewPanel: () => {
        throw new TypeError('a fault');
      },
      showErrorMessage: (message: string, ...actions: string[]) => {
        shown.push({ message, actions });
        return Promise.resolve(undefined);
      },
    });
    try {
      await editorWith(twoArrays, ['[0.2, 0.8]', '[0, 1]']);
      await vscode.commands.executeCommand(EVALUATE_LOSS);
    } finally {
      const { createWebviewPanel, showErrorMessage } = original;
      Object.assign(vscode.window, { createWebviewPanel, showErrorMessage });
    }
    assert.equal(shown.length, 1);
    assert.match(shown[0]!.message, /^Nabla could not do this because of a fault of its own\./);
    assert.deepEqual(shown[0]!.actions, ['Show Log']);
  });

  it('keeps the panel and its numbers when a later selection is wrong', async () => {
    await editorWith(twoArrays, ['[0.2, 0.8]', '[0, 1]']);
    await warningsOf();
    await until('the panel is open', () => lossTabs().length === 1);
    await editorWith('y=[1, x]', ['y=[1, x]']);
    assert.equal((await warningsOf()).length, 1);
    assert.equal(lossTabs().length, 1);
  });

  it('shows an example when asked', async () => {
    await editorWith(twoArrays, ['']);
    await warningsOf('Show Example');
    await until('the panel is open', () => lossTabs().length === 1);
    const example = vscode.window.visibleTextEditors.find(({ document }) => document.getText().includes('y1'))!;
    assert.ok(example.document.isUntitled);
    assert.equal(example.selections.length, 2);
  });

  it('goes to the line that is wrong when asked', async () => {
    const editor = await editorWith('\n\ny = [1,\n  oops]', ['y = [1,\n  oops]']);
    await warningsOf('Go to Line');
    assert.deepEqual(editor.selection.active, new vscode.Position(3, 2));
  });
});
