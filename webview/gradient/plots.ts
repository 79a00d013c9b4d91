import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ShownGradient } from '../../src/editor/gradient/messages';
import { sentence } from '../../src/words/sentences';
import { stepper } from '../shared/stepper';
import { mapTables, pathsTable, sliceTable, stepErrorsTable } from './dataTables';
import { descentStrip, type DescentActions } from './descentStrip';
import type { GradientIntent } from './intent';
import { isJacobian } from './numbers';
import type { SliceLines } from './slice';
import { hasErrors } from './stepErrors';

/** The plots of the Gradient page: one in front with the descent below it, others beside it. */

export type Plot = 'slice' | 'map' | 'bars' | 'values' | 'steps';

export interface PlotActions extends DescentActions {
  choose(variable: number): void;
  setView(view: GradientIntent['view']): void;
}

export interface PlotsView {
  readonly gradient: ShownGradient;
  readonly intent: GradientIntent;
  readonly layout: PlotLayout;
  readonly slice: SliceLines | undefined;
  /** The charts, which paint themselves. */
  readonly charts: Readonly<Record<Plot, HTMLElement>>;
}

/** Which plots there are, or will be in a moment. */
export interface PlotLayout {
  /** None where it cannot be drawn; undefined where there is nothing to be drawn at all. */
  readonly front: 'slice' | 'map' | 'none' | undefined;
  readonly beside: readonly Plot[];
}

export function plotLayout(gradient: ShownGradient, { view }: GradientIntent): PlotLayout {
  const { value, variables, plots, descent } = gradient;
  // Where the function fails at the point, it may have values beside it.
  if (variables.length === 0 || isJacobian(gradient) || (value === null && !plots))
    return { front: undefined, beside: [] };
  const count = variables.length;
  const hasSteps = !plots || (plots.steps !== undefined && hasErrors(plots.steps));
  const hasMap = count === 2 && view === 'map' && (!plots || plots.map !== undefined);
  return {
    front: hasMap ? 'map' : !plots || plots.slice ? 'slice' : 'none',
    beside: [
      ...(count > 2 ? ['bars' as const] : []),
      ...(descent?.on ? ['values' as const] : []),
      ...(hasSteps ? ['steps' as const] : []),
    ],
  };
}

/** The plots in sight, that in front first. */
export function plotsInSight({ front, beside }: PlotLayout): Plot[] {
  return front === undefined || front === 'none' ? [...beside] : [front, ...beside];
}

export function plotsPart(view: PlotsView, actions: PlotActions): TemplateResult | typeof nothing {
  const { gradient, intent, layout } = view;
  const { front, beside } = layout;
  if (front === undefined) return nothing;
  return html`<div class="columns">
    <div class="front">
      ${chooser(gradient, intent, actions)} ${front === 'none' ? notDrawn(gradient) : plot(front, view)}
      ${gradient.descent ? descentStrip(gradient, gradient.descent, actions) : nothing}
    </div>
    <div class="beside">${beside.map(each => plot(each, view))}</div>
  </div>`;
}

/** Why the function is not drawn. */
function notDrawn({ plots }: ShownGradient): TemplateResult {
  const why = plots?.problem
    ? sentence(plots.problem)
    : l10n.t('The function takes too long to be drawn, or has no value near this point.');
  return html`<p class="detail">${why}</p>`;
}

/** What is in front: of two variables the map or a slice, of more the slice along one of them. */
function chooser(
  { variables, chosen }: ShownGradient,
  { view }: GradientIntent,
  actions: PlotActions,
): TemplateResult | typeof nothing {
  if (variables.length === 1) return nothing;
  if (variables.length > 2)
    return stepper({
      label: l10n.t('Variable'),
      index: chosen,
      count: variables.length,
      onStep: variable => actions.choose(variable),
    });
  const tab = (label: string, isShown: boolean, show: () => void) =>
    html`<button class="tab" aria-pressed=${isShown} @click=${show}>${label}</button>`;
  const alongVariable = (variable: number) => {
    actions.setView('slice');
    if (variable !== chosen) actions.choose(variable);
  };
  return html`<div class="tabs" role="group" aria-label=${l10n.t('Plot')}>
    ${tab(l10n.t('Contour map'), view === 'map', () => actions.setView('map'))}
    ${variables.map(({ label }, variable) =>
      tab(l10n.t('Along {0}', label), view === 'slice' && variable === chosen, () => alongVariable(variable)),
    )}
  </div>`;
}

function plot(which: Plot, view: PlotsView): TemplateResult | typeof nothing {
  const { gradient, intent, charts } = view;
  // The table of derivatives has the numbers of the bars.
  if (intent.table && which === 'bars') return nothing;
  return html`<section class="plot plot-${which}" aria-label=${plotTitle(which, gradient)}>
    <h2>${plotTitle(which, gradient)}</h2>
    ${intent.table ? (tableOf(which, view) ?? nothing) : charts[which]}
  </section>`;
}

/** What stands above a plot, and above it in a picture. */
export function plotTitle(which: Plot, { name, variables, chosen, plots }: ShownGradient): string {
  const label = (variable = chosen) => variables[variable]?.label ?? '';
  switch (which) {
    case 'slice':
      return l10n.t('{0} along {1}', name, label(plots?.slice?.variable));
    case 'map':
      return l10n.t('Contour lines of {0}, arrows of −∇{0}', name);
    case 'bars':
      return l10n.t('Partial derivatives');
    case 'values':
      return l10n.t('{0} by step of the descent', name);
    case 'steps':
      return l10n.t('Error by step h, with respect to {0} (●: h = 1e−4, the book)', label(plots?.steps?.variable));
  }
}

/** The data of a plot; undefined until there are any. */
function tableOf(which: Plot, { gradient, slice }: PlotsView): unknown {
  const { plots } = gradient;
  switch (which) {
    case 'slice':
      return slice && sliceTable(gradient.name, slice);
    case 'map':
      return plots?.map && mapTables(gradient, plots.map);
    case 'steps':
      return plots?.steps && stepErrorsTable(plots.steps);
    case 'values':
      return guard([gradient], () => pathsTable(gradient));
    case 'bars':
      return undefined;
  }
}
