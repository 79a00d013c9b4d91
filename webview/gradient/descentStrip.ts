import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import {
  MAX_PATHS,
  MAX_STEPS,
  type DescentSettings,
  type PathSettings,
  type ShownDescent,
  type ShownGradient,
  type ShownPath,
} from '../../src/editor/gradient/messages';
import { OPTIMIZERS, type OptimizerForm, type OptimizerName } from '../../src/numerics/optimizers';
import { formName, hasForms } from '../../src/words/descentReport';
import { formatNumber } from '../../src/words/numbers';
import { sentence } from '../../src/words/sentences';
import { iconButton, leaveRow, select, type Choice } from '../shared/controls';
import { pathName, pathSign, resultText, signedPaths } from './paths';
import { nearestStop, RATES, STEP_COUNTS, USUAL_RATES } from './stops';

/** "Descend from here": optimizers with their rates, the number of steps, and where each has led. */

export interface DescentActions {
  setDescent(settings: DescentSettings): void;
  /** Starts, or shows the way once more. */
  descend(): void;
}

export function descentStrip(gradient: ShownGradient, descent: ShownDescent, actions: DescentActions): TemplateResult {
  const { on, paths, problem } = descent;
  const setPaths = (changed: readonly PathSettings[]) => actions.setDescent({ ...descent, paths: [...changed] });
  const known = new Map(signedPaths(descent).map(({ index, path }) => [index, path]));
  const add = () => setPaths([...paths, addedPath(paths)]);
  return html`<section class="descent" aria-label=${l10n.t('Descend from here')}>
    <div class="descent-head">
      <h2>${l10n.t('Descend from here')}</h2>
      ${iconButton('play', on ? l10n.t('Show the way once more') : l10n.t('Descend'), false, () => actions.descend())}
      ${iconButton('debug-stop', l10n.t('Take the paths away'), !on, () => actions.setDescent({ ...descent, on: false }))}
      ${stepsField(descent, actions)}
    </div>
    <ul class="paths">
      ${paths.map((path, index) =>
        pathRow(gradient, { path, known: known.get(index), index, count: paths.length }, changed =>
          setPaths(changed ? paths.with(index, changed) : paths.toSpliced(index, 1)),
        ),
      )}
    </ul>
    ${
      paths.length < MAX_PATHS
        ? html`<button class="link add" @click=${add}>${l10n.t('+ Add optimizer')}</button>`
        : nothing
    }
    ${
      problem && on
        ? html`<p class="warning" role="alert">
            <vscode-icon name="warning" aria-hidden="true"></vscode-icon><span>${sentence(problem)}</span>
          </p>`
        : nothing
    }
  </section>`;
}

function stepsField(settings: DescentSettings, actions: DescentActions): TemplateResult {
  const set = (steps: number) => actions.setDescent({ ...settings, steps });
  return html`<div class="slider">
    <span>${l10n.t('Steps')}</span>
    ${slider({ id: 'steps-slider', label: l10n.t('Steps'), stops: STEP_COUNTS, value: settings.steps }, set)}
    ${numberField({ id: 'steps', label: l10n.t('Number of steps'), value: settings.steps, isValid: isStepCount }, set)}
  </div>`;
}

function isStepCount(steps: number): boolean {
  return Number.isInteger(steps) && steps >= 1 && steps <= MAX_STEPS;
}

/** The first optimizer that is not there yet, at the rate that it is shown with in the book. */
function addedPath(paths: readonly PathSettings[]): PathSettings {
  const used = new Set(paths.map(({ optimizer }) => optimizer));
  const optimizer = OPTIMIZERS.find(name => !used.has(name)) ?? 'sgd';
  return { optimizer, form: 'book', learningRate: USUAL_RATES[optimizer] };
}

/** An optimizer of the list, and where it has led, where that is known. */
interface PathRow {
  readonly path: PathSettings;
  readonly known: ShownPath | undefined;
  readonly index: number;
  readonly count: number;
}

/** @param change called without settings where the path is taken away */
function pathRow(
  gradient: ShownGradient,
  { path, known, index, count }: PathRow,
  change: (path?: PathSettings) => void,
): TemplateResult {
  const choose = (choice: string) => change(withOptimizer(path, choice));
  const setRate = (learningRate: number) => change({ ...path, learningRate });
  const label = l10n.t('Learning rate of {0}', formName(path.optimizer, path.form));
  return html`<li class="path">
    ${signOf(index)}
    ${select(
      {
        id: `optimizer-${index}`,
        label: l10n.t('Optimizer {0}', index + 1),
        value: choiceOf(path.optimizer, path.form),
        choices: optimizerChoices(),
      },
      choose,
    )}
    <div class="slider">
      <span>${l10n.t('rate')}</span>
      ${slider({ id: `rate-slider-${index}`, label, stops: RATES, value: path.learningRate }, setRate)}
      ${numberField({ id: `rate-${index}`, label, value: path.learningRate, isValid: isRate }, setRate)}
    </div>
    ${iconButton('close', l10n.t('Remove {0}', pathName(path)), count === 1, button => {
      leaveRow(button, null);
      change();
    })}
    ${known ? resultLine(gradient, known) : nothing}
  </li>`;
}

