import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import type { FollowedFunction, FollowedScript } from '../../source/followed';
import { inSlices, type Steps } from '../../source/slices';
import { CHECK_GRADIENT } from '../checks/ids';
import { evaluator } from '../evaluator';
import { followedScript } from '../followedScript';
import type { Services } from '../services';
import { COMPUTE_GRADIENT } from './ids';

const made = new WeakMap<FollowedScript, vscode.CodeLens[]>();

/**
 * A lens above each function of numbers, and one beside it for each derivative that is written of it, found in
 * unfinished text too; undefined where the text changed meanwhile. A person who sees a lens may click it: the process
 * that would then run the function is started now, where the workspace is trusted.
 */
export async function gradientLenses(
  services: Services,
  document: vscode.TextDocument,
): Promise<vscode.CodeLens[] | undefined> {
  const { version } = document;
  const script = await followedScript(document);
  if (!script || document.version !== version) return undefined;
  const known = made.get(script);
  if (known) return known;
  const lenses = await inSlices(lensSteps(document, script));
  if (document.version !== version) return undefined;
  made.set(script, lenses);
  if (lenses.length > 0 && vscode.workspace.isTrusted) evaluator(services).prepare();
  return lenses;
}

function* lensSteps(document: vscode.TextDocument, script: FollowedScript): Steps<vscode.CodeLens[]> {
  const lenses: vscode.CodeLens[] = [];
  for (const { name, start } of script.functions) {
    lenses.push(lensAt(document, start, l10n.t('∇ compute gradient here'), COMPUTE_GRADIENT, { name, start }));
    yield;
  }
  for (const { name, start, functionStart } of script.derivatives) {
    if (functionStart === undefined) continue; // it stands above the function
    lenses.push(lensAt(document, functionStart, l10n.t('check against {0}', name), CHECK_GRADIENT, { name, start }));
    yield;
  }
  return lenses;
}

function lensAt(
  document: vscode.TextDocument,
  offset: number,
  title: string,
  command: string,
  subject: FollowedFunction,
): vscode.CodeLens {
  const position = document.positionAt(offset);
  const reference = { uri: document.uri.toString(), ...subject };
  return new vscode.CodeLens(new vscode.Range(position, position), { title, command, arguments: [reference] });
}
