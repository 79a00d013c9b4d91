import type * as vscode from 'vscode';
import { inlineResults } from '../inlineResults';
import type { Services } from '../services';
import { inlineText, type Computation } from './computation';
import { Diagnostics } from './diagnostics';
import type { Found } from './evaluation';
import { GradientPanel } from './panel';
import type { FunctionReference } from './target';

let diagnostics: Diagnostics | undefined;

/** The problems in functions, for as long as the window lives. */
function diagnosticsOf({ context }: Services): Diagnostics {
  if (!diagnostics) {
    const created = new Diagnostics();
    context.subscriptions.push(created, { dispose: () => (diagnostics = undefined) });
    diagnostics = created;
  }
  return diagnostics;
}

/**
 * Computes the gradient of a function as its text is now, and shows it everywhere: in the panel, after the function and,
 * where the user's code fails, in Problems.
 *
 * @param point as a person writes it
 * @throws Problem `untrusted`, what keeps the function from being found, what is wrong with the point
 */
export function showGradient(services: Services, reference: FunctionReference, point: string): Promise<void> {
  return GradientPanel.show(services, reference, point, showSettled);
}

/** Takes over a panel that VS Code restored after a reload of the window. */
export function revivePanel(services: Services, panel: vscode.WebviewPanel): void {
  GradientPanel.revive(services, panel, showSettled);
}

/** A result after its function, and its problem in Problems. */
function showSettled(services: Services, computation: Computation, { target, reference }: Found): void {
  const { document, version } = target;
  if (document.isClosed || document.version !== version) return; // its places are of another text
  const key = `${reference.uri}#${computation.name}`;
  inlineResults(services).show({ key, document, version, line: computation.line - 1, text: inlineText(computation) });
  diagnosticsOf(services).show(computation);
}
