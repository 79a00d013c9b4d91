import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { CHECK_GRADIENT } from '../../src/editor/checks/ids';
import { closeAll, editorWith, lensesOf, until, warningsWhile } from './helpers';
import { gradientChecks, runs } from './testRuns';

describe('gradient checks in Restricted Mode', () => {
  after(closeAll);

  it('are found, but run none of the code and say why', async () => {
    const trace = path.join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'was-checked');
    const content = `require('node:fs').writeFileSync(${JSON.stringify(trace)}, '');
const f = (x: number): number => x;\nconst df = (x: number): number => 1;\n`;
    const { document } = await editorWith(content, 'f =');
    await lensesOf(document);
    const { controller, profile } = gradientChecks();
    const file = () => controller.items.get(document.uri.toString());
    await until('the derivative is found', () => file()?.children.size === 1);
    const { token } = new vscode.CancellationTokenSource();
    await profile.runHandler(new vscode.TestRunRequest([file()!], undefined, profile), token);
    const [told, ...others] = runs.at(-1)!.told;
    assert.equal(others.length, 0);
    assert.equal(told!.state, 'errored');
    assert.match(told!.messages[0]!.message as string, /^Nabla runs a function only in a workspace you trust\./);
    const shown = await warningsWhile(() => vscode.commands.executeCommand(CHECK_GRADIENT));
    assert.deepEqual(
      shown.map(({ actions }) => actions),
      [['Manage Workspace Trust']],
    );
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    assert.equal(fs.existsSync(trace), false);
  });
});
