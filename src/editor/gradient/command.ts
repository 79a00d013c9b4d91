import * as v from 'valibot';
import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { manageTrust, runCommand, type NextStep } from '../report';
import type { Services } from '../services';
import { askPoint } from './pointPrompt';
import { showGradient } from './show';
import { referenceTo, referredFunction, selectedFunction, type Target } from './target';

const referenceSchema = v.object({ uri: v.string(), name: v.string(), start: v.number() });

/**
 * The command "Compute Gradient of Selection" and the lens: asks for a point and shows the gradient there.
 *
 * @param reference the function of the lens; without one, that of the selection
 */
export function computeGradient(services: Services, reference: unknown): Promise<void> {
  const run = async () => {
    if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
    const target = await targetOf(reference);
    const point = await askPoint(services, target);
    if (point !== undefined) await showGradient(services, referenceTo(target), point);
  };
  return runCommand(services, run, nextStep);
}

/** @throws Problem `no-function-editor`, and what keeps the function from being found or differentiated */
async function targetOf(reference: unknown): Promise<Target> {
  if (v.is(referenceSchema, reference)) return referredFunction(reference);
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = activeTextEditor ?? visibleTextEditors[0];
  if (!editor) throw new Problem('no-function-editor');
  return selectedFunction(editor);
}

function nextStep({ code }: Problem): NextStep | undefined {
  return code === 'untrusted' ? manageTrust() : undefined;
}
