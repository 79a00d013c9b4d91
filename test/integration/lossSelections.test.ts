import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LOSS_PANEL } from '../../src/editor/loss/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { closeAll, until } from './helpers';
import {
  choosing,
  editorWith,
  evaluateLoss,
  evaluatesLoss,
  watchedLossPanels,
  names,
  select,
  value,
} from './lossPanels';

describe('the arrays that a selection means', () => {
  const panels = watchedLossPanels();

  /** The half sum of squares of (0.2, 0.8) against (0, 1). */
  const HALF = 0.5 * (0.2 ** 2 + (0.8 - 1) ** 2);

  const forms: [form: string, marked: string, language?: string, named?: string][] = [
    ['several cursors', 'const y = «[0.2, 0.8]»;\nconst t = «[0, 1]»;\n'],
    ['one selection with two declarations', '«const y = [0.2, 0.8];\nconst t = [0, 1];»\n'],
    ['cursors in arrays', 'const y = [0.2,‸ 0.8];\nconst t = [0‸, 1];\n'],
    ['cursors on names', 'const y‸ = [0.2, 0.8];\nconst ‸t = [0, 1];\n'],
    ['cursors on names elsewhere', 'const y = [0.2, 0.8];\nconst t = [0, 1];\nmse(y‸, ‸t);\n'],
    ['selected names', 'const y = [0.2, 0.8];\nconst t = [0, 1];\nmse(«y», «t»);\n'],
    ['selected arguments', 'const y = [0.2, 0.8];\nconst t = [0, 1];\nmse(«y, t»);\n'],
    ['a cursor and a selection', 'const y = «[0.2, 0.8]»;\nconst t = [0‸, 1];\n'],
    ['Python', 'y = «np.array([0.2, 0.8])»\nt = «[0, 1]»\n', 'python'],
    ['JSON', '{ "pred": «[0.2, 0.8]», "label": «[0, 1]» }\n', 'json', 'pred against label'],
    ['a CSV table', '«y,t\n0.2,0\n0.8,1\n»', 'plaintext'],
    ['columns of CSV under cursors', 'y,t\n‸0.2,‸0\n0.8,1\n', 'plaintext'],
    ['a table of Markdown', '«| y | t |\n|---|---|\n| 0.2 | 0 |\n| 0.8 | 1 |\n»', 'markdown'],
    ['a box selection', 'y  t\n«0.2  0»\n«0.8  1»\n', 'plaintext', 'prediction against target'],
  ];
  for (const [form, marked, language, named = 'y against t'] of forms) {
    it(`may be ${form}`, async () => {
      await editorWith(marked, language);
      await evaluatesLoss();
      const state = await panels.shown();
      assert.equal(names(state), named);
      assert.equal(value(state, 'halfSumSquares'), HALF);
      assert.equal(state.live.on, true);
    });
  }

  it('may be in a CSV file', async () => {
    await editorWith('«pred,truth\n0.2,0\n0.8,1\n»', 'csv');
    await evaluatesLoss();
    const state = await panels.shown();
    assert.equal(names(state), 'pred against truth');
    assert.match(state.file, /^loss-\d+\.csv$/);
  });

  it('may be in an untitled text', async () => {
    await editorWith('«y = [0.2, 0.8]\nt = [0, 1]»\n', 'python', (content, language) =>
      vscode.workspace.openTextDocument({ content, language }),
    );
    await evaluatesLoss();
    const state = await panels.shown();
    assert.deepEqual([names(state), value(state, 'halfSumSquares')], ['y against t', HALF]);
    assert.match(state.file, /^Untitled-\d+$/);
  });

  it('may be in a cell of a notebook', async () => {
    const code = (text: string) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'typescript');
    const cells = [code('const x = [1];'), code('const y = [0.2, 0.8];\nconst t = [0, 2].map(v => v / 2);\n')];
    const serializer = vscode.workspace.registerNotebookSerializer('nabla-cells', {
      deserializeNotebook: () => new vscode.NotebookData(cells),
      serializeNotebook: () => new Uint8Array(),
    });
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'loss.cells');
    await vscode.workspace.fs.writeFile(uri, new Uint8Array());
    try {
      const notebook = await vscode.workspace.openNotebookDocument(uri);
      const { document } = notebook.cellAt(1);
      const editor = await vscode.window.showNotebookDocument(notebook, {
        selections: [new vscode.NotebookRange(1, 2)],
      });
      await vscode.commands.executeCommand('notebook.cell.edit');
      await until('the cell is being edited', () => vscode.window.activeTextEditor?.document === document);
      assert.ok(editor);
      await select(vscode.window.activeTextEditor!, [new vscode.Selection(0, 0, 2, 0)]);
      await evaluatesLoss();
      assert.equal(value(await panels.shown(), 'halfSumSquares'), HALF);
    } finally {
      await closeAll();
      serializer.dispose();
    }
  });

  it('may be three predictions, which are ranked', async () => {
    await editorWith(
      '«const y1 = [0.2, 0.8];\nconst y2 = [0.4, 0.6];\nconst t = [0, 1];\nconst y3 = [0.1, 0.8, 0.1];\nconst y4 = [0.1, 0.9];»\n',
    );
    await evaluatesLoss();
    const state = await panels.shown();
    assert.equal(names(state), 'y1, y2, y3, y4 against t');
    assert.deepEqual(
      state.candidates.map(({ problem }) => problem?.code),
      [undefined, undefined, 'shape-mismatch', undefined],
    );
    assert.deepEqual(state.ranking.find(({ id }) => id === 'halfSumSquares')!.order, [3, 0, 1, 2]);
  });

  it('is compared with an array picked from a list when it is only one, those that fit first', async () => {
    await editorWith('const n = [1];\nconst y = ‸[0.2, 0.8];\n\nconst t = [0, 1];\nconst m = [[1, 2], [3, 4]];\n');
    const labels = await choosing(/^t$/, evaluatesLoss);
    assert.deepEqual(labels, [
      't 2, line 4',
      'other shapes',
      'n 1, line 1',
      'm 2 × 2, line 5',
      '',
      'y alone: information content and entropy',
    ]);
    const state = await panels.shown();
    assert.equal(names(state), 'y against t');
    assert.equal(value(state, 'halfSumSquares'), HALF);
  });

  it('is offered first what its name and its form ask for', async () => {
    const far = 'const t = [1, 0];\nconst a = [0.3, 0.7];\n';
    await editorWith(`${far}const rows = [[0.2, 0.8], [0.6, 0.4]];\nconst y = [0.2, 0.8];\nconst labels = ‸[0, 1];\n`);
    const forLabels = await choosing(undefined, evaluatesLoss);
    assert.deepEqual(forLabels.slice(0, 3), ['rows 2 × 2, line 3', 'y 2, line 4', 'a 2, line 2']);
    await editorWith(`${far}const y = ‸[0.2, 0.8];\n`);
    const forPrediction = await choosing(undefined, evaluatesLoss);
    assert.deepEqual(forPrediction.slice(0, 2), ['t 2, line 1', 'a 2, line 2']);
  });

  it('may be one array alone', async () => {
    await editorWith('const p = [«0.5, 0.5»];\n');
    await choosing(/alone/, evaluatesLoss);
    const state = await panels.shown();
    assert.equal(names(state), 'p');
    assert.ok(Math.abs((value(state, 'entropy') as number) - Math.LN2) < 1e-15);
  });

  it('is left alone when the person changes their mind', async () => {
    await editorWith('const y = «[0.2, 0.8]»;\nconst t = [0, 1];\n');
    await choosing(undefined, evaluatesLoss);
    assert.equal(panelTabs(LOSS_PANEL).length, 0);
  });

  it('is nothing where the cursor is nowhere', async () => {
    await editorWith('const‸ y = [0.2, 0.8];\n\n‸const t = [0, 1];\n');
    const [shown] = await evaluateLoss();
    assert.match(shown!.message, /^Nothing is selected\./);
  });

  it('may be a million numbers, and the editor stays responsive', async function () {
    this.timeout(60_000);
    const numbers = (seed: number) => Array.from({ length: 500_000 }, (_, i) => ((i * seed) % 9973) / 9973).join(', ');
    await editorWith(`const y = [${numbers(7)}];\nconst t = [${numbers(11)}];\n`);
    await vscode.commands.executeCommand('editor.action.selectAll');
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    await evaluatesLoss();
    const state = await panels.shown();
    const took = performance.now() - started;
    clearInterval(timer);
    console.log(`      a million numbers: ${Math.round(took)} ms, longest wait ${Math.round(longest)} ms`);
    assert.deepEqual(state.prediction.shape, [500_000]);
    assert.ok(longest < 1000, `the host was blocked for ${longest} ms`);
  });
});
