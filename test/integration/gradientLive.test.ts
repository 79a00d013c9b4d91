import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BOOK, derivative, near, watchedGradientPanels } from './gradientPanels';
import { editorWith } from './helpers';
import { replace } from './lossPanels';

describe('the Gradient panel follows edits', () => {
  const panels = watchedGradientPanels();

  afterEach(() => vscode.workspace.saveAll());

  it('of the function, at the same point and with the same in sight', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    const { plots } = await panels.drawn();
    await replace(editor, '0.1 * x', '0.3 * x');
    near(derivative(await panels.shown(state => state.value !== 0.75 && !state.live.stale)), 0.4);
    const drawn = await panels.shown(state => state.plots!.slice!.ys[0] !== plots!.slice!.ys[0], 'it is drawn anew');
    assert.deepEqual(drawn.plots!.slice!.xs, plots!.slice!.xs);
    assert.deepEqual(drawn.live, { on: true, stale: false, problem: null });
  });

  it('and says at once that what is shown is older', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.drawn();
    const before = panels.count;
    await replace(editor, '0.1 * x', '0.3 * x');
    await panels.shown(({ live, value }) => !live.stale && value !== 0.75);
    const since = panels.all.slice(before).filter(state => state.kind === 'gradient');
    const changed = since.find(({ live, value }) => live.stale || value !== 0.75);
    assert.deepEqual([changed?.live.stale, changed?.value], [true, 0.75]);
  });

  it('of another place in its file, by which its line moves', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.drawn();
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '// The book.\n\n'));
    await panels.shown(({ line, live }) => line === 3 && !live.stale, 'its line is another one');
  });

  it('of what it imports', async () => {
    const factor = await editorWith('export const k = 3;\n', 'k');
    const name = factor.document.uri.path.split('/').at(-1)!.replace('.ts', '');
    const text = `import { k } from './${name}';\nexport function f(x: number): number {\n  return k * x;\n}\n`;
    await panels.open(text, 'k *', '5');
    near(derivative(await panels.shown()), 3);
    const editor = await vscode.window.showTextDocument(factor.document);
    await replace(editor, '3', '4');
    near(derivative(await panels.shown(state => state.value === 20)), 4);
  });

  it('and of nothing that it cannot import', async () => {
    await panels.open(BOOK, '0.01', '5');
    const before = await panels.drawn();
    const other = await vscode.workspace.openTextDocument({ language: 'markdown', content: 'x' });
    await replace(await vscode.window.showTextDocument(other), 'x', 'y');
    const configuration = vscode.workspace.getConfiguration('nabla');
    await configuration.update('loss.delta', 1e-6, true); // which writes a file
    await configuration.update('loss.delta', undefined, true);
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.deepEqual(await panels.shown(), before);
  });

  it('and keeps what it shows while the text has a mistake', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.drawn();
    await replace(editor, '0.1 * x;', '0.1 * ;');
    const broken = await panels.shown(({ live }) => live.problem !== null, 'there is a problem');
    assert.deepEqual([broken.live.problem!.code, broken.live.stale, broken.value], ['syntax-error', true, 0.75]);
    await replace(editor, '0.1 * ;', '0.3 * x;');
    const mended = await panels.shown(({ live }) => !live.stale && live.problem === null, 'it is mended');
    near(derivative(mended), 0.4);
  });

  it('and keeps what it shows while the function is not there, or takes something else', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.drawn();
    await replace(editor, 'function f', 'function g');
    const gone = await panels.shown(({ live }) => live.problem !== null, 'there is a problem');
    assert.deepEqual([gone.live.problem!.code, gone.name, gone.live.stale], ['unknown-function', 'f', true]);
    await replace(editor, 'function g(x', 'function f(y: number, x');
    await panels.shown(({ live }) => live.problem?.code === 'point-count', 'the point no longer fits');
    assert.equal((await panels.ask({ kind: 'setPoint', point: '1, 5' })).error, undefined);
    const { live, total } = await panels.at('1, 5');
    assert.deepEqual([live.problem, live.stale, total], [null, false, 2]);
  });

  it('also to a function that throws, which has another result', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.drawn();
    await replace(editor, 'return', 'if (x > 4) throw new Error("large");\n  return');
    const { problem, live } = await panels.shown(({ status }) => status === 'error', 'it throws');
    assert.deepEqual([problem!.code, live.stale], ['function-threw', false]);
  });

  it('and has its pins known as the text is now', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.ask({ kind: 'pin' });
    await panels.ask({ kind: 'setPoint', point: '10' });
    await replace(editor, '0.1 * x', '0.3 * x');
    await panels.shown(({ pins }) => pins[0]?.text === 'f′(5) = 0.4', 'the pin is known anew');
  });

  it('unless it is told not to', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.drawn();
    await panels.ask({ kind: 'setLive', on: false });
    await panels.shown(({ live }) => !live.on);
    await replace(editor, '0.1 * x', '0.3 * x');
    await panels.shown(({ live }) => live.stale, 'it is stale');
    await new Promise(resolve => setTimeout(resolve, 500));
    assert.equal((await panels.shown()).value, 0.75);
    await panels.ask({ kind: 'recompute' });
    near(derivative(await panels.shown(({ live }) => !live.stale)), 0.4);
    await replace(editor, '0.3 * x', '0.5 * x');
    await panels.shown(({ live }) => live.stale, 'it is stale');
    await panels.ask({ kind: 'setLive', on: true });
    near(derivative(await panels.shown(({ live }) => !live.stale && live.on)), 0.6);
  });

  it('as it was chosen for the last panel', async () => {
    await panels.open(BOOK, '0.01', '5');
    await panels.ask({ kind: 'setLive', on: false });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await panels.open(BOOK, '0.01', '6');
    assert.equal((await panels.at('6')).live.on, false);
    await panels.ask({ kind: 'setLive', on: true });
  });

  it('that end what does not end', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    await panels.drawn();
    await replace(editor, 'return', 'while (x > 4);\n  return');
    await new Promise(resolve => setTimeout(resolve, 600));
    await replace(editor, 'while (x > 4);\n  ', 'x *= 2; ');
    const started = Date.now();
    near(derivative(await panels.shown(({ live, value }) => !live.stale && value !== 0.75)), 0.6);
    assert.ok(Date.now() - started < 4000, 'it waited for the time limit');
  });

  it('also where it is closed and opened again', async () => {
    const editor = await panels.open(BOOK, '0.01', '5');
    const { uri } = editor.document;
    await panels.drawn();
    await editor.document.save();
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await panels.ask({ kind: 'movePoint', values: [{ variable: 0, value: 10 }] });
    near(derivative(await panels.at('10')), 0.3);
    const again = await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
    await replace(again, '0.1 * x', '0.3 * x');
    near(derivative(await panels.shown(({ value }) => value === 4)), 0.5);
  });
});
