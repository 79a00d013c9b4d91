import * as vscode from 'vscode';
import { followedSteps } from '../../source/followed';
import { languageOfFile } from '../../source/script';
import { inSlices } from '../../source/slices';
import { SCRIPTS } from '../documents';
import { newestScript } from '../followedScript';
import { inBackground } from '../report';
import type { Services } from '../services';
import type { CheckItems } from './items';

/** The tests follow the text once nothing was typed for so long, in milliseconds. */
const PAUSE = 300;

/** Larger files are made by programs. */
const MAX_BYTES = 1_000_000;
/** So many files of a workspace are read at most. */
const MAX_FILES = 5000;

const FILES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}';
const NO_SOURCES = ['**/node_modules/**', '**/*.d.{ts,mts,cts}'];

/** Whether a document is one in which a person writes functions: not one side of a comparison, say. */
export function isFollowed({ languageId, uri }: vscode.TextDocument): boolean {
  return SCRIPTS.includes(languageId) && ['file', 'untitled', 'vscode-notebook-cell'].includes(uri.scheme);
}

/** Finds derivatives: in open documents as they are edited, and in the files of the workspace once that is asked for. */
export class Discovery implements vscode.Disposable {
  private readonly timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  private readonly ending = new AbortController();
  private readonly watcher = this.watch();
  private reading: Promise<void> | undefined;

  constructor(
    private readonly items: CheckItems,
    /** Told that a file was changed while it was not open. */
    private readonly outdate: (uri: vscode.Uri) => void,
    private readonly services: Services,
  ) {}

  /** A document was opened. */
  opened(document: vscode.TextDocument): void {
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
    if (script && !document.isClosed) await inSlices(this.items.showSteps(document.uri, script));
  }

  /** The document is closed: of a file, what is saved counts. */
  closed(document: vscode.TextDocument): void {
    this.forget(document);
    if (document.uri.scheme === 'file' && vscode.workspace.getWorkspaceFolder(document.uri))
      inBackground(this.services, this.read(document.uri));
    else this.items.delete(document.uri);
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
  refresh(token: vscode.CancellationToken): Promise<void> {
    this.reading = undefined;
    return this.workspace(token);
  }

  private async readWorkspace(token?: vscode.CancellationToken): Promise<void> {
    const files = await vscode.workspace.findFiles(FILES, excluded(), MAX_FILES, token);
    if (files.length === MAX_FILES)
      this.services.log.warn(`Gradient checks: no more than ${MAX_FILES} files are read.`);
    for (const file of files) {
      if (token?.isCancellationRequested || this.ending.signal.aborted) return;
      await this.read(file);
    }
  }

  private watch(): vscode.FileSystemWatcher {
    const watcher = vscode.workspace.createFileSystemWatcher(FILES);
    const changed = (uri: vscode.Uri) => {
      if (!isSource(uri) || documentOf(uri)) return;
      this.outdate(uri);
      if (this.reading || this.items.of(uri).length > 0) inBackground(this.services, this.read(uri));
    };
    watcher.onDidCreate(changed);
    watcher.onDidChange(changed);
    watcher.onDidDelete(changed); // what cannot be read is gone
    return watcher;
  }

  /** Shows the derivatives of a file as it is saved; an open document is followed anyway. */
  private async read(uri: vscode.Uri): Promise<void> {
    if (documentOf(uri)) return;
    const text = await textOf(uri);
    const language = languageOfFile(uri.path);
    if (text === undefined || !language) return this.items.delete(uri);
    const script = await inSlices(followedSteps(text, language), this.ending.signal);
    if (!documentOf(uri)) await inSlices(this.items.showSteps(uri, script));
  }

  private forget(document: vscode.TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
  }

  dispose(): void {
    this.ending.abort();
    this.watcher.dispose();
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}

/** What the search leaves out; what the explorer leaves out is left out anyway. */
function excluded(): string {
  const settings = vscode.workspace.getConfiguration('search').get<Record<string, unknown>>('exclude', {});
  const patterns = Object.keys(settings).filter(pattern => settings[pattern] === true);
  return `{${[...new Set([...NO_SOURCES, ...patterns])].join(',')}}`;
}

function isSource({ path }: vscode.Uri): boolean {
  return !/\/node_modules\/|\.d\.[cm]?ts$/.test(path);
}

function documentOf(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(document => document.uri.toString() === uri.toString());
}

/** The text of a file; undefined where it is gone, or too large. */
async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES) return undefined;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}
