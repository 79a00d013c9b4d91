import * as v from 'valibot';
import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { nearestNamed } from '../../source/followed';
import type { FunctionSite } from '../../source/functions';
import type { WrittenDerivative } from '../../source/pairs';
import { newestScript } from '../followedScript';
import { openDocument } from '../openDocument';
import { manageTrust, runCommand, type NextStep } from '../report';
import { openSample } from '../sample';
import type { Services } from '../services';
import type { Checks } from './checks';

const referenceSchema = v.object({ uri: v.string(), name: v.string(), start: v.number() });

/**
 * The command "Check Gradient" and the lens: checks derivatives.
 *
 * @param reference the derivative of the lens; without one, those at the cursor, else all of the file
 */
export function checkGradient(services: Services, checks: Checks, reference: unknown): Promise<void> {
  const run = async () => {
    if (!vscode.workspace.isTrusted) throw new Problem('untrusted');
    await (v.is(referenceSchema, reference) ? checkReferred(checks, reference) : checkSelected(checks));
  };
  return runCommand(services, run, problem => nextStep(services, problem));
}

/** Of the derivatives of that name the one nearest to where it was when the lens was made. */
async function checkReferred(
  checks: Checks,
  { uri, name, start }: v.InferOutput<typeof referenceSchema>,
): Promise<void> {
  const document = await openDocument(uri);
  return checks.checkIn(document, derivatives => {
    const derivative = nearestNamed(derivatives, { name, start }, each => each);
    if (!derivative) throw new Problem('check-pair-gone', { name });
    return [derivative];
  });
}

/** @throws Problem `no-function-editor`, `check-none-here` */
async function checkSelected(checks: Checks): Promise<void> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = activeTextEditor ?? visibleTextEditors[0];
  if (!editor) throw new Problem('no-function-editor');
  const { document, selection } = editor;
  const script = await newestScript(document);
  if (!script) throw new Problem('no-script', { language: document.languageId });
  if (script.derivatives.length === 0) throw new Problem('check-none-here');
  const here = pairsAt(script.pairs, document.offsetAt(selection.active));
  const starts = new Set(here.map(({ derivative }) => derivative.outerStart));
  return checks.checkIn(document, all => (starts.size === 0 ? all : all.filter(({ start }) => starts.has(start))));
}

/** The pairs of the innermost function around a place, be it their function or their derivative. */
function pairsAt(pairs: readonly WrittenDerivative[], offset: number): WrittenDerivative[] {
  const sites = pairs.flatMap(sitesOf).filter(({ outerStart, end }) => outerStart <= offset && offset <= end + 1);
  const [inner] = sites.sort((a, b) => a.end - a.start - (b.end - b.start));
  return pairs.filter(pair => inner && sitesOf(pair).includes(inner));
}

function sitesOf(pair: WrittenDerivative): FunctionSite[] {
  return 'function' in pair ? [pair.derivative, pair.function] : [pair.derivative];
}

function nextStep(services: Services, { code }: Problem): NextStep | undefined {
  if (code === 'untrusted') return manageTrust();
  const run = () => openSample(services, 'gradients.ts');
  return code === 'check-none-here' ? { label: l10n.t('Show Example'), run } : undefined;
}
