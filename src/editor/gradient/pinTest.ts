import * as path from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { exportOf } from '../../source/exported';
import { languageOfFile, parseScriptInSlices } from '../../source/script';
import { testFileOf } from '../../source/testFile';
import { testSetup, type PackageJson } from '../../source/testProject';
import { withPinnedTest, type PinnedTest, type TestImport } from '../../words/gradientTest';
import { evaluator, moduleOf } from '../evaluator';
import { revealLine } from '../reveal';
import type { Services } from '../services';
import { withSlowProgress } from '../slowProgress';
import type { Computation } from './computation';
import { pinnedNumbers, type Run } from './pinnedNumbers';

/**
 * Writes a unit test beside the source that asserts the value and the derivatives of a computation, each give or take
 * its error, and those that the user's own derivative gives; shows it. A test of the same function and point is replaced.
 *
 * @throws Problem `pin-no-file`, `pin-expression`, `pin-not-exported`, `pin-several`, `pin-many`, `pin-not-smooth`, `pin-not-precise`,
 *   `pin-not-written`, and what keeps the function from being run
 */
export async function pinAsTest(services: Services, computation: Computation): Promise<void> {
  const { reference, file, name, text, site, point, args } = computation;
  const uri = vscode.Uri.parse(reference.uri);
  if (uri.scheme !== 'file') throw new Problem('pin-no-file', { name });
  if (site.variables) throw new Problem('pin-expression', { expression: name });
  const tree = await parseScriptInSlices(text, languageOfFile(file) ?? 'typescript');
  const exported = exportOf(tree, text, site.name);
  if (!exported) throw new Problem('pin-not-exported', { name });
  const setup = testSetup(path.basename(file), text, await packagesAround(uri));
  const document = await vscode.workspace.openTextDocument(uri);
  const runUntil =
    (signal: AbortSignal): Run =>
    (options, of = site) => {
      const source = { ...moduleOf(document, text), site: of };
      return evaluator(services).gradient({ kind: 'gradient', source, args: [...args], ...options }, signal);
    };
  const { value, derivatives, written } = await withSlowProgress(
    l10n.t('Computing what a test of {0} holds…', name),
    new AbortController(),
    signal => pinnedNumbers(computation, tree, runUntil(signal)),
  );
  const ofWritten = written && exportOf(tree, text, written.name);
  const imports = [exported, ...(ofWritten ? [ofWritten] : [])].map(each => ({ ...each, module: setup.module }));
  const test: PinnedTest = {
    title: `${name} at ${point}`,
    callee: calleeOf(site.name, exported),
    args,
    arrays: site.parameters.map(({ form }) => (form.kind === 'numbers' ? form.typed : undefined)),
    value,
    derivatives,
    ...(written && ofWritten && { written: { callee: calleeOf(written.name, ofWritten), numbers: written.numbers } }),
    imports: unique(imports),
    style: setup,
  };
  await write(vscode.Uri.joinPath(uri, '..', setup.file), test);
}

/** A member is called by its name in what is imported. */
function calleeOf(name: string, exported: { readonly name: string }): string {
  const [, member = ''] = /^[^.]*(\..*)?$/.exec(name) ?? [];
  return exported.name + member;
}

function unique(imports: readonly TestImport[]): TestImport[] {
  return imports.filter(({ name }, index) => imports.findIndex(each => each.name === name) === index);
}

/** Writes the test into its file, which may be open, and shows it. */
async function write(uri: vscode.Uri, test: PinnedTest): Promise<void> {
  const existing = await textOf(uri);
  const language = languageOfFile(uri.path) ?? 'typescript';
  const file = existing === undefined ? undefined : testFileOf(await parseScriptInSlices(existing, language), existing);
  const { text, line } = withPinnedTest(file, test);
  const edit = new vscode.WorkspaceEdit();
  if (existing === undefined) edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  else edit.replace(uri, new vscode.Range(0, 0, Number.MAX_SAFE_INTEGER, 0), text);
  const failed = new Problem('pin-not-written', { file: path.basename(uri.fsPath) });
  if (!(await vscode.workspace.applyEdit(edit))) throw failed;
  const document = await vscode.workspace.openTextDocument(uri);
  if (document.isDirty && !(await document.save())) throw failed;
  await revealLine(uri.toString(), line);
}

/** What a file holds, saved or not; undefined where there is none. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

/** The `package.json` of the folders around a file, the nearest first; those that cannot be read are left out. */
async function packagesAround(uri: vscode.Uri): Promise<PackageJson[]> {
  const packages: PackageJson[] = [];
  for (let folder = vscode.Uri.joinPath(uri, '..'); ; folder = vscode.Uri.joinPath(folder, '..')) {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, 'package.json'));
      const parsed: unknown = JSON.parse(new TextDecoder().decode(bytes));
      if (typeof parsed === 'object' && parsed !== null) packages.push(parsed);
    } catch {
      // There is none, or it is broken: the next one counts.
    }
    if (folder.path === '/' || folder.path === vscode.Uri.joinPath(folder, '..').path) return packages;
  }
}
