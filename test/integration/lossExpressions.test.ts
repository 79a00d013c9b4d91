import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LOSS_PANEL } from '../../src/editor/loss/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
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

const MODULE = `const logits = [0, 0];
function softmax(z: number[]): number[] {
  const sum = z.reduce((s, v) => s + Math.exp(v), 0);
  return z.map(v => Math.exp(v) / sum);
}
function fail(): number[] {
  throw new TypeError('no weights');
}
`;

describe('selected expressions', () => {
  const panels = watchedLossPanels();

  it('are not the functions beside an array, which is then compared with another', async () => {
    await editorWith('const t = [0, 1];\n«const f = (x: number) => x;\nconst y = [0.2, 0.8];»\n');
    const offered = await choosing(/^t$/, evaluatesLoss);
    assert.equal(offered[0], 't 2, line 1');
    assert.equal(names(await panels.shown()), 'y against t');
  });

  it('run no code where they are arrays of numbers', async () => {
    // Were one run, it would end with an error.
    await editorWith(`throw new Error('was run');\n«const y = [0.2, 0.8];\nconst t = [0, 1];»\n`);
    await evaluatesLoss();
    assert.equal(names(await panels.shown()), 'y against t');
    await editorWith(`throw new Error('was run');\nconst y = [0.2, 0.8], t = [0, 1];\nmse(«y», t‸);\n`);
    await evaluatesLoss();
    await editorWith(`throw new Error('was run');\nconst y = «[0.2, 0.8]»;\nconst t = [0, 1];\n`);
    await choosing(/^t$/, evaluatesLoss);
  });

  const forms: [form: string, marked: string, named: string][] = [
    ['calls', `${MODULE}const t = [0, 1];\nmse(«softmax(logits)», «t»);\n`, 'softmax(logits) against t'],
    ['declarations', `${MODULE}«const y = softmax(logits);\nconst t = [0, 1];»\n`, 'y against t'],
    ['names', `${MODULE}const t = [0, 1];\nconst y = softmax(logits);\nmse(y‸, t‸);\n`, 'y against t'],
    ['two at once', `${MODULE}«const y = softmax(logits);\nconst t = softmax([-1e9, 0]);»\n`, 'y against t'],
    ['computed from literals', `${MODULE}«const y = [1, 1].map(v => v / 2);\nconst t = [0, 1];»\n`, 'y against t'],
    [
      'arrays with expressions in them',
      `${MODULE}«const y = [softmax(logits)[0], 0.5];\nconst t = [0, 1];»\n`,
      'y against t',
    ],
  ];
  for (const [form, marked, named] of forms) {
    it(`may be ${form}`, async () => {
      await editorWith(`${marked}function mse(..._: unknown[]) {}\n`);
      await evaluatesLoss();
      const state = await panels.shown();
      assert.equal(names(state), named);
      assert.equal(value(state, 'halfSumSquares'), 0.25); // ½ (½² + ½²)
      assert.equal(state.live.on, false);
    });
  }

  it('know the imports of their file, as it is, saved or not', async () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const help = vscode.Uri.joinPath(folder, 'lossHelp.ts');
    await vscode.workspace.fs.writeFile(
      help,
      new TextEncoder().encode('export const half = (z: number[]) => z.map(v => v / 2);\n'),
    );
    const text = "import { half } from './lossHelp';\n\n«const y = half([1, 1]);\nconst t = [0, 1];»\n";
    const editor = await editorWith(text);
    await editor.edit(edit => edit.replace(new vscode.Range(2, 15, 2, 21), '[0, 2]'));
    await select(editor, [new vscode.Selection(2, 0, 4, 0)]);
    await evaluatesLoss();
    assert.equal(value(await panels.shown(), 'halfSumSquares'), 0); // half([0, 2]) = [0, 1]
  });

  it('may be compared with a literal picked from a list', async () => {
    await editorWith(`${MODULE}const t = [0, 1];\nconst y = soft‸max(logits);\n`);
    await choosing(/^t$/, evaluatesLoss);
    assert.equal(names(await panels.shown()), 'y against t');
  });

  const mistakes: [what: string, marked: string, message: RegExp, actions: string[]][] = [
    [
      'an error',
      `${MODULE}() => «fail()»;\n`,
      /^fail\(\) in line 9 throws in line 7 of .*: TypeError: no weights$/,
      ['Go to Line'],
    ],
    [
      'a single number',
      `${MODULE}«const n = softmax(logits).length;»\n`,
      /^The value of n in line 9 is the single number 2;/,
      ['Go to Line'],
    ],
    ['a function', `${MODULE}«softmax»;\n`, /^softmax in line 9 is a function\. Select a call/, ['Go to Line']],
    [
      'part of an expression',
      `${MODULE}const y = logits[0] + «logits[1] + logits»[0];\n`,
      /^The selection in line 9 cuts through /,
      ['Go to Line'],
    ],
    [
      'a local name',
      `${MODULE}function g(z: number[]) {\n  return «softmax(z)»;\n}\n`,
      /^softmax\(z\) in line 10 depends on z,/,
      ['Go to Line'],
    ],
    [
      'a name that is not there',
      `${MODULE}«const y = softmax(none);»\n`,
      /^The file cannot be loaded\. Line 9 of .*: ReferenceError: none is not defined$/,
      [],
    ],
    [
      'a file that cannot be parsed',
      `${MODULE}«const y = softmax(logits);»\nconst z = (1;\n`,
      /^Line 10 of .*Mend it, then try again\.$/,
      [],
    ],
  ];
  for (const [what, marked, message, actions] of mistakes) {
    it(`answer ${what} with one sentence, and open nothing`, async () => {
      await editorWith(marked);
      const shown = await evaluateLoss();
      assert.equal(shown.length, 1);
      assert.match(shown[0]!.message, message);
      assert.deepEqual(shown[0]!.actions, actions);
      assert.equal(panelTabs(LOSS_PANEL).length, 0);
    });
  }

  it('are stopped when they do not end', async () => {
    const settings = vscode.workspace.getConfiguration('nabla');
    await settings.update('evaluation.timeout', 500, true);
    try {
      await editorWith('function endless(): number[] {\n  for (;;);\n}\n() => «endless()»;\n');
      const [shown] = await evaluateLoss();
      assert.match(shown!.message, /^The code was still running after 0\.5 s/);
    } finally {
      await settings.update('evaluation.timeout', undefined, true);
    }
  });
});
