import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { choosing, editorWith, evaluatesLoss, half, watchedLossPanels, names, replace, TWO, value } from './lossPanels';

describe('the Loss panel follows edits', () => {
  const panels = watchedLossPanels();

  it('of the arrays, and of what is before them', async () => {
    const editor = await panels.open(TWO);
    assert.equal((await panels.shown()).live.on, true);
    await replace(editor, '0.8', '0.75');
    await panels.shows(0.2, 0.75);
    await replace(editor, 'const y', '// The prediction.\n\nconst y');
    assert.equal((await panels.shown(({ prediction }) => prediction.line === 3)).target!.line, 4);
    await replace(editor, '0.2', '0.25');
    await panels.shows(0.25, 0.75);
  });

  it('at the very end of what is selected', async () => {
    const editor = await panels.open('const y = [«0.2, 0.8»];\nconst t = [«0, 1»];\n');
    await replace(editor, '0.8', '0.85');
    await panels.shows(0.2, 0.85);
    const { document } = editor;
    const end = document.positionAt(document.getText().indexOf('5]') + 1);
    await editor.edit(edit => edit.insert(end, '5'));
    await panels.shows(0.2, 0.855);
  });

  it('with cursors', async () => {
    const editor = await panels.open('const y = [0.2, 0.8]‸;\nconst ‸t = [0, 1];\n');
    await replace(editor, '0.2', '0.125');
    await panels.shows(0.125, 0.8);
  });

  it('and keeps what it showed while the text cannot be read', async () => {
    const editor = await panels.open(TWO);
    await replace(editor, '0.8', '0.8.1x');
    const broken = await panels.shown(({ live }) => live.problem !== null, 'there is a problem');
    assert.equal(broken.live.problem!.code, 'not-a-number');
    assert.equal(value(broken, 'halfSumSquares'), half(0.2, 0.8));
    await replace(editor, '0.8.1x', '0.9');
    assert.equal((await panels.shows(0.2, 0.9)).live.problem, null);
  });

  it('and says so when an array is gone', async () => {
    const editor = await panels.open(TWO);
    await replace(editor, 'const t = [0, 1];', '');
    const { live } = await panels.shown(state => state.live.problem !== null, 'there is a problem');
    assert.deepEqual(live.problem, { code: 'arrays-gone', args: { found: 1, expected: 2 } });
  });

  it('in the roles that were chosen', async () => {
    const editor = await panels.open(TWO);
    await panels.ask({ kind: 'swap' });
    await replace(editor, '0.8', '0.5');
    const state = await panels.shown(({ target }) => target!.data[1] === 0.5);
    assert.deepEqual([names(state), state.reason], ['t against y', 'chosen']);
  });

  it('of the array that was picked', async () => {
    const editor = await editorWith('const t = [0, 1];\nconst y = [0.2, ‸0.8];\nconst z = [7, 8];\n');
    await choosing(/^t$/, evaluatesLoss);
    await replace(editor, 'const t = [0', '// new\nconst t = [2');
    assert.equal(names(await panels.shown(({ target }) => target!.data[0] === 2)), 'y against t');
  });

  it('of one array alone', async () => {
    const editor = await editorWith('const p = [0.5, ‸0.5];\n');
    await choosing(/alone/, evaluatesLoss);
    await replace(editor, '0.5, 0.5', '0.25, 0.75');
    assert.equal(names(await panels.shown(({ prediction }) => prediction.data[0] === 0.25)), 'p');
  });

  it('only while it is turned on', async () => {
    const editor = await panels.open(TWO);
    await panels.ask({ kind: 'live', on: false });
    await replace(editor, '0.8', '0.5');
    await new Promise(resolve => setTimeout(resolve, 500));
    await panels.shows(0.2, 0.8); // a page that was late may have been sent it again
    await panels.ask({ kind: 'live', on: true });
    await panels.shows(0.2, 0.5);
  });

  it('not of expressions unless it is told to', async () => {
    const editor = await panels.open('const f = (a: number) => [a, 0.8];\n«const y = f(0.2);\nconst t = [0, 1];»\n');
    assert.equal((await panels.shown()).live.on, false);
    await replace(editor, '0.2', '0.3');
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal(value(await panels.shown(), 'halfSumSquares'), half(0.2, 0.8));
    await panels.ask({ kind: 'live', on: true });
    await panels.shows(0.3, 0.8);
    await replace(editor, '0.3', '0.4');
    await panels.shows(0.4, 0.8);
  });

  it('but runs no code that a literal has become', async () => {
    const editor = await panels.open('\n«const y = [0.2, 0.8];\nconst t = [0, 1];»\n');
    const trace = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'live-was-run');
    const write = `(require('node:fs').writeFileSync(${JSON.stringify(trace)}, ''), v)`;
    await replace(editor, '[0.2, 0.8]', `[0.2, 0.8].map(v => ${write})`);
    const { live } = await panels.shown(state => state.live.problem !== null, 'there is a problem');
    assert.deepEqual(live.problem, { code: 'expression-not-run', args: { expression: 'y', line: 2 } });
    assert.equal(fs.existsSync(trace), false);
  });

  it('until the text is closed, and again when it is where it was', async () => {
    const editor = await panels.open(TWO);
    const { uri } = editor.document;
    await editor.document.save();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await panels.ask({ kind: 'live', on: false });
    await panels.ask({ kind: 'live', on: true });
    const again = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    await replace(again, '0.8', '0.6');
    await panels.shows(0.2, 0.6);
  });
});
