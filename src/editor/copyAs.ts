import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';

/** A form something can be copied in. */
export interface CopyForm {
  readonly label: string;
  /** What should be known before it is chosen. */
  readonly description?: string;
  /** Called when the form was chosen. */
  readonly text: () => string | Promise<string>;
}

export function asMarkdown(text: CopyForm['text']): CopyForm {
  return { label: l10n.t('Copy as Markdown'), text };
}

export function asJson(text: CopyForm['text']): CopyForm {
  return { label: l10n.t('Copy as JSON'), text };
}

/** Asks for the form and copies; nothing happens where the person changes their mind. */
export async function copyAs(title: string, forms: readonly CopyForm[]): Promise<void> {
  const form = await vscode.window.showQuickPick(forms, { title });
  if (form) await vscode.env.clipboard.writeText(await form.text());
}
