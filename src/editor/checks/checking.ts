import type * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { checkPair, DEFAULT_CHECK } from '../../processes/evaluate/checkPair';
import { followedFunction, nearestNamed, type FollowedFunction } from '../../source/followed';
import { fileName } from '../documents';
import { evaluator, moduleOf } from '../evaluator';
import { newestScript } from '../followedScript';
import { documentOf } from '../openDocument';
import type { Services } from '../services';
import { checkedText, fileScript } from './currentText';
import type { CheckedDerivative } from './findings';

/**
 * Checks a derivative as its text is now: as the editor holds it, or as it is saved where the file is closed.
 *
 * @param derivative its name, and where it was last seen
 * @throws Problem `document-gone`, `check-pair-gone`, `cancelled`
 */
export async function checkDerivative(
  services: Services,
  uri: vscode.Uri,
  derivative: FollowedFunction,
  signal: AbortSignal,
): Promise<CheckedDerivative> {
  const document = documentOf(uri.toString());
  const script = document ? await newestScript(document) : await fileScript(uri, signal);
  if (!script) throw new Problem('document-gone', { file: fileName(uri.toString()) });
  const { text, tree, sites } = script;
  const pair = nearestNamed(script.pairs, derivative, each => followedFunction(each.derivative));
  if (!pair) throw new Problem('check-pair-gone', { name: derivative.name });
  const source = moduleOf(document ?? { uri, languageId: '' }, text);
  const report = await checkPair({ source, tree, sites, pair }, DEFAULT_CHECK, evaluator(services), signal);
  return { ...checkedText(uri, text), pair, report };
}
