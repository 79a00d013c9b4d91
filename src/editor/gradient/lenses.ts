import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { followedSteps, type FollowedScript } from '../../source/followed';
import { isScriptLanguage } from '../../source/script';
import { inSlices } from '../../source/slices';
import { evaluator } from '../evaluator';
import type { Services } from '../services';
import { COMPUTE_GRADIENT } from './ids';
import type { FunctionReference } from './target';

/** What is known of a version of a document. */
interface Made {
  readonly version: number;
  readonly script: FollowedScript;
  readonly lenses: vscode.CodeLens[];
}

const made = new WeakMap<vscode.TextDocument, Made>();

/**
 * A lens above each function of numbers, found in unfinished text too; undefined where the text changed meanwhile. Only
 * what has changed is parsed again, and all of it in slices. A person who sees a lens may click it: the process that
 * would then run the function is started now, where the workspace is trusted.
 */
export async function gradientLenses(
  services: Services,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<vscode.CodeLens[] | undefined> {
  const { version, languageId } = document;
  const known = made.get(document);
  if (known?.version === version) return known.lenses;
  if (!isScriptLanguage(languageId)) return [];
  const script = await untilCancelled(token, signal =>
    inSlices(followedSteps(document.getText(), languageId, known?.script), signal),
  );
  if (!script || document.version !== version) return undefined;
  const lenses = script.functions.map(({ name, start }) => lensAt(document, name, start));
  made.set(document, { version, script, lenses });
  if (lenses.length > 0 && vscode.workspace.isTrusted) evaluator(services).prepare();
  return lenses;
}

function lensAt(document: vscode.TextDocument, name: string, start: number): vscode.CodeLens {
  const reference: FunctionReference = { uri: document.uri.toString(), name, start };
  const position = document.positionAt(start);
  return new vscode.CodeLens(new vscode.Range(position, position), {
    title: l10n.t('∇ compute gradient here'),
    command: COMPUTE_GRADIENT,
    arguments: [reference],
  });
}

/** What work gives that stops when it is told to; undefined where it was. */
async function untilCancelled<Result>(
  token: vscode.CancellationToken,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const controller = new AbortController();
  const subscription = token.onCancellationRequested(() => controller.abort());
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    throw error;
  } finally {
    subscription.dispose();
  }
}
