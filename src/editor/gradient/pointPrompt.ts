import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { Problem } from '../../numerics/problem';
import { shownName } from '../../source/functions';
import type { Parameter } from '../../source/parameters';
import { proposalSteps, type PointProposal, type ProposalOrigin } from '../../source/proposals';
import { shortened } from '../../source/shortened';
import { inSlices } from '../../source/slices';
import type { ParameterForm } from '../../source/types';
import { sentence } from '../../words/sentences';
import type { Services } from '../services';
import { lastPoints } from './perFunction';
import { readPoint } from './point';
import { referenceTo, type Target } from './target';

/**
 * Asks for the point of a function, with proposals; the last one among them.
 *
 * @returns the point as it is written; undefined where the person thinks better of it
 */
export async function askPoint({ context }: Services, target: Target): Promise<string | undefined> {
  const { text, tree, site } = target;
  const last = lastPoints.read(context.workspaceState, referenceTo(target));
  const proposals = await inSlices(proposalSteps(tree, text, site, last));
  return pickPoint(site.name, site.parameters, proposals);
}

/** An entry of the list; without a point it says what is wrong with what is typed, and cannot be accepted. */
interface PointItem extends vscode.QuickPickItem {
  readonly point?: string;
}

/** A list of proposals in which any other point can be typed. */
function pickPoint(
  name: string,
  parameters: readonly Parameter[],
  proposals: readonly PointProposal[],
): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<PointItem>();
  // While something is typed it is the only entry, so that Enter takes it however fast it follows.
  const items = (typed: string) =>
    typed.trim() === '' ? proposals.map(proposedItem) : [typedItem(typed.trim(), parameters)];
  pick.title = l10n.t('Gradient of {0}: the point', shownName(name));
  pick.placeholder = placeholder(parameters);
  pick.ignoreFocusOut = true;
  pick.items = items('');
  return new Promise(resolve => {
    pick.onDidChangeValue(typed => (pick.items = items(typed)));
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems.length > 0 ? pick.selectedItems : pick.items;
      if (chosen?.point === undefined) return;
      resolve(chosen.point);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function proposedItem({ point, origin }: PointProposal): PointItem {
  return { label: point, description: originText(origin), point };
}

function originText(origin: ProposalOrigin): string {
  switch (origin.kind) {
    case 'last':
      return l10n.t('last used');
    case 'tag':
      return l10n.t('@at in its comment');
    case 'call':
      return l10n.t('called at line {0}', origin.line);
    case 'defaults':
      return l10n.t('default values');
    case 'example':
      return l10n.t('example');
  }
}

/** What is typed, as a point or with what is wrong with it. */
function typedItem(typed: string, parameters: readonly Parameter[]): PointItem {
  try {
    const { text: point } = readPoint(typed, parameters);
    return { label: typed, description: l10n.t('Enter computes the gradient there'), alwaysShow: true, point };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // Entries do not wrap: what was found stands above what to do.
    const [found, ...advice] = sentence(error).split(/(?<=[.?])\s+(?=\p{L})/u);
    return { label: found!, detail: advice.join(' '), alwaysShow: true };
  }
}

/** "x: a number", "x: 2 numbers, for example 3, 4", "a: a number; w: numbers, …". */
function placeholder(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, form }) => `${name}: ${expected(form, parameters.length === 1)}`).join('; ');
}

function expected(form: ParameterForm, alone: boolean): string {
  if (form.kind === 'other') return l10n.t('a value of type {0}, as JSON', shortened(form.type));
  if (form.kind !== 'numbers') return l10n.t('a number, or numbers such as 3, 4');
  if (form.depth === 0) return l10n.t('a number');
  if (form.depth > 1) return l10n.t('a matrix such as [[1, 2], [3, 4]]');
  const example = Array.from({ length: form.length ?? 2 }, (_, index) => index + 3).join(', ');
  const written = alone ? example : `[${example}]`;
  return form.length === undefined
    ? l10n.t('numbers, for example {0}', written)
    : l10n.t('{count} numbers, for example {example}', { count: form.length, example: written });
}
