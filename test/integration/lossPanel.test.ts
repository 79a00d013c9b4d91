import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { LOSS_PANEL } from '../../src/editor/loss/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { until, warningsWhile, withWindow } from './helpers';
import {
  choosing,
  editorWith,
  evaluateLoss,
  evaluatesLoss,
  half,
  watchedLossPanels,
  names,
  select,
  TWO,
  value,
} from './lossPanels';

const THREE = '«const y1 = [0.2, 0.8];\nconst y2 = [0.4, 0.6];\nconst t = [0, 1];»\n';

describe('the Loss panel', () => {
  const panels = watchedLossPanels();

  describe('carries out', () => {
    it('swapping the roles', async () => {
      await panels.open(TWO);
      assert.deepEqual((await panels.ask({ kind: 'swap' })).error, undefined);
      const state = await panels.shown();
      assert.deepEqual([names(state), state.reason], ['t against y', 'chosen']);
    });

    it('swapping one of several predictions with the target', async () => {
      await panels.open(THREE);
      await panels.ask({ kind: 'show', candidate: 1 });
      await panels.ask({ kind: 'swap' });
      const state = await panels.shown();
      assert.deepEqual([names(state), state.shown], ['y1, t against y2', 1]);
    });

    it('keeps what it shows where a swap cannot be compared', async () => {
      await panels.open('«const y = [[0.2, 0.8], [0.6, 0.4]];\nconst t = [1, 0];»\n');
      assert.equal((await panels.ask({ kind: 'swap' })).error?.code, 'shape-mismatch');
      assert.equal(names(await panels.shown()), 'y against t');
    });

    it('showing another prediction', async () => {
      await panels.open(THREE);
      await panels.ask({ kind: 'show', candidate: 1 });
      assert.equal((await panels.shows(0.4, 0.6)).prediction.name, 'y2');
      await panels.ask({ kind: 'show', candidate: 7 });
      assert.equal((await panels.shown()).shown, 1);
    });

    it('going to an array', async () => {
      const editor = await panels.open(TWO);
      await panels.ask({ kind: 'reveal', array: 'target' });
      await until('the cursor is at t', () => editor.selection.active.line === 1);
    });

    it('moving another sample to show why accuracy is no loss', async () => {
      await panels.open('«const y = [[0.2, 0.8], [0.6, 0.4]];\nconst t = [1, 0];»\n');
      assert.equal((await panels.shown()).sweep?.sample, 0);
      await panels.ask({ kind: 'sweep', sample: 1 });
      const { sweep } = await panels.shown();
      assert.deepEqual([sweep?.sample, sweep?.samples, sweep?.at], [1, 2, 0.6]);
    });

    it('a changed setting', async () => {
      await panels.open(TWO);
      const settings = vscode.workspace.getConfiguration('nabla');
      await settings.update('loss.delta', 0, true);
      try {
        const state = await panels.shown(({ options }) => options.delta === 0);
        assert.equal(value(state, 'crossEntropy'), -Math.log(0.8));
      } finally {
        await settings.update('loss.delta', undefined, true);
      }
    });

    it('showing the example', async () => {
      await panels.open(TWO);
      await panels.ask({ kind: 'showExample' });
      assert.equal(names(await panels.shown(({ candidates }) => candidates[0]!.name === 'y1')), 'y1 against t');
    });
  });

  describe('copies', () => {
    const copied = async (label: RegExp): Promise<string> => {
      await vscode.env.clipboard.writeText('nothing');
      const done = choosing(label, async () => {
        await panels.ask({ kind: 'copy', chosen: 'halfSumSquares' });
        await until('something is copied', () => clipboard !== 'nothing');
      });
      let clipboard = 'nothing';
      const reading = setInterval(() => {
        void vscode.env.clipboard.readText().then(text => (clipboard = text));
      }, 20);
      await done.finally(() => clearInterval(reading));
      return clipboard;
    };

    it('every prediction in every form', async () => {
      await panels.open(THREE);
      const [first, second] = [half(0.2, 0.8), half(0.4, 0.6)];
      assert.match(await copied(/Markdown/), new RegExp(`\\| ${first} \\| ${second} \\|`));
      const json = JSON.parse(await copied(/JSON/)) as {
        prediction: string;
        results: { id: string; value: number }[];
      }[];
      assert.deepEqual(
        json.map(({ prediction, results }) => [prediction, results.find(({ id }) => id === 'halfSumSquares')!.value]),
        [
          ['y1', first],
          ['y2', second],
        ],
      );
      assert.ok((await copied(/CSV/)).includes(String(second)));
      assert.match(await copied(/NumPy/), /np\.array\(\[0\.2, 0\.8\]\)/);
    });

    it('all elements of large arrays, and no lines of Python then', async () => {
      const many = Array.from({ length: 1500 }, (_, i) => i / 1500).join(', ');
      await panels.open(`«const y = [${many}];\nconst t = [${many}];»\n`);
      const labels = await choosing(undefined, () => panels.ask({ kind: 'copy', chosen: 'halfSumSquares' }));
      assert.deepEqual(labels, ['Copy as Markdown', 'Copy as JSON', 'Copy as CSV']);
      const [only] = [JSON.parse(await copied(/JSON/)) as { results: { terms?: number[] }[] }];
      assert.equal(only.results[0]!.terms!.length, 1500);
    });
  });

  describe('saves its picture', () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);
    const folder = () => vscode.workspace.workspaceFolders![0]!.uri.fsPath;

    async function save(file: string | undefined): Promise<{ options: vscode.SaveDialogOptions; shown: string[] }> {
      const asked: vscode.SaveDialogOptions[] = [];
      const showSaveDialog = (options: vscode.SaveDialogOptions) => {
        asked.push(options);
        return Promise.resolve(file && vscode.Uri.file(file));
      };
      const shown = await warningsWhile(() =>
        withWindow({ showSaveDialog }, async () => {
          await panels.ask({ kind: 'savePicture', png });
          await new Promise(resolve => setTimeout(resolve, 300)); // nobody is told when it is done
        }),
      );
      return { options: asked[0]!, shown: shown.map(({ message }) => message) };
    }

    it('where it is told', async () => {
      await panels.open(TWO);
      const file = path.join(folder(), 'picture.png');
      const { options, shown } = await save(file);
      assert.equal(options.defaultUri!.fsPath, path.join(folder(), 'y-t.png'));
      await until('it is saved', () => fs.statSync(file, { throwIfNoEntry: false })?.size === png.length);
      assert.deepEqual([...fs.readFileSync(file)], [...png]);
      assert.deepEqual(shown, []);
    });

    it('not where the person changes their mind', async () => {
      await panels.open(TWO);
      assert.deepEqual((await save(undefined)).shown, []);
    });

    it('with one sentence where it cannot be written', async () => {
      await panels.open(TWO);
      fs.writeFileSync(path.join(folder(), 'file'), '');
      const { shown } = await save(path.join(folder(), 'file', 'picture.png'));
      assert.equal(shown.length, 1);
      assert.match(shown[0]!, /^The picture picture\.png could not be written: .*\. Save it somewhere else\.$/);
    });
  });

  it('lets what takes long be canceled, and leaves everything as it was', async () => {
    await panels.open(TWO);
    const before = await panels.shown();
    await editorWith(
      'const later = () => new Promise<number[]>(r => setTimeout(r, 4000, [1, 2]));\n«const y = later();\nconst t = [0, 1];»\n',
    );
    const titles: (string | undefined)[] = [];
    const withProgress: typeof vscode.window.withProgress = (options, task) => {
      titles.push(options.title);
      const source = new vscode.CancellationTokenSource();
      const done = task({ report: () => {} }, source.token);
      source.cancel();
      return done;
    };
    let shown: unknown;
    await withWindow({ withProgress }, async () => void (shown = await evaluateLoss()));
    assert.deepEqual([shown, titles], [[], ['Reading the arrays…']]);
    assert.deepEqual(await panels.shown(), before);
    assert.equal(panelTabs(LOSS_PANEL).length, 1);
  });

  it('shows the newest when commands overtake each other', async () => {
    const editor = await editorWith(
      'const later = () => new Promise<number[]>(r => setTimeout(r, 600, [9, 9]));\n«const y = later();\nconst t = [0, 1];»\nconst z = [0.2, 0.8];\n',
    );
    const slow = evaluateLoss();
    await select(editor, [new vscode.Selection(2, 0, 3, 21)]);
    await evaluatesLoss();
    assert.deepEqual(await slow, []);
    assert.equal(names(await panels.shows(0.2, 0.8)), 'z against t');
  });
});
