import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { inlineCheck } from '../../words/checkReport';
import { sentence } from '../../words/sentences';
import { inlineResults } from '../inlineResults';
import { openDocument } from '../openDocument';
import type { Services } from '../services';
import { checkDerivative } from './checking';
import type { CheckedDerivative, Findings } from './findings';
import type { CheckItems } from './items';
import { messageAt, reportResult } from './results';

/** What checks are run with. */
export interface CheckContext {
  readonly services: Services;
  readonly controller: vscode.TestController;
  readonly items: CheckItems;
  readonly findings: Findings;
}

/**
 * Checks derivatives one after the other. What comes of it stands in Test Explorer, in the gutter and in Problems, and
 * after the derivative where a person asked just now.
 */
export async function runChecks(
  context: CheckContext,
  request: vscode.TestRunRequest,
  items: readonly vscode.TestItem[],
  token?: vscode.CancellationToken,
): Promise<void> {
  const run = context.controller.createTestRun(request, l10n.t('Gradient checks'));
  const ending = new AbortController();
  const subscriptions = [run.token, token].map(each => each?.onCancellationRequested(() => void ending.abort()));
  try {
    items.forEach(item => run.enqueued(item));
    for (const item of items) {
      const checked = await checkItem(context, run, item, ending.signal);
      if (checked) showInline(context.services, checked, request.continuous === true);
    }
  } finally {
    for (const subscription of subscriptions) subscription?.dispose();
    run.end();
  }
}

async function checkItem(
  { services, items, findings }: CheckContext,
  run: vscode.TestRun,
  item: vscode.TestItem,
  signal: AbortSignal,
): Promise<CheckedDerivative | undefined> {
  if (signal.aborted) return void run.skipped(item);
  run.started(item);
  try {
    if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
    const document = await openDocument(item.uri!.toString());
    const checked = await checkDerivative(services, document, items.derivativeOf(item), signal);
    reportResult(run, item, checked.report);
    items.judge(item);
    if (document.version === checked.version) findings.show(checked);
    else items.outdate(document.uri);
    return checked;
  } catch (error) {
    if (signal.aborted) return void run.skipped(item);
    if (!(error instanceof Problem)) services.log.error(error instanceof Error ? error : String(error));
    const problem = error instanceof Problem ? error : { code: 'internal', args: {} };
    run.errored(item, messageAt(item, sentence(problem)));
    return undefined;
  }
}

/** Writes what was found after the derivative, or takes away what an earlier check wrote there. */
function showInline(services: Services, checked: CheckedDerivative, quiet: boolean): void {
  const { document, version, pair, report } = checked;
  const { name, outerStart } = pair.derivative;
  const key = `${document.uri.toString()}#${name} check`;
  const text = quiet || document.version !== version ? undefined : inlineCheck(report);
  if (text === undefined) return inlineResults(services).hide(key);
  inlineResults(services).show({ key, document, version, line: document.positionAt(outerStart).line, text });
}
