import * as l10n from '@vscode/l10n';

/** What the user's code printed, as a line for people; `omitted` counts what was too much to be passed on. */
export function consoleText({
  text,
  omitted,
}: {
  readonly text: string;
  readonly omitted?: number | undefined;
}): string {
  return omitted === undefined ? text : `${text}… ${l10n.t('({0} more lines)', omitted)}`;
}
