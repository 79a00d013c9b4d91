import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ProblemData } from '../../src/numerics/problem';
import { sentence } from '../../src/words/sentences';
import { select, type Choice } from '../shared/controls';

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

/** A labelled field for a number or a text; it is committed when it is left, or with Enter. */
export function textField(
  frame: FieldFrame & { readonly value: string },
  onInput: ((value: string) => void) | undefined,
  onCommit?: (value: string) => void,
): TemplateResult {
  const value = ({ target }: Event) => (target as HTMLInputElement).value;
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
      aria-describedby=${describedBy(frame) ?? nothing}
      @input=${(event: Event) => onInput?.(value(event))}
      @change=${(event: Event) => onCommit?.(value(event))}
    />`,
  );
}

/** Values as choices, each by its name. */
export function choicesOf<Value extends string>(
  values: readonly Value[],
  name: (value: Value) => string,
): Choice<Value>[] {
  return values.map(value => ({ value, label: name(value) }));
}

/** A labelled list to choose from; `beside` stands behind it. */
export function selectField<Value extends string>(
  frame: FieldFrame & { readonly value: Value; readonly choices: readonly Choice<Value>[] },
  onChoose: (value: Value) => void,
  beside: unknown = nothing,
): TemplateResult {
  return field(frame, html`${select({ ...frame, describedBy: describedBy(frame) }, onChoose)}${beside}`);
}

function field(frame: FieldFrame, control: TemplateResult): TemplateResult {
  return html`<div class="field">
    <label for=${frame.id}>${frame.label}</label>
    <div class="control">${control}</div>
    ${noteOf(frame)}
  </div>`;
}

function describedBy({ id, problem, note }: FieldFrame): string | undefined {
  return problem || note ? `${id}-note` : undefined;
}

/** The line under a field: what is wrong with it, else its note. */
function noteOf({ id, problem, note }: FieldFrame): TemplateResult | typeof nothing {
  if (problem) return html`<p class="problem" id="${id}-note" role="alert">${sentence(problem)}</p>`;
  return note ? html`<p class="note detail" id="${id}-note">${note}</p>` : nothing;
}
