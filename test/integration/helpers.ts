import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A message as it was shown, and what it offered. */
export interface Shown {
  readonly message: string;
  readonly actions: readonly string[];
}

/** Replaces functions of `vscode.window` while something runs. */
export async function withWindow(replaced: object, run: () => PromiseLike<unknown>): Promise<void> {
  const names = Object.keys(replaced) as (keyof typeof vscode.window)[];
  const originals = Object.fromEntries(names.map(name => [name, vscode.window[name]]));
  Object.assign(vscode.window, replaced);
  try {
    await run();
  } finally {
    Object.assign(vscode.window, originals);
  }
}

/** The warnings that are shown while something runs; `answer` is the action pressed in each. */
export async function warningsWhile(
  run: (shown: readonly Shown[]) => PromiseLike<unknown>,
  answer?: string,
): Promise<Shown[]> {
  const shown: Shown[] = [];
  const showWarningMessage = (message: string, ...actions: string[]) => {
    shown.push({ message, actions });
    return Promise.resolve(answer);
  };
  await withWindow({ showWarningMessage }, () => run(shown));
  return shown;
}

/** A question as it was shown: its title, what it waits for, and what it offers, with where that comes from. */
export interface Asked {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly string[];
  /** What it offers once the text is typed. */
  readonly whileTyped: readonly string[];
}

/**
 * Runs something that asks for a point, types a text – none: takes the first that is offered – and presses Enter, after
 * whatever is done meanwhile; without a text leaves the question by Escape, and where Enter is refused, too.
 *
 * @returns the question
 */
export async function answerInput(
  text: string | undefined,
  run: () => PromiseLike<unknown>,
  meanwhile: () => PromiseLike<unknown> = () => Promise.resolve(),
): Promise<Asked | undefined> {
  let asked: Asked | undefined;
  const createQuickPick = () => {
    const pick = new TypedPick();
    const answer = async () => {
      await meanwhile();
      asked = pick.answer(text);
    };
    return Object.assign(pick, { show: () => void answer() });
  };
  await withWindow({ createQuickPick }, run);
  return asked;
}

/** A list as VS Code shows it, in which a person types. */
class TypedPick {
  title = '';
  placeholder = '';
  items: readonly vscode.QuickPickItem[] = [];
  selectedItems: readonly vscode.QuickPickItem[] = [];
  private readonly changed = new vscode.EventEmitter<string>();
  private readonly accepted = new vscode.EventEmitter<void>();
  private readonly hidden = new vscode.EventEmitter<void>();
  readonly onDidChangeValue = this.changed.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;

  answer(text: string | undefined): Asked {
    const texts = () => this.items.map(({ label, description }) => (description ? `${label} – ${description}` : label));
    const { title, placeholder } = this;
    const items = texts();
    if (text !== undefined && text !== '') this.changed.fire(text);
    const whileTyped = texts();
    this.selectedItems = this.items.slice(0, 1);
    if (text !== undefined) this.accepted.fire();
    this.hide();
    return { title, placeholder, items, whileTyped };
  }

  hide(): void {
    this.hidden.fire();
  }

  dispose(): void {
    for (const emitter of [this.changed, this.accepted, this.hidden]) emitter.dispose();
  }
}

let files = 0;

/** Opens a new file of the workspace with the cursor at a place of its text. */
export async function editorWith(content: string, at: string, ending = 'ts'): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const uri = vscode.Uri.joinPath(folder, `functions-${files++}.${ending}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return showAt(await vscode.workspace.openTextDocument(uri), at);
}

/** Shows a notebook with cells in TypeScript while something is done with it. */
export async function withNotebook(
  contents: readonly string[],
  work: (notebook: vscode.NotebookDocument) => PromiseLike<void>,
): Promise<void> {
  const { Code } = vscode.NotebookCellKind;
  const cells = contents.map(content => new vscode.NotebookCellData(Code, content, 'typescript'));
  const serializer = vscode.workspace.registerNotebookSerializer('nabla-cells', {
    deserializeNotebook: () => new vscode.NotebookData(cells),
    serializeNotebook: () => new Uint8Array(),
  });
  try {
    const folder = vscode.workspace.workspaceFolders![0]!.uri;
    const uri = vscode.Uri.joinPath(folder, `notebook-${files++}.cells`);
    await vscode.workspace.fs.writeFile(uri, new Uint8Array());
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(notebook);
    await work(notebook);
  } finally {
    await closeAll();
    serializer.dispose();
  }
}

/** Shows a document with the cursor at a place of its text. */
export async function showAt(document: vscode.TextDocument, at: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(document.getText().indexOf(at));
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** Closes every tab; untitled texts are thrown away, so that nothing asks whether to save them. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await until('no editor is open', () => vscode.window.visibleTextEditors.length === 0);
  // The next untitled text would get the name of one that is still being thrown away, and its content.
  await until('untitled texts are gone', () => !vscode.workspace.textDocuments.some(({ isUntitled }) => isUntitled));
}

/** Waits until something holds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    assert.ok(waited < 10_000, `waited too long until ${what}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** Our lenses in a document, once there are any: the extension is activated by its language. */
export async function lensesOf({ uri }: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  for (let waited = 0; ; waited += 50) {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
    const ours = lenses.filter(({ command }) => command?.command.startsWith('nabla.'));
    if (ours.length > 0 || waited > 10_000) return ours;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
