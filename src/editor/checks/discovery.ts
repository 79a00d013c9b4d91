import * as vscode from 'vscode';
import { inSlices } from '../../source/slices';
import { SCRIPTS } from '../documents';
import { newestScript } from '../followedScript';
import { documentOf } from '../openDocument';
import { inBackground } from '../report';
import type { Services } from '../services';
import { fileScript, type Outdated } from './currentText';
import type { CheckItems } from './items';
import { MAX_FILES, maybeSource, SCRIPT_FILES, sourceFiles, type Files } from './sourceFiles';

/** The tests follow texts and files once nothing has changed for so long, in milliseconds. */
const PAUSE = 300;

/** Whether a document is one in which a person writes functions: not one side of a comparison, say. */
export function isFollowed({ languageId, uri }: vscode.TextDocument): boolean {
  return SCRIPTS.includes(languageId) && ['file', 'untitled', 'vscode-notebook-cell'].includes(uri.scheme);
}

/** Finds derivatives: in open documents as they are edited, and in the files of the workspace once that is asked for. */
export class Discovery implements vscode.Disposable {
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly ending = new AbortController();
  private readonly subscriptions = [
    this.watch(),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (this.reading) inBackground(this.services, this.refresh());
    }),
  ];
  private reading: Promise<void> | undefined;
  private sources: Files | undefined;
  /** Files that are to be read again, by their URIs: many change at a time. */
  private waiting: Files = new Map();
  private quiet: NodeJS.Timeout | undefined;
  private queue = Promise.resolve();

  constructor(
    private readonly items: CheckItems,
    /** Told what checks have found no longer holds. */
    private readonly outdate: (outdated: Outdated) => void,
    private readonly services: Services,
  ) {}

  /** A document was opened. */
  opened(document: vscode.TextDocument): void {
    this.see(document.uri, document.getText());
    inBackground(this.services, this.follow(document));
  }

  /** The text has changed: looks at it once there is a pause. */
  changed(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    const timer = setTimeout(() => inBackground(this.services, this.follow(document)), PAUSE);
    this.timers.set(document, timer);
  }

  /** Shows the derivatives of a document as it is now. */
  async follow(document: vscode.TextDocument): Promise<void> {
    this.forget(document);
    const script = await newestScript(document);
    if (script && !document.isClosed) await inSlices(this.items.showSteps(document.uri, script), this.ending.signal);
  }

  /** The document is closed: of a file, what is saved counts. */
  closed(document: vscode.TextDocument): void {
    this.forget(document);
    if (document.uri.scheme !== 'file' || !vscode.workspace.getWorkspaceFolder(document.uri)) this.gone(document.uri);
    else this.readLater(document.uri);
  }

  /** Reads the files of the workspace, and from then on those that change; they are read once. */
  workspace(token?: vscode.CancellationToken): Promise<void> {
    const reading = (this.reading ??= this.readWorkspace(token));
    const again = () => {
      if (this.reading === reading) this.reading = undefined;
    };
    token?.onCancellationRequested(again);
    reading.catch(again);
    return reading;
  }

  /** Reads them again. */
  refresh(token?: vscode.CancellationToken): Promise<void> {
    this.reading = undefined;
    return this.workspace(token);
  }

  private async readWorkspace(token?: vscode.CancellationToken): Promise<void> {
    const sources = await sourceFiles(token);
    if (!sources) return;
    if (sources.size >= MAX_FILES) this.services.log.warn(`Gradient checks: no more than ${MAX_FILES} files are read.`);
    this.sources = sources;
    const shown = this.items.files().map(uri => [uri.toString(), uri] as const);
    for (const uri of new Map([...shown, ...sources]).values()) {
      if (token?.isCancellationRequested || this.ending.signal.aborted) return;
      await this.read(uri);
    }
  }

  private watch(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher(SCRIPT_FILES);
    const changed = (uri: vscode.Uri) => {
      if (!maybeSource(uri) || documentOf(uri.toString())) return;
      this.outdate(({ imports }) => imports);
      this.readLater(uri);
    };
    watcher.onDidCreate(changed);
    watcher.onDidChange(changed);
    watcher.onDidDelete(changed); // what cannot be read is gone
    return watcher;
  }

  /** Reads a file once no other has changed for a while. */
  private readLater(uri: vscode.Uri): void {
    if (!this.reading && this.items.of(uri).length === 0) return;
    this.waiting.set(uri.toString(), uri);
    clearTimeout(this.quiet);
    this.quiet = setTimeout(() => {
      const reading = this.queue.then(() => this.readWaiting());
      this.queue = reading.catch(() => undefined);
      inBackground(this.services, reading);
    }, PAUSE);
  }

  private async readWaiting(): Promise<void> {
    const { waiting } = this;
    this.waiting = new Map();
    const isKnown = (uri: string) => this.sources?.has(uri) === true;
    // Only the search knows whether a new file is to be left out.
    if (![...waiting.keys()].every(isKnown)) this.sources = await sourceFiles();
    for (const uri of waiting.values()) {
      if (this.ending.signal.aborted) return;
      await this.read(uri);
    }
  }

  /** Shows the derivatives of a file as it is saved; an open document is followed anyway. */
  private async read(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    if (documentOf(key)) return;
    const script = this.sources?.has(key) ? await fileScript(uri, this.ending.signal) : undefined;
    if (documentOf(key)) return;
    if (!script) return this.gone(uri);
    this.see(uri, script.text);
    await inSlices(this.items.showSteps(uri, script), this.ending.signal);
  }

  /** What was found of another text does not hold. */
  private see(uri: vscode.Uri, text: string): void {
    const key = uri.toString();
    this.outdate(checked => checked.uri.toString() === key && checked.text !== text);
  }

  private gone(uri: vscode.Uri): void {
    const key = uri.toString();
    this.sources?.delete(key);
    this.outdate(checked => checked.uri.toString() === key);
    this.items.delete(uri);
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
  }

  dispose(): void {
    this.ending.abort();
    vscode.Disposable.from(...this.subscriptions).dispose();
    for (const timer of [this.quiet, ...this.timers.values()]) clearTimeout(timer);
  }
}
