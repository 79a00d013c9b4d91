import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import type { Services } from '../services';
import { compute } from './computation';
import { Diagnostics } from './diagnostics';
import { InlineResults } from './inline';
import { GradientPanel } from './panel';
import { readPoint } from './pointPrompt';
import { referredFunction, type FunctionReference } from './target';

/** What shows gradients besides the panel, for as long as the window lives. */
interface Views {
  readonly inline: InlineResults;
  readonly diagnostics: Diagnostics;
}

let views: Views | undefined;

function viewsOf({ context }: Services): Views {
  if (!views) {
    const created = { inline: new InlineResults(), diagnostics: new Diagnostics() };
    context.subscriptions.push(created.inline, created.diagnostics, { dispose: () => (views = undefined) });
    views = created;
  }
  return views;
}

/**
 * Computes the gradient of a function as its text is now, and shows it everywhere: in the panel, after the function and,
 * where the user's code fails, in Problems.
 *
 * @param point as a person writes it
 * @param curve which of the function's numbers its curve is drawn along
 * @throws Problem `untrusted`, what keeps the function from being found, what is wrong with the point
 */
export async function computeAt(
  services: Services,
  reference: FunctionReference,
  point: string,
  curve = 0,
): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
  const target = await referredFunction(reference);
  const computation = await compute(services, target, readPoint(point, target.site.parameters), curve);
  if (!computation) return; // a newer one took its place
  const { inline, diagnostics } = viewsOf(services);
  GradientPanel.show(services, computation, computeAt);
  inline.show(target.document, computation);
  diagnostics.show(computation);
}
export type ComputeAt = typeof computeAt;

/** Takes over a panel that VS Code restored after a reload of the window. */
export function revivePanel(services: Services, panel: vscode.WebviewPanel): void {
  GradientPanel.revive(services, panel, computeAt);
}
