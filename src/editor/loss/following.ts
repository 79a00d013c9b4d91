import * as vscode from 'vscode';
import { Quiet } from '../quiet';
import { movedRanges } from './movedRanges';
import type { Origin } from './origin';

/** So long without typing, in milliseconds, and the text is read again. */
const QUIET_MS = 200;

/** What is told of the text that is followed. */
export interface Listener {
  /** The text was edited, and nobody has typed for a moment. */
  readonly edited: () => void;
  /** The document was closed: nobody knows what happens to it from now on. */
  readonly closed: () => void;
}

/** Knows where compared arrays are while their text is edited. */
export class FollowedOrigin implements vscode.Disposable {
  listener: Listener | undefined;
  /** Whether every edit was seen since the origin was last read. */
  isFollowed = true;

  private readonly subscriptions: vscode.Disposable[];
  private readonly quiet = new Quiet(() => this.listener?.edited(), QUIET_MS);

  constructor(private current: Origin) {
    this.subscriptions = [
      vscode.workspace.onDidChangeTextDocument(change => this.edited(change)),
      vscode.workspace.onDidCloseTextDocument(document => this.documentClosed(document)),
    ];
  }

  get origin(): Origin {
    return this.current;
  }

  /** What each array is has changed, or is known now. */
  setRoles({ predictions, target, runsCode, picked }: Omit<Origin, 'uri' | 'ranges'>): void {
    this.current = { ...this.current, predictions, target, runsCode, picked };
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document.uri.toString() !== this.current.uri || contentChanges.length === 0) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => {
      return { start: rangeOffset, end: rangeOffset + rangeLength, text };
    });
    const { picked, ranges } = this.current;
    const [pickedNow] = movedRanges(picked ? [{ start: picked.start, end: picked.start }] : [], changes);
    this.current = {
      ...this.current,
      ranges: movedRanges(ranges, changes),
      picked: picked && pickedNow ? { ...picked, start: pickedNow.start } : null,
    };
    this.quiet.request();
  }

  /** A document whose language changes is closed and opened again at once. */
  private documentClosed({ uri }: vscode.TextDocument): void {
    if (uri.toString() !== this.current.uri) return;
    setImmediate(() => {
      if (vscode.workspace.textDocuments.some(document => document.uri.toString() === this.current.uri)) return;
      this.isFollowed = false;
      this.quiet.cancel();
      this.listener?.closed();
    });
  }

  dispose(): void {
    this.quiet.dispose();
    this.listener = undefined;
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}