function isRate(rate: number): boolean {
  return rate > 0 && Number.isFinite(rate);
}

function resultLine(gradient: ShownGradient, path: ShownPath): TemplateResult {
  return html`<p class=${path.diverged ? 'result is-diverged' : 'result'} title=${path.end}>
    ${path.diverged ? html`<vscode-icon name="warning" aria-hidden="true"></vscode-icon>` : nothing}
    <span>${resultText(gradient, path)}${path.note ? ` · ${sentence(path.note)}` : nothing}</span>
  </p>`;
}

/** An optimizer in one of its forms, as the list of them knows it. */
function choiceOf(optimizer: OptimizerName, form: OptimizerForm): string {
  return hasForms(optimizer) ? `${optimizer} ${form}` : optimizer;
}

function optimizerChoices(): Choice<string>[] {
  return OPTIMIZERS.flatMap(optimizer =>
    (hasForms(optimizer) ? (['book', 'paper'] as const) : (['book'] as const)).map(form => ({
      value: choiceOf(optimizer, form),
      label: formName(optimizer, form),
    })),
  );
}

/** A rate that was not the person's own goes with its optimizer. */
function withOptimizer(path: PathSettings, choice: string): PathSettings {
  const [optimizer, form = 'book'] = choice.split(' ') as [OptimizerName, OptimizerForm?];
  const usual = path.learningRate === USUAL_RATES[path.optimizer];
  return { optimizer, form, learningRate: usual ? USUAL_RATES[optimizer] : path.learningRate };
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly value: number;
}

function slider(
  { id, label, stops, value }: Field & { readonly stops: readonly number[] },
  set: (value: number) => void,
): TemplateResult {
  const onInput = ({ target }: Event) => set(stops[(target as HTMLInputElement).valueAsNumber]!);
  return html`<input
    type="range"
    id=${id}
    min="0"
    max=${stops.length - 1}
    .value=${live(String(nearestStop(stops, value)))}
    aria-label=${label}
    aria-valuetext=${formatNumber(value)}
    @input=${onInput}
  />`;
}

function numberField(
  { id, label, value, isValid }: Field & { readonly isValid: (value: number) => boolean },
  set: (value: number) => void,
): TemplateResult {
  const onChange = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const entered = Number(input.value);
    if (input.value.trim() !== '' && isValid(entered)) set(entered);
    else input.value = String(value); // what is no such number stays as it was
  };
  return html`<input
    type="text"
    inputmode="decimal"
    class="number-field"
    id=${id}
    autocomplete="off"
    spellcheck="false"
    .value=${String(value)}
    aria-label=${label}
    @change=${onChange}
  />`;
}

/** A piece of the path, as it is drawn. */
function signOf(index: number): TemplateResult {
  const { color, marker, dash } = pathSign(index);
  return html`<svg class="sign sign-${color}" viewBox="0 0 32 16" aria-hidden="true">
    ${svg`<line x1="0" y1="8" x2="32" y2="8" stroke-dasharray=${dash.join(' ') || nothing}></line>`}
    ${svg`<path d=${MARKERS[marker]}></path>`}
  </svg>`;
}

const MARKERS = {
  circle: 'M12 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
  triangle: 'M16 3.5L20 11.5H12z',
  rect: 'M12.5 4.5h7v7h-7z',
  rectRounded:
    'M14.5 4h3a2.5 2.5 0 0 1 2.5 2.5v3a2.5 2.5 0 0 1 -2.5 2.5h-3a2.5 2.5 0 0 1 -2.5 -2.5v-3a2.5 2.5 0 0 1 2.5 -2.5z',
  rectRot: 'M16 3.5L20.5 8L16 12.5L11.5 8z',
  cross: 'M16 3.5v9M11.5 8h9',
  crossRot: 'M12.5 4.5l7 7M19.5 4.5l-7 7',
  star: 'M16 3v10M11 8h10M12.5 4.5l7 7M19.5 4.5l-7 7',
} as const;
