import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../numerics/problem';
import { sentence } from '../words/sentences';
import type { Services } from './services';

/** A next step offered with a sentence: its label, and what it does. */
export interface NextStep {
  readonly label: string;
  readonly run: () => unknown;
}

/**
 * Runs a command of the user. A mistake they can fix is shown as one sentence with one next step; a fault of ours goes
 * to the log, with a way to open it.
 */
export async function runCommand(
  { log }: Services,
  command: () => void | Promise<void>,
  nextStep: (problem: Problem) => NextStep | undefined = () => undefined,
): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof Problem) return offer(sentence(error), nextStep(error));
    log.error(error instanceof Error ? error : String(error));
    const message = sentence({ code: 'internal', args: {} });
    return offer(message, { label: l10n.t('Show Log'), run: () => log.show() }, vscode.window.showErrorMessage);
  }
}

/** Does something that nobody waits for: what goes wrong is a fault of ours, and goes to the log. */
export function inBackground({ log }: Services, work: Promise<void>): void {
  work.catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'AbortError'))
      log.error(error instanceof Error ? error : String(error));
  });
}

async function offer(
  message: string,
  step: NextStep | undefined,
  show: (message: string, ...items: string[]) => Thenable<string | undefined> = vscode.window.showWarningMessage,
): Promise<void> {
  const chosen = await show(message, ...(step ? [step.label] : []));
  if (step && chosen === step.label) await step.run();
}

/** What helps where the workspace is not trusted. */
export function manageTrust(): NextStep {
  const run = () => vscode.commands.executeCommand('workbench.trust.manage');
  return { label: l10n.t('Manage Workspace Trust'), run };
}
