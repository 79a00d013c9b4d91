import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';

/** The forms a report can be copied in. */
export interface CopyForms<Report> {
  readonly markdown: (report: Report) => string;
  readonly json: (report: Report) => string;
}

/** Asks for the form and copies. A page that asks for it is answered without waiting for the person. */
export function copyAs<Report>(title: string, report: Report, { markdown, json }: CopyForms<Report>): void {
  const choices = [
    { label: l10n.t('Copy as Markdown'), text: markdown },
    { label: l10n.t('Copy as JSON'), text: json },
  ];
  void vscode.window
    .showQuickPick(choices, { title })
    .then(choice => choice && vscode.env.clipboard.writeText(choice.text(report)));
}
