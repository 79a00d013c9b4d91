import * as vscode from 'vscode';
import type { GradientMethod } from '../../numerics/derivative';
import { Problem } from '../../numerics/problem';
import type { Services } from '../services';
import { inlineResults } from '../inlineResults';
import { compute, inlineText } from './computation';
import { Diagnostics } from './diagnostics';
import { GradientPanel } from './panel';
import { readPoint } from './pointPrompt';
import { referredFunction, type FunctionReference } from './target';

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
export async function computeAt(
  services: Services,
  reference: FunctionReference,
  point: string,
  method: GradientMethod = 'adaptive',
): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
  const target = await referredFunction(reference);
  const computation = await compute(services, target, readPoint(point, target.site.parameters), method);
  if (!computation) return; // a newer one took its place
  GradientPanel.show(services, computation, computeAt);
  const { document, version } = target;
  const key = `${reference.uri}#${computation.name}`;
  inlineResults(services).show({ key, document, version, line: computation.line - 1, text: inlineText(computation) });
  diagnosticsOf(services).show(computation);
}
export type ComputeAt = typeof computeAt;

/** Takes over a panel that VS Code restored after a reload of the window. */
export function revivePanel(services: Services, panel: vscode.WebviewPanel): void {
  GradientPanel.revive(services, panel, computeAt);
}
