import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { inlineCheck } from '../../words/checkReport';
import { sentence } from '../../words/sentences';
import { inlineResults } from '../inlineResults';
import { documentOf } from '../openDocument';
import type { Services } from '../services';
import { checkDerivative } from './checking';
import { checkedText, currentText } from './currentText';
import type { CheckedDerivative, Findings } from './findings';
import type { CheckItems } from './items';
import { messageAt, reportResult } from './results';

/** What checks are run with. */
export interface CheckContext {
  readonly services: Services;
  readonly controller: vscode.TestController;
  readonly items: CheckItems;
  readonly findings: Findings;
  /** Ends all runs. */
  readonly closing: AbortSignal;
}

export interface RunOptions {
  readonly token?: vscode.CancellationToken;
  /** Whether the derivatives that are left are still to be checked. */
  readonly goesOn?: () => boolean;
}

/**
 * Checks derivatives one after the other. What comes of it stands in Test Explorer, in the gutter and in Problems, and
 * after the derivative where a person asked just now.
 */
export async function runChecks(
  context: CheckContext,
  request: vscode.TestRunRequest,
  items: readonly vscode.TestItem[],
  { token, goesOn = () => true }: RunOptions = {},
): Promise<void> {
  const run = context.controller.createTestRun(request, l10n.t('Gradient checks'));
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, context.closing]);
  const subscriptions = [run.token, token].map(each => each?.onCancellationRequested(() => void ending.abort()));
  try {
    items.forEach(item => run.enqueued(item));
    for (const item of items) {
      if (!goesOn()) break;
      const checked = await checkItem(context, run, item, signal);
      if (checked) showInline(context.services, checked, request.continuous === true);
    }
  } finally {
    for (const subscription of subscriptions) subscription?.dispose();
    run.end();
  }
}

/** @returns what was found, if the text is still the same */
async function checkItem(
  { services, items, findings }: CheckContext,
  run: vscode.TestRun,
  item: vscode.TestItem,
  signal: AbortSignal,
): Promise<CheckedDerivative | undefined> {
  if (signal.aborted) return void run.skipped(item);
  run.started(item);
  const uri = item.uri!;
  try {
    if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
    const checked = await checkDerivative(services, uri, items.derivativeOf(item), signal);
    const isCurrent = (await currentText(uri)) === checked.text;
    reportResult(run, item, checked.report);
    items.judge(item, checked);
    if (!isCurrent) return void items.outdate(each => each === checked);
    findings.show(checked);
    return checked;
  } catch (error) {
    if (signal.aborted) return void run.skipped(item);
    if (!(error instanceof Problem)) services.log.error(error instanceof Error ? error : String(error));
    const problem = error instanceof Problem ? error : { code: 'internal', args: {} };
    run.errored(item, messageAt(item, sentence(problem)));
    items.judge(item, checkedText(uri, (await currentText(uri)) ?? ''));
    return undefined;
  }
}

/** Writes what was found after the derivative, or takes away what an earlier check wrote there. */
function showInline(services: Services, { uri, pair, report }: CheckedDerivative, quiet: boolean): void {
  const document = documentOf(uri.toString());
  const { name, outerStart } = pair.derivative;
  const key = `${uri.toString()}#${name} check`;
  const text = quiet ? undefined : inlineCheck(report);
  if (!document || text === undefined) return inlineResults(services).hide(key);
  const { version } = document;
  inlineResults(services).show({ key, document, version, line: document.positionAt(outerStart).line, text });
}
