import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import {
  ACTIVATIONS,
  MAX_LAYERS,
  NORMALIZATIONS,
  OPTIMIZERS,
  SPIRAL,
  type TrainForm,
  type TrainState,
} from '../../src/editor/training/messages';
import { activationName, formatCount, normalizationName, optimizerName } from '../../src/words/trainingRun';
import { iconButton, select, type Choice } from '../shared/controls';
import { selectField, textField } from './fields';
import type { Section, TrainIntent } from './intent';
import { parameterCount } from './network';

/** What a person can do with the form. */
export interface FormActions {
  edit(change: Partial<TrainForm>): void;
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

function dataFields({ state, form, locked }: FormView, actions: FormActions): TemplateResult {
  const { data, sources, problems } = state;
  const chooseFile = iconButton('folder-opened', l10n.t('Choose a file…'), locked, () => actions.chooseFile());
  const source = {
    id: 'source',
    label: l10n.t('Data set'),
    value: form.source,
    choices: sources.map(({ id, name }) => ({ value: id, label: name })),
    problem: data.kind === 'wrong' ? data.problem : undefined,
    disabled: locked,
  };
  return html`${selectField(source, value => actions.edit({ source: value, label: '' }), chooseFile)}
    ${data.kind === 'wrong' ? readAgain(actions) : nothing}
    ${form.source === SPIRAL ? nothing : labelField({ state, form, locked }, actions)}
    ${selectField(
      {
        id: 'normalize',
        label: l10n.t('Normalize'),
        value: form.normalize,
        choices: NORMALIZATIONS.map(value => ({ value, label: normalizationName(value) })),
        disabled: locked,
      },
      normalize => actions.edit({ normalize }),
    )}
    ${textField(
      { id: 'test', label: l10n.t('Test share, %'), value: form.test, problem: problems['test'], disabled: locked },
      test => actions.edit({ test }),
    )}
    <p class="detail summary" id="data-summary">${dataSummary(state)}</p>`;
}

function readAgain(actions: FormActions): TemplateResult {
  return html`<p class="again">
    <button type="button" class="link" @click=${() => actions.readAgain()}>${l10n.t('Read again')}</button>
  </p>`;
}

function labelField(
  { state: { data }, form, locked }: Pick<FormView, 'state' | 'form' | 'locked'>,
  actions: FormActions,
): TemplateResult {
  const described = data.kind === 'described' ? data.description : undefined;
  const columns = described?.columns ?? [form.label].filter(column => column !== '');
  return selectField(
    {
      id: 'label',
      label: l10n.t('Label'),
      value: form.label === '' ? (described?.label ?? '') : form.label,
      choices: columns.map(value => ({ value, label: value })),
      disabled: locked || columns.length === 0,
    },
    label => actions.edit({ label }),
  );
}

function dataSummary({ data }: TrainState): string {
  if (data.kind === 'wrong') return '';
  if (data.kind === 'reading') return l10n.t('Reading the data…');
  const { samples, features, classes } = data.description;
  return l10n.t('{0} × {1}, {2} classes', formatCount(samples), formatCount(features), formatCount(classes.length));
}

function modelFields(view: FormView, actions: FormActions): TemplateResult {
  const { form, locked } = view;
  const { layers } = form;
  const add = () => actions.edit({ layers: [...layers, layers.at(-1) ?? { units: '16', activation: 'tanh' }] });
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
    actions.edit({ layers: form.layers.map((each, i) => (i === index ? { ...each, ...layer } : each)) });
  const label = l10n.t('Layer {0}', index + 1);
  const field = { id, label, value: units, problem: state.problems[id], disabled: locked };
  return html`<div class="layer">
    ${textField(field, value => change({ units: value }))}
    ${select(
      {
        id: `${id}.activation`,
        label: l10n.t('Activation of layer {0}', index + 1),
        value: activation,
        choices: ACTIVATIONS.map(value => ({ value, label: activationName(value) })),
        disabled: locked,
      },
      value => change({ activation: value }),
    )}
    ${iconButton('close', l10n.t('Remove layer {0}', index + 1), locked, () =>
      actions.edit({ layers: form.layers.filter((_, i) => i !== index) }),
    )}
  </div>`;
}

/** The network from its inputs to its outputs, and its size: `64 → 50 → 10 · 3,760 parameters`. */
function modelSummary({ state: { data }, form }: FormView): string {
  if (data.kind !== 'described') return '';
  const hidden = form.layers.map(({ units }) => Number(units));
  const units = [data.description.features, ...hidden, data.description.classes.length];
  if (!units.every(Number.isInteger)) return '';
  return `${units.join(' → ')} · ${l10n.t('{0} parameters', formatCount(parameterCount(units)))}`;
}

function learningFields({ state, form, locked }: FormView, actions: FormActions): TemplateResult {
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
  const optimizers: Choice<TrainForm['optimizer']>[] = OPTIMIZERS.map(value => ({
    value,
    label: optimizerName(value),
  }));
  return html`${selectField(
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
