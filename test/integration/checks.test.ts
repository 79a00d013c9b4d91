import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { CHECK_GRADIENT } from '../../src/editor/checks/ids';
import { COMPUTE_GRADIENT } from '../../src/editor/gradient/ids';
import { closeAll, editorWith, lensesOf, showAt, until, warningsWhile, withNotebook } from './helpers';
import { gradientChecks, outdated, runs, type Run } from './testRuns';

const SLOPE = `  const h = 1e-4;
  return (f(x + h) - f(x - h)) / 2 * h;
`;
const PAIRS = `export function f(x: number): number {
  return 0.01 * x ** 2 + 0.1 * x;
}
export function fPrime(x: number): number {
  return 0.02 * x + 0.1;
}
/** @gradientOf f @at 5 */
export function slope(x: number): number {
${SLOPE}}
`;

/** A slip in what the derivative calls. */
const HELPER = `function numericalDiff(f: (x: number) => number, x: number): number {
  const h = 1e-4;
  return (f(x + h) - f(x - h)) / 2 * h;
}
const bowl = (x: number): number => x ** 2;
const bowlPrime = (x: number): number => numericalDiff(bowl, x);
`;

const NUMBERS = (factor: number) =>
  `const f = (x: number): number => x ** 2;\nconst df = (x: number): number => ${factor} * x;\n`;

/** Our findings in a document, once there are as many. */
async function findings({ uri }: Pick<vscode.TextDocument, 'uri'>, count: number): Promise<vscode.Diagnostic[]> {
  const ours = () => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Nabla');
  await until(`there are ${count} findings`, () => ours().length === count);
  return ours();
}

/** Labels of the derivatives of a file in Test Explorer. */
function labels(uri: vscode.Uri): string[] {
  return items(uri).map(({ label }) => label);
}

function items(uri: vscode.Uri): vscode.TestItem[] {
  const file = gradientChecks().controller.items.get(uri.toString());
  return file ? Array.from(file.children, ([, item]) => item).sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1)) : [];
}

async function discovered({ uri }: vscode.TextDocument, expected: readonly string[]): Promise<vscode.TestItem[]> {
  await lensesOf(await vscode.workspace.openTextDocument(uri)); // it is active from then on
  await until(`the tests are ${expected.join(', ')}`, () => labels(uri).join() === expected.join());
  return items(uri);
}

/** Does something, and gives the run that it begins, once that has ended. */
async function runWhile(work: () => PromiseLike<unknown>): Promise<Run> {
  const before = runs.length;
  await work();
  await until('a run has ended', () => runs.length > before && runs.at(-1)!.ended);
  return runs.at(-1)!;
}

/** Runs tests as Test Explorer does. */
function runItems(
  include: vscode.TestItem[] | undefined,
  token = new vscode.CancellationTokenSource().token,
): Promise<Run> {
  const { profile } = gradientChecks();
  return runWhile(async () => profile.runHandler(new vscode.TestRunRequest(include, undefined, profile), token));
}

const states = ({ told }: Run) => told.map(({ label, state }) => `${label} ${state}`);

