import * as vscode from 'vscode';
import { sentence } from '../../words/sentences';
import { inlineGradient } from '../../words/gradientReport';
import { problemOf, rowsOf, type Computation } from './computation';
import { inlineResultsEnabled } from './settings';

interface Result {
  readonly document: vscode.TextDocument;
  /** The version of the text the result is of. */
  readonly version: number;
  /** The line after which it stands, from 0; it moves with the text. */
  line: number;
  readonly text: string;
}

/** Results after the functions they are of, dimmed once the text has changed. */
export class InlineResults implements vscode.Disposable {
  private readonly fresh = resultDecoration();
  private readonly stale = resultDecoration('opacity: 0.5');
  private readonly results = new Map<string, Result>();
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

  show(document: vscode.TextDocument, computation: Computation): void {
    const { reference, version, line } = computation;
    this.results.set(`${reference.uri}#${reference.name}`, {
      document,
      version,
      line: line - 1,
      text: inlineText(computation),
    });
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
    const enabled = inlineResultsEnabled();
    for (const editor of vscode.window.visibleTextEditors) {
      const results = [...this.results.values()].filter(({ document }) => enabled && document === editor.document);
      const isFresh = ({ version }: Result) => version === editor.document.version;
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

function decorationOf({ document, line, text }: Result): vscode.DecorationOptions {
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

function inlineText(computation: Computation): string {
  const problem = problemOf(computation);
  return problem ? `∇ ${sentence(problem)}` : inlineGradient(computation.name, computation.point, rowsOf(computation));
}
