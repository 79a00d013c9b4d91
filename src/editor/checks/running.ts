import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { sentence } from '../../words/sentences';
import type { Services } from '../services';
import { checkDerivative } from './checking';
import type { CheckedDerivative, Findings } from './findings';
import type { CheckItems } from './items';
import { messageAt, reportResult } from './results';

/** What checks are run with. */
export interface Bench {
  readonly services: Services;
  readonly controller: vscode.TestController;
  readonly items: CheckItems;
  readonly findings: Findings;
}

/**
 * Checks derivatives one after the other; what comes of it stands in Test Explorer, in the gutter and in Problems.
 *
 * @param request the tests that a person wants; `continuous` and `preserveFocus` say whether they asked just now
 * @returns what was found of each, those left out that were cancelled or could not be tried
 */
export async function runChecks(
  bench: Bench,
  request: vscode.TestRunRequest,
  items: readonly vscode.TestItem[],
  token?: vscode.CancellationToken,
): Promise<CheckedDerivative[]> {
  const { controller } = bench;
  const run = controller.createTestRun(request);
  const ending = new AbortController();
  const subscriptions = [run.token, token].map(each => each?.onCancellationRequested(() => void ending.abort()));
  const found: CheckedDerivative[] = [];
  try {
    items.forEach(item => run.enqueued(item));
    for (const item of items) {
      const checked = await checkItem(bench, run, item, ending.signal);
      if (checked) found.push(checked);
    }
  } finally {
    for (const subscription of subscriptions) subscription?.dispose();
    run.end();
  }
  return found;
}

async function checkItem(
  { services, controller, items, findings }: Bench,
  run: vscode.TestRun,
  item: vscode.TestItem,
  signal: AbortSignal,
): Promise<CheckedDerivative | undefined> {
  if (signal.aborted) return void run.skipped(item);
  run.started(item);
  try {
    if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
    const document = await openFile(item.uri!);
    const checked = await checkDerivative(services, document, items.derivativeOf(item), signal);
    reportResult(run, item, checked.report);
    if (document.version === checked.version) findings.show(checked);
    else controller.invalidateTestResults(item);
    return checked;
  } catch (error) {
    if (signal.aborted) return void run.skipped(item);
    if (!(error instanceof Problem)) services.log.error(error instanceof Error ? error : String(error));
    const problem = error instanceof Problem ? error : { code: 'internal', args: {} };
    run.errored(item, messageAt(item, sentence(problem)));
    return undefined;
  }
}

/** @throws Problem `document-gone` */
async function openFile(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    throw new Problem('document-gone', { file: vscode.workspace.asRelativePath(uri) });
  }
}
