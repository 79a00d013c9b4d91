import * as vscode from 'vscode';
import { sentence } from '../../words/sentences';
import { problemOf, type Computation } from './computation';
import { placeInText } from './placeInText';

/** Problems in the user's code that keep a gradient from being computed, in VS Code's list of problems. */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('nabla');
  /** What was said of a text need not be true of the next one. */
  private readonly changes = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) this.collection.delete(document.uri);
  });

  /** Shows what is wrong with the function, or takes it away where nothing is. */
  show(computation: Computation): void {
    this.collection.clear();
    const problem = problemOf(computation);
    if (!problem) return;
    const { reference, line: functionLine } = computation;
    const { uri, line, column } = placeInText(computation) ?? { uri: reference.uri, line: functionLine, column: 1 };
    const range = new vscode.Range(line - 1, column - 1, line - 1, Number.MAX_SAFE_INTEGER);
    const diagnostic = new vscode.Diagnostic(range, sentence(problem), vscode.DiagnosticSeverity.Warning);
    diagnostic.source = 'Nabla';
    diagnostic.code = problem.code;
    this.collection.set(vscode.Uri.parse(uri), [diagnostic]);
  }

  dispose(): void {
    this.changes.dispose();
    this.collection.dispose();
  }
}
