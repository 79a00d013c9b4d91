import * as vscode from 'vscode';
import { isScriptLanguage } from '../../source/script';
import { isModule } from '../evaluator';
import { Quiet } from '../quiet';

/** So long without typing, in milliseconds, and a function is run again. */
const QUIET_MS = 250;

/** What is told of the texts that a function may use. */
export interface TextListener {
  /** The document of the function; none is followed without it. */
  uri(): string | undefined;
  /** A text was edited. */
  textChanged(): void;
  /** Nobody has typed for a moment since. */
  textIsQuiet(): void;
  /** The document of the function was closed. */
  documentClosed(): void;
  /** A document has another name now, or was saved as a file. */
  renamed(from: string, to: string): void;
}

/** Follows the text of a function, and of the other modules that are open. */
export class TextFollower implements vscode.Disposable {
  private readonly quiet: Quiet;
  private readonly subscriptions: vscode.Disposable;

  constructor(listener: TextListener) {
    this.quiet = new Quiet(() => listener.textIsQuiet(), QUIET_MS);
    this.subscriptions = vscode.Disposable.from(
      this.quiet,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const uri = listener.uri();
        if (uri === undefined || contentChanges.length === 0) return;
        if (document.uri.toString() !== uri && !mayBeImported(document)) return;
        listener.textChanged();
        this.quiet.request();
      }),
      vscode.workspace.onDidCloseTextDocument(document => {
        if (document.uri.toString() !== listener.uri()) return;
        const saved = document.isUntitled ? fileWith(document.getText()) : undefined;
        if (saved) listener.renamed(document.uri.toString(), saved.uri.toString());
        else listener.documentClosed();
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) listener.renamed(oldUri.toString(), newUri.toString());
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

/** The file that an untitled text was saved as. */
function fileWith(text: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    each => !each.isClosed && !each.isUntitled && isScriptLanguage(each.languageId) && each.getText() === text,
  );
}

/** A module that is open; JSON outside of the workspace holds settings, which VS Code itself writes. */
function mayBeImported(document: vscode.TextDocument): boolean {
  const isScript = isScriptLanguage(document.languageId);
  return isModule(document) && (isScript || vscode.workspace.getWorkspaceFolder(document.uri) !== undefined);
}
