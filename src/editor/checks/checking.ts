import type * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { checkPair, DEFAULT_CHECK } from '../../processes/evaluate/checkPair';
import type { FollowedFunction, FollowedScript } from '../../source/followed';
import type { WrittenDerivative } from '../../source/pairs';
import { evaluator, moduleOf } from '../evaluator';
import { newestScript } from '../followedScript';
import type { Services } from '../services';
import type { CheckedDerivative } from './findings';

/**
 * Checks a derivative of a document as its text is now, saved or not.
 *
 * @param derivative its name, and where it was last seen
 * @throws Problem `check-pair-gone`, `cancelled`
 */
export async function checkDerivative(
  services: Services,
  document: vscode.TextDocument,
  derivative: FollowedFunction,
  signal: AbortSignal,
): Promise<CheckedDerivative> {
  const script = await newestScript(document);
  const { version } = document;
  const pair = script && nearestPair(script, derivative);
  if (!pair) throw new Problem('check-pair-gone', { name: derivative.name });
  const { text, tree, sites } = script;
  const report = await checkPair(
    { source: moduleOf(document, text), tree, sites, pair },
    DEFAULT_CHECK,
    evaluator(services),
    signal,
  );
  return { document, text, version, pair, report };
}

/** Of the derivatives of that name the one nearest to where it was. */
function nearestPair({ pairs }: FollowedScript, { name, start }: FollowedFunction): WrittenDerivative | undefined {
  const distance = ({ derivative }: WrittenDerivative) => Math.abs(derivative.outerStart - start);
  return pairs.filter(({ derivative }) => derivative.name === name).sort((a, b) => distance(a) - distance(b))[0];
}
