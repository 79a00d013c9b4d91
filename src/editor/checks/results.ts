import * as vscode from 'vscode';
import type { PairReport } from '../../processes/evaluate/checkPair';
import { checkMessage, checkNumbers, checkVerdict } from '../../words/checkReport';

/** Tells Test Explorer what came of a check: in the gutter, in its tree, and in the output of the run. */
export function reportResult(run: vscode.TestRun, item: vscode.TestItem, report: PairReport): void {
  const { verdict, derivative, milliseconds } = report;
  const message = checkMessage(report);
  run.appendOutput(`${checkVerdict(verdict)}: ${derivative}: ${message}\r\n`, undefined, item);
  switch (verdict) {
    case 'correct':
    case 'suspicious':
      return run.passed(item, milliseconds);
    case 'inconclusive':
      return run.skipped(item);
    case 'wrong':
      return run.failed(item, wrongMessage(item, report, message), milliseconds);
    case 'error':
      return run.errored(item, messageAt(item, message), milliseconds);
  }
}

/** A message that stands at the derivative. */
export function messageAt(item: vscode.TestItem, text: string): vscode.TestMessage {
  const message = new vscode.TestMessage(text);
  if (item.uri && item.range) message.location = new vscode.Location(item.uri, item.range);
  return message;
}

/** Both numbers side by side, too. */
function wrongMessage(item: vscode.TestItem, report: PairReport, text: string): vscode.TestMessage {
  const message = messageAt(item, text);
  const numbers = checkNumbers(report);
  if (numbers) Object.assign(message, { expectedOutput: numbers.numeric, actualOutput: numbers.analytic });
  return message;
}