describe('gradient checks', () => {
  beforeEach(closeAll);
  after(closeAll);

  describe('as tests', () => {
    it('are those of open documents, at the names of their derivatives', async () => {
      const { document } = await editorWith(PAIRS, 'f(x');
      const [prime, slope] = await discovered(document, ['fPrime', 'slope']);
      assert.deepEqual([prime!.description, slope!.description], ['against f', 'against f']);
      assert.deepEqual(
        [prime!.range, slope!.range].map(range => document.getText(range)),
        ['fPrime', 'slope'],
      );
      assert.equal(prime!.parent!.label, vscode.workspace.asRelativePath(document.uri));
    });

    it('follow what is typed, and stay while the text is broken', async () => {
      const editor = await editorWith(PAIRS, 'f(x');
      await discovered(editor.document, ['fPrime', 'slope']);
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), 'const s = `\n'));
      await until('the tests have moved', () => items(editor.document.uri)[0]?.range?.start.line === 4);
      assert.deepEqual(labels(editor.document.uri), ['fPrime', 'slope']);
      await editor.edit(edit =>
        edit.insert(new vscode.Position(0, 11), '`;\nconst k = (x: number) => x;\nconst dk = (x: number) => 1;'),
      );
      await discovered(editor.document, ['dk', 'fPrime', 'slope']);
    });

    it('are found in an untitled text, and are gone with it', async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'typescript', content: NUMBERS(2) });
      await showAt(document, 'f');
      await discovered(document, ['df']);
      await closeAll();
      await until('they are gone', () => labels(document.uri).length === 0);
    });

    it('name what keeps a derivative from being checked', async () => {
      const { document } = await editorWith('/** @gradientOf g */\nconst slope = (x: number) => x;\n', 'slope');
      const [item] = await discovered(document, ['slope']);
      assert.match(item!.error as string, /\bg\b/);
      const run = await runItems([item!]);
      assert.deepEqual(states(run), ['slope errored']);
      assert.equal((await findings(document, 1))[0]!.code, 'unknown-function');
    });

    it('of the whole workspace are found when Test Explorer asks, and followed as files change', async () => {
      await discovered((await editorWith(NUMBERS(2), 'f')).document, ['df']);
      const folder = vscode.workspace.workspaceFolders![0]!.uri;
      const write = (name: string, text: string) =>
        vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, ...name.split('/')), new TextEncoder().encode(text));
      await write('node_modules/package/index.js', NUMBERS(2));
      await write('lib/large.ts', NUMBERS(2) + '/'.repeat(1_000_001));
      const { controller } = gradientChecks();
      await controller.resolveHandler!(undefined);
      const uri = (name: string) => vscode.Uri.joinPath(folder, ...name.split('/'));
      assert.deepEqual(labels(uri('gradients.ts')), [
        ...['fPrime', 'slopeOfF', 'gradBowl', 'dRelu', 'errorGradient', 'softmaxJacobian'],
        'meanSquaredErrorGradient',
      ]);
      assert.deepEqual(labels(uri('node_modules/package/index.js')), []);
      assert.deepEqual(labels(uri('lib/large.ts')), []);
      await write('made.ts', NUMBERS(2));
      await until('the new file is found', () => labels(uri('made.ts')).length === 1);
      await write('made.ts', NUMBERS(2).replace('df', 'fPrime'));
      await until('the changed file is read', () => labels(uri('made.ts')).join() === 'fPrime');
      await vscode.workspace.fs.delete(uri('made.ts'));
      await until('the deleted file is gone', () => labels(uri('made.ts')).length === 0);
    });
  });

  describe('of files', () => {
    const { fs: files } = vscode.workspace;
    const uri = (name: string) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, ...name.split('/'));
    const write = (name: string, text: string) => files.writeFile(uri(name), new TextEncoder().encode(text));
    const refresh = () => gradientChecks().controller.refreshHandler!(new vscode.CancellationTokenSource().token);

    before(async () => {
      await discovered((await editorWith(NUMBERS(2), 'f')).document, ['df']);
    });

    after(async () => {
      for (const name of ['dist', 'compiled', 'hidden', 'moved']) await files.delete(uri(name), { recursive: true });
      await refresh();
    });

    it('are not those that are made of the sources, nor those the settings leave out, when they change either', async () => {
      await files.createDirectory(uri('moved'));
      const settings = vscode.workspace.getConfiguration('files');
      await settings.update('exclude', { '**/hidden': true }, vscode.ConfigurationTarget.Global);
      try {
        const made = ['dist/own.js', 'compiled/own.js', 'hidden/own.ts'];
        const writeAll = async () => {
          for (const name of [...made, 'compiled/own.ts']) await write(name, NUMBERS(2));
        };
        await writeAll();
        await refresh();
        assert.deepEqual(labels(uri('compiled/own.ts')), ['df']);
        await writeAll();
        await write('compiled/last.ts', NUMBERS(2));
        await until('the new file is found', () => labels(uri('compiled/last.ts')).length === 1);
        for (const name of made) assert.deepEqual(labels(uri(name)), [], name);
      } finally {
        await settings.update('exclude', undefined, vscode.ConfigurationTarget.Global);
      }
    });

    it('are gone after a refresh with the files', async () => {
      await write('moved/own.ts', NUMBERS(2));
      await refresh();
      assert.deepEqual(labels(uri('moved/own.ts')), ['df']);
      await files.delete(uri('moved'), { recursive: true });
      await files.createDirectory(uri('moved'));
      await refresh();
      assert.deepEqual(labels(uri('moved/own.ts')), []);
    });

    it('are run without opening them', async () => {
      await write('moved/closed.ts', NUMBERS(3));
      await refresh();
      const closed = uri('moved/closed.ts');
      assert.deepEqual(states(await runItems(items(closed))), ['df failed']);
      const isOpen = () => vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === closed.toString());
      assert.equal(isOpen(), false);
      const [finding] = vscode.languages.getDiagnostics(closed);
      assert.equal(finding!.code, 'cause-factor');
      await write('moved/closed.ts', `\n${NUMBERS(3)}`);
      await until('the finding is gone', () => vscode.languages.getDiagnostics(closed).length === 0);
    });

    it('leave nothing behind where they are outside of the workspace and closed, or thrown away while a check runs', async () => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nabla-outside-'));
      const outside = path.join(folder, 'outside.ts');
      fs.writeFileSync(outside, NUMBERS(3));
      const uri = vscode.Uri.file(outside);
      await vscode.commands.executeCommand('vscode.open', uri); // what a test opens is kept open for a while
      await until('the test is found', () => labels(uri).length === 1);
      await runItems(items(uri));
      await findings({ uri }, 1);
      await closeAll();
      await findings({ uri }, 0);
      assert.deepEqual(labels(uri), []);
      fs.rmSync(folder, { recursive: true });

      const slow = NUMBERS(3).replace(
        '3 * x',
        '{ const end = Date.now() + 100; while (Date.now() < end); return 3 * x; }',
      );
      const untitled = await vscode.workspace.openTextDocument({ language: 'typescript', content: slow });
      await showAt(untitled, 'f');
      const [item] = await discovered(untitled, ['df']);
      await runWhile(async () => {
        const running = gradientChecks().profile.runHandler(
          new vscode.TestRunRequest([item!]),
          new vscode.CancellationTokenSource().token,
        );
        await closeAll();
        await running;
      });
      assert.deepEqual(vscode.languages.getDiagnostics(untitled.uri), []);
    });

    it('are told apart in the cells of a notebook', async () => {
      await withNotebook([NUMBERS(2), NUMBERS(3)], async notebook => {
        const cells = notebook.getCells().map(({ document }) => document.uri);
        await until('the tests are found', () => cells.every(uri => labels(uri).length === 1));
        const [first, second] = cells.map(uri => items(uri)[0]!.parent!.label);
        assert.match(first!, /\.cells, cell 1$/);
        assert.match(second!, /\.cells, cell 2$/);
      });
    });
  });

  describe('when they are run', () => {
    it('pass, fail with both numbers, and are skipped where nothing can be told', async () => {
      const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'gradients.ts');
      const document = await vscode.workspace.openTextDocument(uri);
      await lensesOf(document);
      await until('its tests are there', () => items(uri).length === 7);
      const run = await runItems([items(uri)[0]!.parent!]);
      assert.deepEqual(states(run), [
        'fPrime passed',
        'slopeOfF failed',
        'gradBowl passed',
        'dRelu skipped',
        'errorGradient passed',
        'softmaxJacobian passed',
        'meanSquaredErrorGradient failed',
      ]);
      assert.ok(run.told.find(({ label }) => label === 'fPrime')!.duration! > 0);
      const [message] = run.told.find(({ label }) => label === 'slopeOfF')!.messages;
      assert.match(
        message!.message as string,
        /∂f\/∂x at f\(5\): slopeOfF gives 2e−9, the numerical derivative is 0\.2 ± /,
      );
      assert.match(message!.expectedOutput!, /^0\.2 ± /);
      assert.equal(message!.actualOutput, '2e−9');
      assert.equal(document.getText(message!.location!.range), 'slopeOfF');
      assert.match(run.output, /inconclusive: dRelu: .*\r\n/);
      const [first, second] = await findings(document, 2);
      assert.deepEqual([first!.code, second!.code], ['cause-step', 'cause-count']);
    });

    it('see the text that is not saved', async () => {
      const editor = await editorWith(NUMBERS(3), 'f');
      const [item] = await discovered(editor.document, ['df']);
      const three = editor.document.positionAt(editor.document.getText().indexOf('3'));
      await editor.edit(edit => edit.replace(new vscode.Range(three, three.translate(0, 1)), '2'));
      assert.ok(editor.document.isDirty);
      assert.deepEqual(states(await runItems([item!])), ['df passed']);
    });

    it('say at the name of the derivative what is wrong, where the function is, and nothing once the text changes', async () => {
      const editor = await editorWith(PAIRS, 'f(x');
      const [, slope] = await discovered(editor.document, ['fPrime', 'slope']);
      await runItems([slope!]);
      const [finding] = await findings(editor.document, 1);
      assert.equal(editor.document.getText(finding!.range), 'slope');
      assert.equal(finding!.severity, vscode.DiagnosticSeverity.Error);
      assert.equal(finding!.code, 'cause-step');
      assert.match(
        finding!.message,
        /^∂f\/∂x at f\(5\): slope gives 2e−9, the numerical derivative is 0\.2 ± .*1e−8.*write \/ \(2 \* h\)\.$/,
      );
      assert.deepEqual(
        finding!.relatedInformation!.map(({ location }) => editor.document.getText(location.range)),
        ['f', '/ 2 * h'],
      );
      outdated.length = 0;
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n'));
      await findings(editor.document, 0);
      assert.ok(outdated.includes(slope!));
    });

    it('stay as information where the numbers are close, but not the same', async () => {
      const { document } = await editorWith(NUMBERS(2.00002), 'f');
      const [item] = await discovered(document, ['df']);
      const run = await runItems([item!]);
      assert.deepEqual(states(run), ['df passed']);
      assert.match(run.output, /^suspicious: df: .*close, but not the same/);
      const [finding] = await findings(document, 1);
      assert.equal(finding!.severity, vscode.DiagnosticSeverity.Information);
    });

    it('report code that fails, and stop when they are told to', async () => {
      const { document } = await editorWith(
        `const g = (x: number): number => x;\nconst dg = (x: number): number => { throw new Error('no'); };
const k = (x: number): number => x;\nconst dk = (x: number): number => { for (;;); };\n${NUMBERS(2)}`,
        'f',
      );
      const found = await discovered(document, ['dg', 'dk', 'df']);
      const source = new vscode.CancellationTokenSource();
      setTimeout(() => source.cancel(), 1500);
      const run = await runItems(found, source.token);
      assert.deepEqual(states(run), ['dg errored', 'dk skipped', 'df skipped']);
      assert.match(run.told[0]!.messages[0]!.message as string, /Error: no/);
      assert.equal((await findings(document, 1))[0]!.severity, vscode.DiagnosticSeverity.Error);
    });
  });

  describe('have results', () => {
    it('that are outdated when what they import changes, and when they were errors', async () => {
      const home = await editorWith('export const cube = (x: number): number => x ** 3;\n', 'cube');
      const name = path.basename(home.document.uri.path, '.ts');
      const text = `import { cube } from './${name}';
const f = (x: number): number => cube(x);
const df = (x: number): number => 3 * x ** 2;
const g = (x: number): number => x;
const dg = (x: number): number => { throw new Error('no'); };
`;
      const { document } = await editorWith(text, 'df');
      const found = await discovered(document, ['df', 'dg']);
      assert.deepEqual(states(await runItems(found)), ['df passed', 'dg errored']);
      outdated.length = 0;
      const edit = new vscode.WorkspaceEdit();
      edit.insert(home.document.uri, new vscode.Position(0, 0), '\n');
      await vscode.workspace.applyEdit(edit);
      await until('they are outdated', () => found.every(item => outdated.includes(item)));
      await home.document.save();
    });

    it('that stand where they belong, though the text changes while it is read', async () => {
      const { document } = await editorWith(PAIRS + '// filled\nvoid [1, 2, 3].map(x => x + 1);\n'.repeat(1000), 'f(x');
      await discovered(document, ['fPrime', 'slope']);
      for (let round = 0; round < 3; round++) {
        await runWhile(async () => {
          const insert = new vscode.WorkspaceEdit();
          insert.insert(document.uri, new vscode.Position(0, 0), '\n\n/* begins */ ');
          insert.insert(document.uri, new vscode.Position(document.lineCount, 0), '\nvoid 1;');
          await vscode.workspace.applyEdit(insert);
          const again = new vscode.WorkspaceEdit();
          again.insert(document.uri, new vscode.Position(0, 0), '\n');
          const run = vscode.commands.executeCommand(CHECK_GRADIENT);
          await Promise.all([run, vscode.workspace.applyEdit(again)]);
        });
        for (const { range, source } of vscode.languages.getDiagnostics(document.uri))
          if (source === 'Nabla') assert.equal(document.getText(range), 'slope');
      }
    });
  });

  it('run once for all saves while a run is under way', async () => {
    const slow = NUMBERS(3).replace(
      '3 * x',
      '{ const end = Date.now() + 200; while (Date.now() < end); return 3 * x; }',
    );
    const editor = await editorWith(slow, 'f');
    await discovered(editor.document, ['df']);
    const save = async () => {
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n'));
      await editor.document.save();
    };
    const settings = vscode.workspace.getConfiguration('nabla');
    await settings.update('check.onSave', true, true);
    try {
      const before = runs.length;
      await save();
      await until('a run has begun', () => runs.length > before);
      for (let count = 0; count < 4; count++) await save();
      await until('the last text was checked', () => runs.length > before + 1 && runs.at(-1)!.ended);
      await findings(editor.document, 1);
      assert.ok(runs.length <= before + 3, `${runs.length - before} runs`); // not one for each save
    } finally {
      await settings.update('check.onSave', undefined, true);
    }
  });

  it('run when a document is saved only where the setting says so, and move nothing', async () => {
    const editor = await editorWith(NUMBERS(3), 'f');
    await discovered(editor.document, ['df']);
    const save = async () => {
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n'));
      await editor.document.save();
    };
    const before = runs.length;
    await save();
    const settings = vscode.workspace.getConfiguration('nabla');
    await settings.update('check.onSave', true, true);
    try {
      const run = await runWhile(save);
      assert.equal(runs.length, before + 1);
      assert.deepEqual(states(run), ['df failed']);
      assert.ok(run.request.preserveFocus && run.request.continuous);
      assert.equal((await findings(editor.document, 1))[0]!.code, 'cause-factor');
      assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    } finally {
      await settings.update('check.onSave', undefined, true);
    }
  });

  it('run continuously, when asked to, whenever a document is saved', async () => {
    const editor = await editorWith(NUMBERS(2), 'f');
    const [item] = await discovered(editor.document, ['df']);
    const { profile } = gradientChecks();
    const source = new vscode.CancellationTokenSource();
    await profile.runHandler(new vscode.TestRunRequest([item!], undefined, profile, true), source.token);
    const save = async () => {
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '\n'));
      await editor.document.save();
    };
    assert.deepEqual(states(await runWhile(save)), ['df passed']);
    const text = editor.document.getText();
    const whole = () => new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit(edit => edit.replace(whole(), '')); // the test goes, and another comes by its name
    await until('the test is gone', () => labels(editor.document.uri).length === 0);
    await editor.edit(edit => edit.replace(whole(), text));
    const [anew] = await discovered(editor.document, ['df']);
    assert.notEqual(anew, item);
    assert.deepEqual(states(await runWhile(save)), ['df passed']);
    source.cancel();
    const before = runs.length;
    await save();
    assert.deepEqual(states(await runItems([anew!])), ['df passed']);
    assert.equal(runs.length, before + 1);
  });

  describe('have a quick fix', () => {
    const fixes = async ({ uri }: vscode.TextDocument, range: vscode.Range) =>
      (
        await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range)
      ).filter(({ title }) => title.startsWith('Write '));

    for (const [where, text, derivative] of [
      ['in the derivative', PAIRS, 'slope'],
      ['in what it calls', HELPER, 'bowlPrime'],
    ] as const) {
      it(`for / 2 * h ${where}, after which they pass`, async () => {
        const { document } = await editorWith(text, derivative);
        const found = await discovered(document, text === PAIRS ? ['fPrime', 'slope'] : ['bowlPrime']);
        const item = found.find(({ label }) => label === derivative)!;
        assert.deepEqual(states(await runItems([item])), [`${derivative} failed`]);
        const [finding] = await findings(document, 1);
        const [fix, ...others] = await fixes(document, finding!.range);
        assert.deepEqual([fix!.title, others.length], ['Write / (2 * h) instead of / 2 * h', 0]);
        assert.equal(fix!.isPreferred, true);
        const slip = document.positionAt(text.indexOf('/ 2 * h'));
        assert.equal((await fixes(document, new vscode.Range(slip, slip))).length, 1);
        assert.ok(await vscode.workspace.applyEdit(fix!.edit!));
        assert.equal(document.getText(), text.replace('/ 2 * h', '/ (2 * h)'));
        await findings(document, 0);
        assert.deepEqual(states(await runItems([item])), [`${derivative} passed`]);
        assert.deepEqual(await fixes(document, finding!.range), []);
      });
    }

    it('not for a sign or a factor', async () => {
      const { document } = await editorWith(NUMBERS(-2), 'f');
      const [item] = await discovered(document, ['df']);
      await runItems([item!]);
      const [finding] = await findings(document, 1);
      assert.equal(finding!.code, 'cause-sign');
      assert.deepEqual(await fixes(document, finding!.range), []);
    });
  });

  describe('by lens and command', () => {
    it('have a lens each above their function', async () => {
      const { document } = await editorWith(PAIRS, 'f(x');
      const lenses = await lensesOf(document);
      assert.deepEqual(
        lenses.map(({ range, command }) => `${range.start.line} ${command!.title}`),
        [
          '0 ∇ compute gradient here',
          '0 check against fPrime',
          '0 check against slope',
          '3 ∇ compute gradient here',
          '7 ∇ compute gradient here',
        ],
      );
      const { command, arguments: given } = lenses[2]!.command!;
      assert.equal(command, CHECK_GRADIENT);
      const run = await runWhile(() => vscode.commands.executeCommand(command, ...(given as unknown[])));
      assert.deepEqual(states(run), ['slope failed']);
      assert.ok(run.request.preserveFocus);
      assert.equal((await findings(document, 1))[0]!.code, 'cause-step');
      assert.equal(lenses[0]!.command!.command, COMPUTE_GRADIENT);
    });

    it('check what a lens meant though the text has moved since, and say so where it is gone', async () => {
      const editor = await editorWith(PAIRS, 'f(x');
      const lens = (await lensesOf(editor.document))[2]!.command!;
      const click = () => vscode.commands.executeCommand(lens.command, ...(lens.arguments as unknown[]));
      await editor.edit(edit => edit.insert(new vscode.Position(0, 0), '// moved\n'));
      assert.deepEqual(states(await runWhile(click)), ['slope failed']);
      const name = editor.document.positionAt(editor.document.getText().indexOf('slope'));
      await editor.edit(edit => edit.replace(new vscode.Range(name, name.translate(0, 5)), 'ascent'));
      const shown = await warningsWhile(click);
      assert.deepEqual(
        shown.map(({ message }) => message.slice(0, 55)),
        ['As the text is now, slope is the derivative of no funct'],
      );
    });

    it('check a derivative whose function another file holds, saved or not', async () => {
      const home = await editorWith('export const cube = (x: number): number => x ** 2;\n', 'cube');
      const file = home.document.uri.path.split('/').at(-1)!.replace('.ts', '');
      const two = home.document.positionAt(home.document.getText().indexOf('2;'));
      await home.edit(edit => edit.replace(new vscode.Range(two, two.translate(0, 1)), '3'));
      await editorWith(
        `import { cube } from './${file}';\n/** @gradientOf cube @at 2 */\nconst slope = (x: number): number => 3 * x ** 2;\n`,
        'slope',
      );
      assert.deepEqual(states(await runWhile(() => vscode.commands.executeCommand(CHECK_GRADIENT))), ['slope passed']);
      await home.document.save();
    });

    it('check what is at the cursor, and else all of the file', async () => {
      const run = () => runWhile(() => vscode.commands.executeCommand(CHECK_GRADIENT));
      const editor = await editorWith(`${PAIRS}\n\nconst end = 0;\n`, '0.02');
      assert.deepEqual(states(await run()), ['fPrime passed']);
      await showAt(editor.document, '0.01');
      assert.deepEqual(states(await run()), ['fPrime passed', 'slope failed']);
      await showAt(editor.document, 'end');
      assert.deepEqual(states(await run()), ['fPrime passed', 'slope failed']);
    });

    it('say how a derivative is named where there is none, and show an example', async () => {
      await editorWith('const f = (x: number): number => x;\n', 'f');
      const shown = await warningsWhile(() => vscode.commands.executeCommand(CHECK_GRADIENT), 'Show Example');
      assert.equal(shown.length, 1);
      assert.match(shown[0]!.message, /^No derivative was found in this file\. Name it after its function, as fPrime/);
      assert.deepEqual(shown[0]!.actions, ['Show Example']);
      await until('the example is open', () => vscode.window.activeTextEditor?.document.isUntitled === true);
      assert.match(vscode.window.activeTextEditor!.document.getText(), /fPrime/);
    });

    it('answer another language, and no editor at all, with one sentence', async () => {
      await editorWith('f = 1\n', 'f', 'py');
      const [other] = await warningsWhile(() => vscode.commands.executeCommand(CHECK_GRADIENT));
      assert.match(other!.message, /TypeScript and JavaScript/);
      await closeAll();
      const [none] = await warningsWhile(() => vscode.commands.executeCommand(CHECK_GRADIENT));
      assert.match(none!.message, /editor/);
    });
  });

  it('leave nothing in the workspace', () => {
    const folder = vscode.workspace.workspaceFolders![0]!.uri.fsPath;
    assert.equal(fs.existsSync(`${folder}/.nabla`), false);
  });
});
