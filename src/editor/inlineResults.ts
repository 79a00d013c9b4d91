import * as vscode from 'vscode';
import type { Services } from './services';

/** A result that stands after a line of code. */
export interface InlineResult {
  /** What it is of: a newer result of the same takes its place. */
  readonly key: string;
  readonly document: vscode.TextDocument;
  /** The version of the text the result is of. */
  readonly version: number;
  /** The line after which it stands, from 0. */
  readonly line: number;
  readonly text: string;
}

/** One that moves with the text. */
type Shown = { -readonly [Key in keyof InlineResult]: InlineResult[Key] };

let results: InlineResults | undefined;

/** The window's inline results; they end with it. */
export function inlineResults({ context }: Services): InlineResults {
  if (!results) {
    const created = new InlineResults();
    context.subscriptions.push(created, { dispose: () => (results = undefined) });
    results = created;
  }
  return results;
}

/** Takes all inline results away, if there are any. */
export function clearInlineResults(): void {
  results?.clear();
}

/** Results after the functions they are of, dimmed once the text has changed. */
class InlineResults implements vscode.Disposable {
  private readonly fresh = resultDecoration();
  private readonly stale = resultDecoration('opacity: 0.5');
  private readonly results = new Map<string, Shown>();
  private readonly subscriptions = [
    this.fresh,
    this.stale,
    vscode.workspace.onDidChangeTextDocument(change => this.textChanged(change)),
    vscode.workspace.onDidCloseTextDocument(document => this.forget(document)),
    vscode.window.onDidChangeVisibleTextEditors(() => this.paintAll()),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('nabla.inlineResults')) this.paintAll();
    }),
  ];

  show(result: InlineResult): void {
    this.results.set(result.key, { ...result });
    this.paintAll();
  }

  /** Takes away what stands there of something, if anything does. */
  hide(key: string): void {
    if (this.results.delete(key)) this.paintAll();
  }

  clear(): void {
    this.results.clear();
    this.paintAll();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private textChanged({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    for (const result of this.results.values()) {
      if (result.document === document) result.line = lineAfter(result.line, contentChanges);
    }
    this.paintAll();
  }

  private forget(document: vscode.TextDocument): void {
    for (const [key, result] of this.results) if (result.document === document) this.results.delete(key);
  }

  private paintAll(): void {
    const enabled = vscode.workspace.getConfiguration('nabla').get<boolean>('inlineResults.enabled', true);
    for (const editor of vscode.window.visibleTextEditors) {
      const results = [...this.results.values()].filter(({ document }) => enabled && document === editor.document);
      const isFresh = ({ version }: InlineResult) => version === editor.document.version;
      editor.setDecorations(this.fresh, results.filter(isFresh).map(decorationOf));
      editor.setDecorations(this.stale, results.filter(result => !isFresh(result)).map(decorationOf));
    }
  }
}

/** @param style further declarations of CSS */
function resultDecoration(style = ''): vscode.TextEditorDecorationType {
  // The color of ghost text is not defined in the high contrast themes.
  const color = new vscode.ThemeColor('editorCodeLens.foreground');
  const after = { color, margin: '0 0 0 2em', textDecoration: `none; ${style}` };
  return vscode.window.createTextEditorDecorationType({ after });
}

function decorationOf({ document, line, text }: InlineResult): vscode.DecorationOptions {
  const { end } = document.lineAt(Math.min(line, document.lineCount - 1)).range;
  return { range: new vscode.Range(end, end), renderOptions: { after: { contentText: text } } };
}

/** Where a line has moved to by changes of the text. */
function lineAfter(line: number, changes: readonly vscode.TextDocumentContentChangeEvent[]): number {
  return changes.reduce((moved, { range, text }) => {
    if (range.end.line > line || (range.start.line === line && range.start.character > 0)) return moved;
    return moved + text.split('\n').length - 1 - (range.end.line - range.start.line);
  }, line);
}
