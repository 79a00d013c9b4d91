import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import {
  ACTIVATIONS,
  MAX_LAYERS,
  OPTIMIZERS,
  type DataDescription,
  type TrainForm,
  type TrainState,
} from '../../src/editor/training/messages';
import { optimizerName } from '../../src/words/descentReport';
import { formatCount } from '../../src/words/numbers';
import { activationName, trainingLossName } from '../../src/words/trainingRun';
import { iconButton, select } from '../shared/controls';
import { dataFields } from './dataFields';
import { choicesOf, selectField, textField } from './fields';
import type { Section, TrainIntent } from './intent';
import { parameterCount } from './network';

/** Some of the fields; or what becomes of them, for what is only part of a field: more than one may be changed before it is drawn. */
export type FormChange = Partial<TrainForm> | ((form: TrainForm) => Partial<TrainForm>);

/** What a person can do with the form. */
export interface FormActions {
  edit(change: FormChange): void;
  applyLearningRate(): void;
  chooseFile(): void;
  readAgain(): void;
  fold(section: Section, closed: boolean): void;
}

/** Everything the form shows. */
export interface FormView {
  readonly state: TrainState;
  /** As the person has filled it in; the host may not have answered yet. */
  readonly form: TrainForm;
  readonly intent: TrainIntent;
  /** While a training is on, only the learning rate can be changed. */
  readonly locked: boolean;
}

export function formPage(view: FormView, actions: FormActions): TemplateResult {
  return html`<form class="form" @submit=${(event: Event) => event.preventDefault()}>
    ${view.locked ? lockNote() : nothing} ${section(view, actions, 'data', l10n.t('Data'), dataFields)}
    ${section(view, actions, 'model', l10n.t('Model'), modelFields)}
    ${section(view, actions, 'learning', l10n.t('Learning'), learningFields)}
  </form>`;
}

function lockNote(): TemplateResult {
  return html`<p class="lock detail">
    <vscode-icon name="lock" aria-hidden="true"></vscode-icon>
    <span>${l10n.t('What is locked applies to the next run. The learning rate can be changed at any time.')}</span>
  </p>`;
}

type Fields = (view: FormView, actions: FormActions) => TemplateResult;

function section(view: FormView, actions: FormActions, id: Section, title: string, fields: Fields): TemplateResult {
  const toggled = (event: Event) => actions.fold(id, !(event.target as HTMLDetailsElement).open);
  return html`<details ?open=${!view.intent.closed.includes(id)} @toggle=${toggled}>
    <summary>
      <vscode-icon name="chevron-right" aria-hidden="true"></vscode-icon>
      <h2>${title}</h2>
    </summary>
    <div class="fields">${fields(view, actions)}</div>
  </details>`;
}

function modelFields(view: FormView, actions: FormActions): TemplateResult {
  const { form, locked } = view;
  const { layers } = form;
  const add = () =>
    actions.edit(({ layers }) => ({ layers: [...layers, layers.at(-1) ?? { units: '16', activation: 'tanh' }] }));
  return html`${layers.map((_, index) => layerField(view, actions, index))}
    <p class="add">
      <vscode-button secondary icon="add" ?disabled=${locked || layers.length >= MAX_LAYERS} @click=${add}
        >${l10n.t('Add layer')}</vscode-button
      >
    </p>
    <p class="detail summary" id="model-summary">${modelSummary(view)}</p>`;
}

function layerField({ state, form, locked }: FormView, actions: FormActions, index: number): TemplateResult {
  const { units, activation } = form.layers[index]!;
  const id = `layers.${index}`;
  const change = (layer: Partial<TrainForm['layers'][number]>) =>
    actions.edit(({ layers }) => ({ layers: layers.map((each, i) => (i === index ? { ...each, ...layer } : each)) }));
  const label = l10n.t('Layer {0}', index + 1);
  const field = { id, label, value: units, problem: state.problems[id], disabled: locked };
  return html`<div class="layer">
    ${textField(field, value => change({ units: value }))}
    ${select(
      {
        id: `${id}.activation`,
        label: l10n.t('Activation of layer {0}', index + 1),
        value: activation,
        choices: choicesOf(ACTIVATIONS, activationName),
        disabled: locked,
      },
      value => change({ activation: value }),
    )}
    ${iconButton('close', l10n.t('Remove layer {0}', index + 1), locked, () =>
      actions.edit(({ layers }) => ({ layers: layers.filter((_, i) => i !== index) })),
    )}
  </div>`;
}

/** The network from its inputs to its outputs, and its size: `64 → 50 → 10 · 3,760 parameters`. */
function modelSummary({ state: { data }, form }: FormView): string {
  if (data.kind !== 'described') return '';
  const hidden = form.layers.map(({ units }) => Number(units));
  const units = [data.description.features, ...hidden, outputUnits(data.description, form.loss)];
  if (!units.every(Number.isInteger)) return '';
  return `${units.join(' → ')} · ${l10n.t('{0} parameters', formatCount(parameterCount(units)))}`;
}

/** Units of the output layer: one for each class or number, a single one for the probability of a class. */
function outputUnits({ task, classes, labels }: DataDescription, loss: TrainForm['loss']): number {
  if (task === 'regression') return labels.length;
  return loss === 'binaryCrossEntropy' ? 1 : classes.length;
}

/**
 * The losses there are to choose from; one alone is none to choose. What was chosen can be taken back, also when the
 * data are read again or have other classes since.
 */
export function lossChoices(
  { data }: Pick<TrainState, 'data'>,
  chosen: TrainForm['loss'],
): readonly TrainForm['loss'][] {
  const isBinary = data.kind === 'described' && data.description.classes.length === 2;
  return isBinary || chosen !== 'auto' ? ['auto', 'crossEntropy', 'binaryCrossEntropy'] : [];
}

function lossField({ state, form, locked }: FormView, actions: FormActions): TemplateResult | typeof nothing {
  const losses = lossChoices(state, form.loss);
  if (losses.length === 0) return nothing;
  const name = (loss: TrainForm['loss']) => (loss === 'auto' ? l10n.t('automatic') : trainingLossName(loss));
  return selectField(
    {
      id: 'loss',
      label: l10n.t('Loss function'),
      value: form.loss,
      choices: choicesOf(losses, name),
      disabled: locked,
    },
    loss => actions.edit({ loss }),
  );
}

function learningFields(view: FormView, actions: FormActions): TemplateResult {
  const { state, form, locked } = view;
  const { problems, run } = state;
  const number = (id: 'batchSize' | 'epochs' | 'seed', label: string) =>
    textField({ id, label, value: form[id], problem: problems[id], disabled: locked }, value =>
      actions.edit({ [id]: value }),
    );
  const inUse = locked && run && run.learningRate !== Number(form.learningRate);
  const rate = {
    id: 'learningRate',
    label: l10n.t('Learning rate'),
    value: form.learningRate,
    problem: problems['learningRate'],
    note: inUse ? l10n.t('{0} is in use. Enter applies yours.', String(run.learningRate)) : undefined,
  };
  const optimizers = choicesOf(OPTIMIZERS, optimizerName);
  return html`${lossField(view, actions)}
  ${selectField(
    { id: 'optimizer', label: l10n.t('Optimizer'), value: form.optimizer, choices: optimizers, disabled: locked },
    optimizer => actions.edit({ optimizer }),
  )}
  ${textField(
    rate,
    learningRate => actions.edit({ learningRate }),
    () => actions.applyLearningRate(),
  )}
  ${number('batchSize', l10n.t('Batch size'))} ${number('epochs', l10n.t('Epochs'))} ${number('seed', l10n.t('Seed'))}`;
}
