import type * as vscode from 'vscode';
import { followedSteps, type FollowedScript } from '../source/followed';
import { isScriptLanguage, type ScriptLanguage } from '../source/script';
import { inSlices } from '../source/slices';

const followed = new WeakMap<vscode.TextDocument, FollowedDocument>();

/**
 * The functions and derivatives of a document as its text is now. Whoever asks for the same version shares one parse,
 * in slices, of what has changed since the last.
 *
 * @returns undefined where the text changed meanwhile, or is no script
 */
export function followedScript(document: vscode.TextDocument): Promise<FollowedScript | undefined> {
  const { languageId } = document;
  if (!isScriptLanguage(languageId)) return Promise.resolve(undefined);
  let known = followed.get(document);
  if (known?.language !== languageId) followed.set(document, (known = new FollowedDocument(document, languageId)));
  return known.script();
}

/** The same of the newest version, however often the text changes meanwhile. */
export async function newestScript(document: vscode.TextDocument): Promise<FollowedScript | undefined> {
  while (isScriptLanguage(document.languageId) && !document.isClosed) {
    const script = await followedScript(document);
    if (script) return script;
  }
  return undefined;
}

class FollowedDocument {
  private version: number | undefined;
  private controller = new AbortController();
  private result = Promise.resolve<FollowedScript | undefined>(undefined);
  private last: FollowedScript | undefined;

  constructor(
    private readonly document: vscode.TextDocument,
    readonly language: ScriptLanguage,
  ) {}

  script(): Promise<FollowedScript | undefined> {
    const { version } = this.document;
    if (version !== this.version) {
      this.version = version;
      this.controller.abort();
      this.controller = new AbortController();
      this.result = this.follow(this.controller.signal);
    }
    return this.result;
  }

  private async follow(signal: AbortSignal): Promise<FollowedScript | undefined> {
    try {
      this.last = await inSlices(followedSteps(this.document.getText(), this.language, this.last), signal);
      return this.last;
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }
}
