import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import type { Services } from '../services';
import { compute } from './computation';
import { Diagnostics } from './diagnostics';
import { InlineResults } from './inline';
import { GradientPanel } from './panel';
import { readPoint, type Point } from './pointPrompt';
import { referredFunction, type FunctionReference, type Target } from './target';

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
 * Computes the gradient and shows it everywhere: in the panel, after the function and, where the user's code fails, in
 * Problems.
 *
 * @param curve which of the function's numbers its curve is drawn along
 */
export async function computeAndShow(services: Services, target: Target, point: Point, curve = 0): Promise<void> {
  const computation = await compute(services, target, point, curve);
  if (!computation) return; // a newer one took its place
  const { inline, diagnostics } = viewsOf(services);
  GradientPanel.show(services, computation, recompute);
  inline.show(target.document, computation);
  diagnostics.show(computation);
}

/**
 * The same for a function as it is now, at a point as a person writes it.
 *
 * @throws Problem `untrusted`, what keeps the function from being found, what is wrong with the point
 */
async function recompute(services: Services, reference: FunctionReference, text: string, curve: number): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
  const target = await referredFunction(reference);
  await computeAndShow(services, target, readPoint(text, target.site.parameters), curve);
}
export type Recompute = typeof recompute;

/** Takes over a panel that VS Code restored after a reload of the window. */
export function revivePanel(services: Services, panel: vscode.WebviewPanel): void {
  GradientPanel.revive(services, panel, recompute);
}
