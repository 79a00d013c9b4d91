import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { COMPUTE_GRADIENT, GRADIENT_PANEL } from '../../src/editor/gradient/ids';
import { panelTabs } from '../../src/editor/orphanPanels';
import { DEFAULT_LIMITS, EvaluateClient } from '../../src/processes/evaluate/client';
import { answerInput, closeAll, editorWith, lensesOf, showAt, until, warningsWhile, withNotebook } from './helpers';

const FUNCTIONS = `const half = (x: number): number => x / 2;

export function f(x: number): number {
  return 0.01 * x ** 2 + 0.1 * x;
}

function named(x: string): string {
  return x;
}

function outer(a: number): number {
  const inner = (x: number): number => a * x;
  return inner(half(2));
}
`;

function diagnostics({ document }: vscode.TextEditor): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Nabla');
}

describe('Compute Gradient of Selection', () => {
  beforeEach(closeAll);
  after(closeAll);

  it('offers a lens above functions of numbers, in unfinished and untitled texts too', async () => {
    const content = `${FUNCTIONS}\nfunction broken(x: number { return`;
    const editor = await showAt(await vscode.workspace.openTextDocument({ language: 'typescript', content }), 'half');
    assert.deepEqual(
      (await lensesOf(editor.document)).map(({ range }) => range.start.line),
      [0, 2, 10],
    );
  });

  it('keeps its lenses while the text is broken, and follows what is typed', async () => {
    const editor = await editorWith(FUNCTIONS, 'half');
    const lines = async () => (await lensesOf(editor.document)).map(({ range }) => range.start.line);
    assert.deepEqual(await lines(), [0, 2, 10]);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'const s = `\n'));
    assert.deepEqual(await lines(), [1, 3, 11]);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 11), '`;\nexport const g = (y: number) => y;'));
    assert.deepEqual(await lines(), [1, 2, 4, 12]);
  });

  it('offers and runs a function in a cell of a notebook', async () => {
    const content = 'class Loss {\n  static mse(x: number): number { return x ** 2; }\n}\n';
    await withNotebook([content], async notebook => {
      const { document } = notebook.cellAt(0);
      const [lens] = await lensesOf(document);
      assert.equal(lens!.range.start.line, 1);
      const { command, arguments: given = [] } = lens!.command!;
      const shown = await warningsWhile(() =>
        answerInput('3', () => vscode.commands.executeCommand(command, ...(given as unknown[]))),
      );
      assert.deepEqual(shown, []);
      await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
      assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    });
  });

  it('takes an expression that is highlighted, in a comment too', async () => {
    const formula = '0.01*x**2 + 0.1*x';
    const editor = await editorWith(`// The book: f(x) = ${formula}\n`, formula);
    const { start } = editor.selection;
    editor.selection = new vscode.Selection(start, start.translate(0, formula.length));
    const shown = await warningsWhile(() => answerInput('5', () => vscode.commands.executeCommand(COMPUTE_GRADIENT)));
    assert.deepEqual(shown, []);
    await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
    assert.deepEqual(diagnostics(editor), []);
  });

  it('runs what other files hold that is not saved', async () => {
    const help = await editorWith('export const k: string = "no number";\n', 'k');
    await help.edit(edit => edit.replace(new vscode.Range(0, 0, 0, 37), 'export const k: number = 3;'));
    assert.ok(help.document.isDirty);
    const name = help.document.uri.path.split('/').at(-1)!.replace('.ts', '');
    const text = `import { k } from './${name}';\nexport function f(x: number): number {\n  if (k !== 3) throw new Error('It is what was saved.');\n  return k * x;\n}\n`;
    const editor = await editorWith(text, 'k * x');
    await answerInput('5', () => vscode.commands.executeCommand(COMPUTE_GRADIENT));
    await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
    assert.deepEqual(
      diagnostics(editor).map(({ message }) => message),
      [],
    );
    await help.document.save();
  });

  it('computes in the background and opens the panel beside the editor', async () => {
    const editor = await editorWith(FUNCTIONS, '0.01');
    const shown = await warningsWhile(() => answerInput('5', () => vscode.commands.executeCommand(COMPUTE_GRADIENT)));
    assert.deepEqual(shown, []);
    await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
    assert.notEqual(panelTabs(GRADIENT_PANEL)[0]!.group.viewColumn, editor.viewColumn);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    assert.deepEqual(diagnostics(editor), []);
  });

  it('takes a function without a name that is highlighted', async () => {
    const callback = 'x => x ** 2';
    const editor = await editorWith(`[1, 2].map(${callback});\n`, callback, 'js');
    const { start } = editor.selection;
    editor.selection = new vscode.Selection(start, start.translate(0, callback.length));
    const shown = await warningsWhile(() => answerInput('3', () => vscode.commands.executeCommand(COMPUTE_GRADIENT)));
    assert.deepEqual(shown, []);
    await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
    assert.deepEqual(diagnostics(editor), []);
  });

  it('runs the text as it is when the point has been entered', async () => {
    const content =
      'function outer(): number {\n  const inner = (x: number): number => 2 * x;\n  return inner(1);\n}\n';
    const editor = await editorWith(content, '2 * x');
    const insert = () =>
      editor.edit(edit => edit.insert(new vscode.Position(0, 0), '// Written while it was asked for.\n'));
    await answerInput('5', () => vscode.commands.executeCommand(COMPUTE_GRADIENT), insert);
    await until('the panel is open', () => panelTabs(GRADIENT_PANEL).length === 1);
    assert.deepEqual(diagnostics(editor), []);
  });

  it('asks the same process again after code that left everything as it was', async () => {
    const pids = new Set<string>();
    const client = new EvaluateClient({
      limits: () => DEFAULT_LIMITS,
      print: ({ text }) => pids.add(text),
      entry: path.join(vscode.extensions.getExtension('nabla.nabla')!.extensionPath, 'dist', 'evaluate.js'),
    });
    const text = 'const f = x => { console.log(process.pid); return x; };';
    const x = { name: 'x', form: { kind: 'unknown' as const }, optional: false };
    const site = { name: 'f', start: 10, end: text.length - 1, inModule: true, parameters: [x] };
    const source = { file: path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'f.js'), text, site };
    for (const at of [1, 2, 3]) {
      await client.gradient({ kind: 'gradient', source, args: [at], method: 'central', step: 1e-4 });
    }
    client.dispose();
    assert.equal(pids.size, 1);
  });

  it('keeps the extension host free while a function does not end, and stops it', async () => {
    await vscode.workspace.getConfiguration('nabla').update('evaluation.timeout', 500, true);
    try {
      const editor = await editorWith('function endless(x: number): number {\n  for (;;) x++;\n}\n', 'for');
      let longest = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 10);
      await answerInput('5', () => vscode.commands.executeCommand(COMPUTE_GRADIENT));
      clearInterval(timer);
      assert.ok(longest < 1000, `blocked for ${longest} ms`);
      assert.match(diagnostics(editor)[0]!.message, /^The code was still running after 0\.5 s/);
    } finally {
      await vscode.workspace.getConfiguration('nabla').update('evaluation.timeout', undefined, true);
    }
  });

  it('reports an error at its line until the text changes', async () => {
    const editor = await editorWith('function g(x: number): number {\n  throw new Error("no " + x);\n}\n', 'throw');
    await answerInput('5', () => vscode.commands.executeCommand(COMPUTE_GRADIENT));
    const [diagnostic] = diagnostics(editor);
    assert.equal(diagnostic!.code, 'function-threw');
    assert.match(diagnostic!.message, /Error: no 5$/);
    await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n'));
    assert.deepEqual(diagnostics(editor), []);
  });

  it('asks for the point again with the last one, and does nothing when told so', async () => {
    await editorWith(FUNCTIONS, '0.01');
    const shown = await warningsWhile(() =>
      answerInput(undefined, () => vscode.commands.executeCommand(COMPUTE_GRADIENT)),
    );
    assert.deepEqual(shown, []);
    assert.equal(panelTabs(GRADIENT_PANEL).length, 0);
  });

  const mistakes: [what: string, content: string, at: string, ending: string, message: RegExp][] = [
    ['no function at the cursor', 'const x = 1;\n', 'x', 'ts', /^There is no function here\./],
    ['another language', 'def f(x): return x\n', 'x', 'py', /TypeScript and JavaScript; this file is \w+\.$/],
    ['a parameter that is no number', FUNCTIONS, 'return x;', 'ts', /^Parameter x of named is of type string;/],
    ['a nested function', FUNCTIONS, 'a * x', 'ts', /^inner uses a of the function around it/],
    ['a function without parameters', 'const f = () => 1;\n', '1', 'ts', /^f has no parameters/],
    ['an asynchronous function', 'const f = async (x: number) => x;\n', '=>', 'ts', /^f is asynchronous/],
    [
      'an array of integers',
      'const f = (n: Int32Array) => n[0];\n',
      '=>',
      'ts',
      /cuts off fractions.* Float64Array\.$/,
    ],
    ['a function to be given', 'const f = (g: () => number) => g();\n', '=> g', 'ts', /^Parameter g of f is of type/],
  ];
  for (const [what, content, at, ending, message] of mistakes) {
    it(`answers ${what} with one sentence, and opens nothing`, async () => {
      await editorWith(content, at, ending);
      const shown = await warningsWhile(() => vscode.commands.executeCommand(COMPUTE_GRADIENT));
      assert.equal(shown.length, 1);
      assert.match(shown[0]!.message, message);
      assert.equal(panelTabs(GRADIENT_PANEL).length, 0);
    });
  }
});
