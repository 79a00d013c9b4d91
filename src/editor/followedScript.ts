import type * as vscode from 'vscode';
import { followedSteps, type FollowedScript } from '../source/followed';
import { isScriptLanguage, type ScriptLanguage } from '../source/script';
import { inSlices } from '../source/slices';

/** The functions and derivatives of a version of a document. */
export interface DocumentScript extends FollowedScript {
  readonly version: number;
}

const followed = new WeakMap<vscode.TextDocument, FollowedDocument>();

/**
 * The functions and derivatives of a document as its text is now. Whoever asks for the same version shares one parse,
 * in slices, of what has changed since the last.
 *
 * @returns undefined where another version was asked for meanwhile, or where the text is no script
 */
export function followedScript(document: vscode.TextDocument): Promise<DocumentScript | undefined> {
  const { languageId } = document;
  if (!isScriptLanguage(languageId)) return Promise.resolve(undefined);
  let known = followed.get(document);
  if (known?.language !== languageId) followed.set(document, (known = new FollowedDocument(document, languageId)));
  return known.script();
}

/** The same of the newest version, however often the text changes meanwhile. */
export async function newestScript(document: vscode.TextDocument): Promise<DocumentScript | undefined> {
  while (isScriptLanguage(document.languageId) && !document.isClosed) {
    const script = await followedScript(document);
    if (script?.version === document.version) return script; // the text may have changed before the last slice
  }
  return undefined;
}

class FollowedDocument {
  private version: number | undefined;
  private controller = new AbortController();
  private result = Promise.resolve<DocumentScript | undefined>(undefined);
  private last: DocumentScript | undefined;

  constructor(
    private readonly document: vscode.TextDocument,
    readonly language: ScriptLanguage,
  ) {}

  script(): Promise<DocumentScript | undefined> {
    const { version } = this.document;
    if (version !== this.version) {
      this.version = version;
      this.controller.abort();
      this.controller = new AbortController();
      this.result = this.follow(version, this.controller.signal);
    }
    return this.result;
  }

  private async follow(version: number, signal: AbortSignal): Promise<DocumentScript | undefined> {
    try {
      const script = await inSlices(followedSteps(this.document.getText(), this.language, this.last), signal);
      return (this.last = { ...script, version });
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}
