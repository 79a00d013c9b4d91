import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ProblemData } from '../../src/numerics/problem';
import { sentence } from '../../src/words/sentences';

/** What a field has besides its control. */
export interface FieldFrame {
  /** The field's name in the form. */
  readonly id: string;
  readonly label: string;
  readonly problem?: ProblemData | undefined;
  /** A line under the field while nothing is wrong with it. */
  readonly note?: unknown;
  readonly disabled?: boolean;
}

/** A labelled field for a number or a text. */
export function textField(
  frame: FieldFrame & { readonly value: string },
  onInput: (value: string) => void,
  onCommit?: () => void,
): TemplateResult {
  const input = (event: Event) => onInput((event.target as HTMLInputElement).value);
  return field(
    frame,
    html`<input
      id=${frame.id}
      type="text"
      autocomplete="off"
      spellcheck="false"
      .value=${live(frame.value)}
      ?disabled=${frame.disabled ?? false}
      aria-invalid=${frame.problem ? 'true' : 'false'}
      aria-describedby=${describedBy(frame)}
      @input=${input}
      @change=${() => onCommit?.()}
    />`,
  );
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** A labelled list to choose from; `beside` stands behind it. */
export function selectField<Value extends string>(
  frame: FieldFrame & { readonly value: Value; readonly choices: readonly Choice<Value>[] },
  onChoose: (value: Value) => void,
  beside: unknown = nothing,
): TemplateResult {
  return field(frame, html`${select(frame, onChoose)}${beside}`);
}

export function select<Value extends string>(
  frame: FieldFrame & { readonly value: Value; readonly choices: readonly Choice<Value>[] },
  onChoose: (value: Value) => void,
): TemplateResult {
  const choose = (event: Event) => onChoose((event.target as HTMLSelectElement).value as Value);
  return html`<span class="select">
    <select
      id=${frame.id}
      ?disabled=${frame.disabled ?? false}
      aria-label=${frame.label}
      aria-describedby=${describedBy(frame)}
      @change=${choose}
    >
      ${frame.choices.map(
        ({ value, label }) =>
          html`<option value=${value} .selected=${live(value === frame.value)} title=${label}>${label}</option>`,
      )}
    </select>
    <vscode-icon name="chevron-down" aria-hidden="true"></vscode-icon>
  </span>`;
}

/** A small button beside a field. */
export function iconButton(icon: string, label: string, disabled: boolean, onClick: () => void): TemplateResult {
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    title=${label}
    ?disabled=${disabled}
    @click=${onClick}
  >
    <vscode-icon name=${icon} aria-hidden="true"></vscode-icon>
  </button>`;
}

function field(frame: FieldFrame, control: TemplateResult): TemplateResult {
  return html`<div class="field">
    <label for=${frame.id}>${frame.label}</label>
    <div class="control">${control}</div>
    ${noteOf(frame)}
  </div>`;
}

function describedBy({ id, problem, note }: FieldFrame): string | typeof nothing {
  return problem || note ? `${id}-note` : nothing;
}

/** The line under a field: what is wrong with it, else its note. */
function noteOf({ id, problem, note }: FieldFrame): TemplateResult | typeof nothing {
  if (problem) return html`<p class="problem" id="${id}-note" role="alert">${sentence(problem)}</p>`;
  return note ? html`<p class="note detail" id="${id}-note">${note}</p>` : nothing;
}
