import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { BOOK, BOWL, computeAt, watchedGradientPanels } from './gradientPanels';
import { editorWith, until, warningsWhile, withWindow } from './helpers';

describe('what the Gradient panel copies and writes', () => {
  const panels = watchedGradientPanels();

  /** Copies in a form of which the label says so; the forms that were offered. */
  async function copied(form: string): Promise<{ labels: string[]; text: string }> {
    let offered: readonly vscode.QuickPickItem[] | undefined;
    await vscode.env.clipboard.writeText('');
    const showQuickPick = (items: readonly vscode.QuickPickItem[]) => {
      offered = items;
      return Promise.resolve(items.find(({ label }) => label === form));
    };
    await withWindow({ showQuickPick }, async () => {
      assert.equal((await panels.ask({ kind: 'copy' })).error, undefined);
      await until('it is asked in which form', () => offered !== undefined);
    });
    let text = '';
    for (let waited = 0; text === '' && waited < 2000; waited += 20) {
      await new Promise(resolve => setTimeout(resolve, 20));
      text = await vscode.env.clipboard.readText();
    }
    const labels = offered!.map(({ label, description }) => (description ? `${label} – ${description}` : label));
    return { labels, text };
  }

  /** Pins as a test; the file, once the cursor is at the test. */
  async function pinned(name: string, title: string): Promise<string> {
    const editor = () => {
      const { activeTextEditor } = vscode.window;
      return activeTextEditor?.document.fileName.endsWith(name) ? activeTextEditor : undefined;
    };
    const top = new vscode.Position(0, 0);
    const shown = editor();
    if (shown) shown.selection = new vscode.Selection(top, top);
    assert.equal((await panels.ask({ kind: 'pinAsTest' })).error, undefined);
    const line = () => editor()?.document.lineAt(editor()!.selection.start.line).text;
    await until('the cursor is at the test', () => line() === `test('${title}', () => {`);
    assert.equal(editor()!.document.isDirty, false);
    return editor()!.document.getText();
  }

  it('offers text and code, and copies code that reproduces the number', async () => {
    await panels.open(BOOK, '0.01', '5');
    await panels.at('5');
    const { labels, text } = await copied('Copy as TypeScript');
    assert.deepEqual(
      labels,
      ['Markdown', 'JSON', 'TypeScript', 'NumPy', 'PyTorch'].map(each => `Copy as ${each}`),
    );
    assert.match(text, /^console\.log\(\(f\(x \+ h\) - f\(x - h\)\) \/ \(2 \* h\)\); \/\/ 0\.1999999999990898$/m);
    const numpy = (await copied('Copy as NumPy')).text;
    assert.match(numpy, /^ {4}return 0\.01 \* x \*\* 2 \+ 0\.1 \* x$/m);
    assert.match(numpy, /\(2 \* h\)\) {2}# 0\.1999999999990898$/m);
    assert.match((await copied('Copy as PyTorch')).text, /^print\(x\.grad\.tolist\(\)\) {2}# 0\.2/m);
  });

  it('says why a function cannot be copied in Python', async () => {
    await panels.open('export const f = (x: number): number =>\n  [x, 1].sort()[0]! * x;\n', 'sort', '5');
    await panels.at('5');
    let labels: string[] = [];
    const shown = await warningsWhile(async () => {
      ({ labels } = await copied('Copy as NumPy'));
    });
    assert.ok(labels.includes('Copy as NumPy – not possible: line 2'));
    assert.deepEqual(
      shown.map(({ message }) => message),
      [
        'In line 2, [x, 1].sort() is not surely the same in Python, so that there is nothing to copy. Write it in another way, then copy again.',
      ],
    );
  });

  it('defines expressions in what is copied', async () => {
    const formula = '0.01*x**2 + 0.1*x';
    const editor = await editorWith(`// f(x) = ${formula}\n`, formula);
    const { start } = editor.selection;
    editor.selection = new vscode.Selection(start, start.translate(0, formula.length));
    await computeAt('5');
    await panels.at('5');
    assert.match((await copied('Copy as TypeScript')).text, /^const f = \(x: number\) => 0\.01\*x\*\*2 \+ 0\.1\*x;$/m);
    assert.match((await copied('Copy as NumPy')).text, /^def f\(x\):$/m);
  });

  it('writes a test beside the file, and the next one into the same', async () => {
    const { document } = await panels.open(BOWL, 'x[0] **', '3, 4');
    await panels.at('3, 4');
    const name = document.fileName.split(/[\\/]/).at(-1)!.replace('.ts', '');
    const first = await pinned(`${name}.gradient.test.ts`, 'bowl at 3, 4');
    assert.match(first, new RegExp(`^import \\{ bowl \\} from '\\./${name}(\\.ts)?';$`, 'm'));
    assert.match(first, /^ {2}near\(derivative\(x => bowl\(\[x, 4\]\), 3, [\d.e-]+\), 6, \de-\d+\);$/m);
    await panels.ask({ kind: 'setPoint', point: '1, 2' });
    await panels.at('1, 2');
    const second = await pinned(`${name}.gradient.test.ts`, 'bowl at 1, 2');
    assert.equal(second.match(/^test\(/gm)!.length, 2);
    assert.equal(await pinned(`${name}.gradient.test.ts`, 'bowl at 1, 2'), second);
    const saved = await vscode.workspace.fs.readFile(vscode.window.activeTextEditor!.document.uri);
    assert.equal(new TextDecoder().decode(saved), second);
  });

  const refusals: [what: string, content: string, at: string, point: string, message: RegExp][] = [
    [
      'a function that is not exported',
      'const f = (x: number): number => x ** 2;\n',
      '**',
      '3',
      /^f is not exported.* Export it/,
    ],
    [
      'a kink',
      'export const f = (x: number): number => Math.abs(x);\n',
      'abs',
      '0',
      /could hold\. The slope jumps from −1 to 1/,
    ],
    [
      'several numbers',
      'export const f = (x: number[]): number[] => [x[0]];\n',
      'x[0]',
      '3, 4',
      /^f gives several numbers\./,
    ],
  ];
  for (const [what, content, at, point, message] of refusals) {
    it(`writes no test of ${what}, and says why`, async () => {
      await panels.open(content, at, point);
      await panels.at(point);
      const shown = await warningsWhile(async warnings => {
        await panels.ask({ kind: 'pinAsTest' });
        await until('a warning is shown', () => warnings.length > 0);
      });
      assert.equal(shown.length, 1);
      assert.match(shown[0]!.message, message);
    });
  }

  it('writes no test of a text without a file', async () => {
    const content = 'export const f = (x: number): number => x ** 2;\n';
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
    const editor = await vscode.window.showTextDocument(document);
    const position = document.positionAt(content.indexOf('**'));
    editor.selection = new vscode.Selection(position, position);
    await computeAt('3');
    await panels.at('3');
    const shown = await warningsWhile(async warnings => {
      await panels.ask({ kind: 'pinAsTest' });
      await until('a warning is shown', () => warnings.length > 0);
    });
    assert.match(shown[0]!.message, /^f is in no file of its own/);
  });
});
