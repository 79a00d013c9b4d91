import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { CLEAR_INLINE_RESULTS, COMPUTE_GRADIENT, GRADIENT_PANEL } from '../../src/editor/gradient/ids';
import type { GradientRequest } from '../../src/editor/gradient/messages';
import { panelTabs } from '../../src/editor/orphanPanels';
import { BOOK, BOWL, derivative, inlineTexts, listenersLeft, near, watchedGradientPanels } from './gradientPanels';
import { answerInput, closeAll, until, withWindow } from './helpers';

describe('the Gradient panel', () => {
  const panels = watchedGradientPanels();

  const settings = (changed: object = {}) => ({
    on: true,
    steps: 100,
    paths: [{ optimizer: 'sgd' as const, form: 'book' as const, learningRate: 0.1 }],
    ...changed,
  });

  it('shows the number first, then what is drawn', async () => {
    await panels.open(BOOK, '0.01', '5');
    const [first] = panels.all;
    assert.equal(first?.kind, 'gradient');
    const state = await panels.drawn();
    near(derivative(state), 0.2);
    assert.equal(state.variables[0]!.book, 0.1999999999990898);
    assert.equal(state.plots!.slice!.at, 5);
    assert.deepEqual([state.plots!.slice!.xs[0], state.plots!.slice!.xs.at(-1)], [-2.5, 12.5]);
    assert.equal(state.plots!.map, undefined);
    assert.deepEqual(state.descent, { ...settings({ on: false }), results: [] });
    assert.deepEqual([state.pins, state.live, state.chosen], [[], { on: true, stale: false, problem: null }, 0]);
  });

  it('draws a map of a function of two variables, with equal units', async () => {
    await panels.open(BOWL, 'x[0] **', '3, 4');
    const { plots, variables } = await panels.drawn();
    assert.deepEqual(
      variables.map(({ label }) => label),
      ['x[0]', 'x[1]'],
    );
    const { map, slice } = plots!;
    assert.deepEqual(map!.at, [3, 4]);
    assert.deepEqual([map!.xs[0], map!.xs.at(-1), map!.ys[0], map!.ys.at(-1)], [-3, 9, -2, 10]);
    assert.deepEqual([slice!.variable, slice!.xs[0], slice!.xs.at(-1)], [0, -3, 9]);
  });

  it('draws nothing of a function that gives several numbers', async () => {
    await panels.open('export const f = (x: number[]): number[] => [x[0] * x[1], x[0]];\n', 'x[0] *', '3, 4');
    const state = await panels.shown(({ plots }) => plots !== undefined, 'it is known that nothing is drawn');
    assert.deepEqual([state.plots, state.descent, state.total], [{}, undefined, 4]);
  });

  describe('carries out', () => {
    it('another point', async () => {
      await panels.open(BOOK, '0.01', '5');
      assert.equal((await panels.ask({ kind: 'setPoint', point: ' 10 ' })).error, undefined);
      const state = await panels.at('10');
      near(derivative(state), 0.3);
      const { plots } = await panels.shown(each => each.plots?.slice?.xs[0] === -5, 'the slice is about 10');
      assert.equal(plots!.slice!.at, 10);
    });

    for (const [point, code] of [
      ['five', 'point-syntax'],
      ['', 'point-syntax'],
      ['3, 4', 'point-count'],
      ['"a"', 'point-number'],
    ] as const) {
      it(`but not the point "${point}", and shows what it showed`, async () => {
        await panels.open(BOOK, '0.01', '5');
        const before = await panels.drawn();
        assert.equal((await panels.ask({ kind: 'setPoint', point })).error?.code, code);
        assert.deepEqual(await panels.shown(), before);
      });
    }

    it('points with numbers that are not finite, of which nothing is drawn', async () => {
      await panels.open(BOOK, '0.01', '"Infinity"');
      const state = await panels.shown(({ plots }) => plots !== undefined);
      assert.deepEqual([state.status, state.plots], ['undefined', {}]);
      await panels.ask({ kind: 'setPoint', point: '1e308' });
      const { plots } = await panels.shown(each => each.point === '1e+308' && each.plots !== undefined);
      assert.equal(plots!.problem, undefined);
    });

    it('moves of the point, by the digits of what is in sight, which stays', async () => {
      await panels.open(BOOK, '0.01', '5');
      const { plots: before } = await panels.drawn();
      const { error } = await panels.ask({ kind: 'movePoint', values: [{ variable: 0, value: 4.371298412 }] });
      assert.equal(error, undefined);
      const state = await panels.at('4.37');
      near(derivative(state), 0.02 * 4.37 + 0.1);
      assert.equal(state.plots!.slice!.at, 4.37);
      const after = await panels.shown(({ plots }) => plots!.steps !== undefined);
      assert.deepEqual(after.plots!.slice!.xs, before!.slice!.xs);
    });

    it('moves that pull along what is in sight', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.drawn();
      await panels.ask({ kind: 'movePoint', values: [{ variable: 0, value: 15.5 }] });
      const { plots } = await panels.shown(each => each.plots!.slice!.xs[0] === 0.5, 'it was pulled along');
      assert.equal(plots!.slice!.xs.at(-1), 15.5);
    });

    it('moves of two variables at once', async () => {
      await panels.open(BOWL, 'x[0] **', '3, 4');
      await panels.drawn();
      await panels.ask({
        kind: 'movePoint',
        values: [
          { variable: 0, value: -1 },
          { variable: 1, value: 0.5 },
        ],
      });
      const state = await panels.at('-1, 0.5');
      near(derivative(state, 0), -2);
      near(derivative(state, 1), 1);
      assert.deepEqual(state.plots!.map!.at, [-1, 0.5]);
    });

    it('moves of numbers in typed arrays', async () => {
      const typed = 'export function f(x: Float32Array, k: number): number {\n  return k * x[0] * x[1];\n}\n';
      await panels.open(typed, 'k *', '[2, 3], 0.5');
      await panels.drawn();
      await panels.ask({ kind: 'movePoint', values: [{ variable: 1, value: 4 }] });
      const state = await panels.at('[2, 4], 0.5');
      near(derivative(state, 0), 2);
      assert.equal(state.value, 4);
    });

    it('many moves at once, of which the last is shown and not each is computed', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.drawn();
      const before = panels.count;
      const moves = Array.from({ length: 100 }, (_, i) => 5 + (i + 1) / 100);
      await Promise.all(moves.map(value => panels.ask({ kind: 'movePoint', values: [{ variable: 0, value }] })));
      const state = await panels.at('6');
      near(derivative(state), 0.22);
      assert.ok(panels.count - before < 50, `${panels.count - before} states`);
    });

    it('moves of variables that are not there by leaving the point where it is', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.drawn();
      const { error } = await panels.ask({ kind: 'movePoint', values: [{ variable: 1, value: 3 }] });
      assert.equal(error, undefined);
      assert.equal((await panels.shown()).point, '5');
    });

    it('looking at another variable, by whose number the gradient is not computed again', async () => {
      await panels.open(BOWL, 'x[0] **', '3, 4');
      const { evaluations, milliseconds } = await panels.drawn();
      await panels.ask({ kind: 'choose', variable: 1 });
      const state = await panels.shown(({ plots }) => plots?.slice?.variable === 1 && plots.steps?.variable === 1);
      assert.deepEqual([state.chosen, state.evaluations, state.milliseconds], [1, evaluations, milliseconds]);
      assert.equal(state.plots!.slice!.at, 4);
      await panels.ask({ kind: 'choose', variable: 2 });
      assert.equal((await panels.shown()).chosen, 1);
      await panels.ask({ kind: 'setPoint', point: '3, 5' });
      assert.equal((await panels.at('3, 5')).chosen, 1);
    });

    it('looking at a variable until there is none such', async () => {
      await panels.open(
        'export const sum = (x: number[]): number => x.reduce((a, b) => a + b);\n',
        'reduce',
        '1, 2, 3',
      );
      await panels.ask({ kind: 'choose', variable: 2 });
      await panels.shown(({ chosen }) => chosen === 2);
      await panels.ask({ kind: 'setPoint', point: '1, 2' });
      assert.equal((await panels.at('1, 2')).chosen, 0);
    });

    it('another method', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.ask({ kind: 'setMethod', method: 'central' });
      const state = await panels.shown(({ method }) => method === 'central');
      assert.equal(derivative(state), 0.1999999999990898);
      await panels.ask({ kind: 'setPoint', point: '10' });
      assert.equal(derivative(await panels.at('10')), 0.2999999999986347);
      // It stays for what is computed next.
      await answerInput('5', () => vscode.commands.executeCommand(COMPUTE_GRADIENT));
      assert.equal((await panels.at('5')).method, 'central');
    });

    it('the method of the setting, at first', async () => {
      const configuration = vscode.workspace.getConfiguration('nabla');
      await configuration.update('gradient.method', 'forward', true);
      try {
        await panels.open(BOOK, '0.01', '5');
        assert.equal((await panels.shown()).method, 'forward');
      } finally {
        await configuration.update('gradient.method', undefined, true);
      }
    });

    it('descents, with the numbers of the book', async () => {
      await panels.open(BOWL, 'x[0] **', '-3, 4');
      await panels.drawn();
      await panels.ask({ kind: 'setDescent', settings: settings() });
      const { descent } = await panels.shown(each => each.descent?.results.length === 1, 'the end is known');
      const [path] = descent!.results;
      const [x, y] = path!.end.split(', ').map(Number) as [number, number];
      // "Deep Learning from Scratch", 4.4.1, but for the rounding of its gradient.
      near(x, -6.111107928998789e-10);
      near(y, 8.148143905314271e-10);
      assert.deepEqual([path!.steps, path!.diverged], [100, undefined]);
      assert.equal(path!.trajectory.steps.length, 101);
      assert.deepEqual([...path!.trajectory.points.slice(0, 2)], [-3, 4]);
    });

    it('descents that diverge, which widen what is in sight, and ones that do not move', async () => {
      await panels.open(BOWL, 'x[0] **', '-3, 4');
      const { plots } = await panels.drawn();
      assert.deepEqual([plots!.map!.xs[0], plots!.map!.xs.at(-1)], [-9, 3]);
      const paths = [10, 1e-10].map(learningRate => ({ ...settings().paths[0]!, learningRate }));
      await panels.ask({ kind: 'setDescent', settings: settings({ paths }) });
      const state = await panels.shown(
        each => each.descent?.results.length === 2 && each.plots!.map!.xs[0]! < -9,
        'both ends are known',
      );
      const [far, still] = state.descent!.results;
      assert.equal(far!.diverged!.problem.code, 'descent-point-grows');
      near(Number(still!.end.split(', ')[0]), -2.99999994);
      const { xs, ys } = state.plots!.map!;
      near(xs.at(-1)! - xs[0]!, 48); // four times
      near(ys.at(-1)! - ys[0]!, 48);
      await panels.ask({ kind: 'setDescent', settings: settings({ on: false }) });
      const off = await panels.shown(each => each.plots!.map!.xs[0] === -9, 'it is as it was');
      assert.deepEqual(off.descent!.results, []);
    });

    it('descents that follow the point as it is moved', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.ask({ kind: 'setDescent', settings: settings({ steps: 10 }) });
      await panels.shown(each => each.descent?.results.length === 1);
      await panels.ask({ kind: 'movePoint', values: [{ variable: 0, value: 2 }] });
      const starts = (state: { descent?: { results: readonly { trajectory: { points: Float64Array } }[] } }) =>
        state.descent!.results[0]!.trajectory.points[0];
      const state = await panels.shown(each => starts(each) === 2, 'the path begins at the point');
      assert.equal(state.point, '2');
    });

    it('descents without a start in words', async () => {
      await panels.open('export function f(x: number): number {\n  throw new Error("no");\n}\n', 'throw', '1');
      await panels.ask({ kind: 'setDescent', settings: settings() });
      const { descent } = await panels.shown(each => each.descent?.problem !== undefined, 'there is a problem');
      assert.deepEqual([descent!.problem!.code, descent!.results], ['function-threw', []]);
    });

    it('pins, of which a point has one', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.ask({ kind: 'pin' });
      await panels.ask({ kind: 'setPoint', point: '10' });
      await panels.ask({ kind: 'pin' });
      const both = await panels.shown(({ pins }) => pins.length === 2);
      assert.deepEqual(
        both.pins.map(({ point, at, text }) => [point, at, text]),
        [
          ['5', [5], 'f′(5) = 0.2'],
          ['10', [10], 'f′(10) = 0.3'],
        ],
      );
      await panels.ask({ kind: 'goToPin', point: '5' });
      near(derivative(await panels.at('5')), 0.2);
      await panels.ask({ kind: 'pin' });
      await panels.shown(({ pins }) => pins.map(({ point }) => point).join() === '10,5');
      await panels.ask({ kind: 'unpin', point: '10' });
      await panels.shown(({ pins }) => pins.map(({ point }) => point).join() === '5');
      await panels.ask({ kind: 'unpin', point: '3' });
      await panels.ask({ kind: 'goToPin', point: '3' });
      const { pins, point } = await panels.shown();
      assert.deepEqual([pins.length, point], [1, '5']);
    });

    it('pins that are there again when the function is', async () => {
      const editor = await panels.open(BOOK, '0.01', '5');
      await panels.ask({ kind: 'pin' });
      await vscode.commands.executeCommand('workbench.action.closeEditorsInOtherGroups');
      await until('the panel is closed', () => panelTabs(GRADIENT_PANEL).length === 0);
      await vscode.window.showTextDocument(editor.document);
      await answerInput('10', () => vscode.commands.executeCommand(COMPUTE_GRADIENT));
      const { pins } = await panels.shown(each => each.point === '10' && each.pins[0]?.text !== '', 'it is known');
      assert.deepEqual([pins.length, pins[0]!.text], [1, 'f′(5) = 0.2']);
    });

    it('at most twelve pins', async () => {
      await panels.open(BOOK, '0.01', '0');
      for (let x = 0; x < 12; x++) {
        await panels.ask({ kind: 'setPoint', point: String(x) });
        assert.equal((await panels.ask({ kind: 'pin' })).error, undefined);
      }
      await panels.ask({ kind: 'setPoint', point: '12' });
      assert.deepEqual((await panels.ask({ kind: 'pin' })).error, { code: 'too-many-pins', args: { most: 12 } });
    });

    it('computing again, with all that is imported', async () => {
      const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
      const helper = path.join(folder, 'factor.ts');
      fs.writeFileSync(helper, 'export const k = 3;\n');
      const text = `import { k } from './factor';\nexport function f(x: number): number {\n  return k * x;\n}\n`;
      await panels.open(text, 'k *', '5');
      near(derivative(await panels.shown()), 3);
      fs.writeFileSync(helper, 'export const k = 4;\n');
      await panels.ask({ kind: 'recompute' });
      near(derivative(await panels.shown(state => derivative(state) !== 3)), 4);
    });

    it('going to the function', async () => {
      const editor = await panels.open(`\n\n${BOOK}`, '0.01', '5');
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await panels.ask({ kind: 'reveal' });
      await until('the cursor is there', () => vscode.window.activeTextEditor?.selection.active.line === 2);
      assert.equal(vscode.window.activeTextEditor!.document, editor.document);
    });

    it('going to the line of a problem', async () => {
      const editor = await panels.open(
        'export function f(x: number): number {\n  throw new Error("no");\n}\n',
        'f(',
        '5',
      );
      assert.equal((await panels.shown()).hasPlace, true);
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await panels.ask({ kind: 'revealPlace' });
      await until('the cursor is there', () => vscode.window.activeTextEditor?.selection.active.line === 1);
    });

    it('copying', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.drawn();
      const showQuickPick = (items: readonly vscode.QuickPickItem[]) => Promise.resolve(items[0]);
      await vscode.env.clipboard.writeText('');
      await withWindow({ showQuickPick }, async () => {
        assert.equal((await panels.ask({ kind: 'copy' })).error, undefined);
        let copied = '';
        const read = async () => (copied = await vscode.env.clipboard.readText());
        for (let waited = 0; copied === '' && waited < 5000; waited += 50) {
          await new Promise(resolve => setTimeout(resolve, 50));
          await read();
        }
        assert.match(copied, /^f\(5\) = 0\.75\n/);
      });
    });

    it('saving a picture', async () => {
      await panels.open(BOOK, '0.01', '5');
      const png = new Uint8Array([1, 2, 3]);
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'gradient.png');
      let offered: vscode.SaveDialogOptions | undefined;
      const showSaveDialog = (options: vscode.SaveDialogOptions) => {
        offered = options;
        return Promise.resolve(uri);
      };
      await withWindow({ showSaveDialog }, async () => {
        await panels.ask({ kind: 'savePicture', png });
        await until('it is saved', () => fs.statSync(uri.fsPath, { throwIfNoEntry: false })?.size === png.length);
      });
      assert.deepEqual(new Uint8Array(fs.readFileSync(uri.fsPath)), png);
      assert.match(offered!.defaultUri!.path, /\/f-5\.png$/);
    });
  });

  describe('refuses', () => {
    const wrong: [what: string, request: object][] = [
      ['what it does not know', { kind: 'setCurve', index: 0 }],
      ['a method that is none', { kind: 'setMethod', method: 'guess' }],
      ['a variable that is no number', { kind: 'choose', variable: -1 }],
      ['moves to nowhere', { kind: 'movePoint', values: [{ variable: 0, value: { $double: 'NaN' } }] }],
      ['no moves', { kind: 'movePoint', values: [] }],
      ['descents without a rate', { kind: 'setDescent', settings: settings({ paths: [] }) }],
      ['descents of too many steps', { kind: 'setDescent', settings: settings({ steps: 1001 }) }],
      ['pictures that are none', { kind: 'savePicture', png: 'data:' }],
    ];
    for (const [what, request] of wrong) {
      it(what, async () => {
        await panels.open(BOOK, '0.01', '5');
        const before = await panels.drawn();
        assert.equal((await panels.send(request)).error?.code, 'unknown-request');
        assert.deepEqual(await panels.shown(), before);
      });
    }
  });

  it('leaves no listener behind when it is closed', async () => {
    await panels.open(BOOK, '0.01', '5'); // what lives as long as the window is there then
    await closeAll();
    let most = 0;
    const left = await listenersLeft(async () => {
      await panels.open(BOOK, '0.01', '6');
      await panels.ask({ kind: 'movePoint', values: [{ variable: 0, value: 4 }] });
      await panels.ask({ kind: 'setDescent', settings: settings() });
      await closeAll();
      await until('the panel is closed', () => panelTabs(GRADIENT_PANEL).length === 0);
      most = panels.count;
    });
    assert.deepEqual(left, []);
    await new Promise(resolve => setTimeout(resolve, 400));
    assert.equal(panels.count, most);
  });

  describe('shows after the function', () => {
    it('the result, until it is cleared', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.drawn();
      assert.deepEqual(await inlineTexts(), { fresh: ['f′(5) = 0.2'], stale: [] });
      await vscode.commands.executeCommand(CLEAR_INLINE_RESULTS);
      assert.deepEqual(await inlineTexts(), { fresh: [], stale: [] });
      const request: GradientRequest = { kind: 'setDescent', settings: settings() };
      await panels.ask(request);
      await panels.shown(each => each.descent?.results.length === 1);
      assert.deepEqual(await inlineTexts(), { fresh: [], stale: [] });
      await panels.ask({ kind: 'setPoint', point: '5' });
      assert.deepEqual(await inlineTexts(), { fresh: ['f′(5) = 0.2'], stale: [] });
    });

    it('the result of a moved point once that is at rest', async () => {
      await panels.open(BOOK, '0.01', '5');
      await panels.drawn();
      await panels.ask({ kind: 'movePoint', values: [{ variable: 0, value: 10 }] });
      await panels.at('10');
      for (let waited = 0; (await inlineTexts()).fresh[0] !== 'f′(10) = 0.3'; waited += 50) {
        assert.ok(waited < 5000);
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    });

    it('results dimmed that are of an older text', async () => {
      const editor = await panels.open(BOOK, '0.01', '5');
      await panels.ask({ kind: 'setLive', on: false });
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n'));
      assert.deepEqual(await inlineTexts(), { fresh: [], stale: ['f′(5) = 0.2'] });
      await panels.ask({ kind: 'setLive', on: true });
    });
  });
});
