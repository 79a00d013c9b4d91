import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** The heading it stands under; those of a heading are neighbors. */
  readonly group?: string;
}

/** A list to choose from, without a label in sight. */
interface SelectFrame<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly disabled?: boolean;
  /** The id of what explains it. */
  readonly describedBy?: string | undefined;
}

export function select<Value extends string>(
  frame: SelectFrame<Value>,
  onChoose: (value: Value) => void,
): TemplateResult {
  const choose = (event: Event) => onChoose((event.target as HTMLSelectElement).value as Value);
  return html`<span class="select">
    <select
      id=${frame.id}
      ?disabled=${frame.disabled ?? false}
      aria-label=${frame.label}
      aria-describedby=${frame.describedBy ?? nothing}
      @change=${choose}
    >
      ${options(frame.choices, frame.value)}
    </select>
    <vscode-icon name="chevron-down" aria-hidden="true"></vscode-icon>
  </span>`;
}

function options<Value extends string>(choices: readonly Choice<Value>[], chosen: Value): TemplateResult[] {
  const option = ({ value, label }: Choice<Value>) =>
    html`<option value=${value} .selected=${live(value === chosen)} title=${label}>${label}</option>`;
  const groups = [...new Set(choices.map(({ group }) => group))];
  return groups.map(group => {
    const members = choices.filter(choice => choice.group === group).map(option);
    return group === undefined ? html`${members}` : html`<optgroup label=${group}>${members}</optgroup>`;
  });
}

/** A small button beside a field; one that is disabled keeps the focus. */
export function iconButton(
  icon: string,
  label: string,
  disabled: boolean,
  onClick: (button: HTMLElement) => void,
): TemplateResult {
  const click = ({ currentTarget }: Event) => {
    if (!disabled) onClick(currentTarget as HTMLElement);
  };
  return html`<button
    type="button"
    class="icon-button"
    aria-label=${label}
    title=${label}
    aria-disabled=${disabled}
    @click=${click}
  >
    <vscode-icon name=${icon} aria-hidden="true"></vscode-icon>
  </button>`;
}

/**
 * Moves the focus from a button in the last row of a list, before the row goes, to the same button of the row before it.
 * In any other row the button is that of the next one then.
 *
 * @param instead has the focus where there is no other row
 */
export function leaveRow(button: HTMLElement, instead: HTMLElement | null): void {
  const row = button.closest('li');
  if (!row || row.nextElementSibling) return;
  const before = row.previousElementSibling?.querySelector<HTMLElement>('.icon-button');
  (before ?? instead)?.focus();
}
