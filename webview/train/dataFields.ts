import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import {
  isGenerator,
  MISSING_VALUES,
  NORMALIZATIONS,
  TASK_CHOICES,
  type TrainState,
} from '../../src/editor/training/messages';
import { dataLine, missingName, normalizationName, readingText, taskName } from '../../src/words/trainingData';
import { iconButton } from '../shared/controls';
import { choicesOf, selectField, textField } from './fields';
import type { FormActions, FormView } from './form';

/** The fields that say what is trained on, and what it holds. */
export function dataFields(view: FormView, actions: FormActions): TemplateResult {
  const { state, form, locked } = view;
  const { data, problems } = state;
  return html`${sourceField(view, actions)} ${data.kind === 'wrong' ? readAgain(actions) : nothing}
    ${isTable(view) ? tableFields(view, actions) : nothing}
    ${selectField(
      {
        id: 'normalize',
        label: l10n.t('Normalize'),
        value: form.normalize,
        choices: choicesOf(NORMALIZATIONS, normalizationName),
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

function sourceField({ state: { data, sources }, form, locked }: FormView, actions: FormActions): TemplateResult {
  const chooseFile = iconButton('folder-opened', l10n.t('Choose a file…'), locked, () => actions.chooseFile());
  return selectField(
    {
      id: 'source',
      label: l10n.t('Data set'),
      value: form.source,
      choices: sources.map(({ id, name }) => ({
        value: id,
        label: name,
        group: isGenerator(id) ? l10n.t('Generated') : l10n.t('Files'),
      })),
      problem: data.kind === 'wrong' ? data.problem : undefined,
      disabled: locked,
    },
    source => actions.edit({ source }),
    chooseFile,
  );
}

function readAgain(actions: FormActions): TemplateResult {
  return html`<p class="again">
    <button type="button" class="link" @click=${() => actions.readAgain()}>${l10n.t('Read again')}</button>
  </p>`;
}

/** Whether the data have columns to choose from; a file may until it is read. */
function isTable({ state: { data }, form }: FormView): boolean {
  return !isGenerator(form.source) && !(data.kind === 'described' && data.description.columns.length === 0);
}

/** The column to learn; its name is entered where the columns are not known, as the label may be what is wrong. */
function labelField({ state: { data }, form, locked }: FormView, actions: FormActions): TemplateResult {
  const field = { id: 'label', label: l10n.t('Label') };
  const choose = (label: string) => actions.edit({ label: label.trim() });
  if (data.kind === 'wrong') return textField({ ...field, value: form.label, disabled: locked }, undefined, choose);
  const described = data.kind === 'described' ? data.description : undefined;
  const columns = described?.columns ?? [form.label].filter(column => column !== '');
  return selectField(
    {
      ...field,
      value: form.label === '' ? (described?.labels[0] ?? '') : form.label,
      choices: columns.map(value => ({ value, label: value })),
      disabled: locked || columns.length === 0,
    },
    choose,
  );
}

/** What is learned from a table. */
function tableFields(view: FormView, actions: FormActions): TemplateResult {
  const { form, locked } = view;
  return html`${labelField(view, actions)}
  ${textField({ id: 'ignore', label: l10n.t('Leave out'), value: form.ignore, disabled: locked }, undefined, ignore =>
    actions.edit({ ignore }),
  )}
  ${selectField(
    {
      id: 'task',
      label: l10n.t('Task'),
      value: form.task,
      choices: choicesOf(TASK_CHOICES, choice => (choice === 'auto' ? l10n.t('automatic') : taskName(choice))),
      disabled: locked,
    },
    value => actions.edit({ task: value }),
  )}
  ${selectField(
    {
      id: 'missing',
      label: l10n.t('Missing values'),
      value: form.missing,
      choices: choicesOf(MISSING_VALUES, missingName),
      disabled: locked,
    },
    missing => actions.edit({ missing }),
  )}`;
}

function dataSummary({ data }: TrainState): string {
  if (data.kind === 'wrong') return '';
  return data.kind === 'reading' ? readingText(data.reading) : dataLine(data.description);
}
