import * as l10n from '@vscode/l10n';

/** Translations by English sentence, as in `l10n/bundle.l10n.<language>.json`. */
export type Translations = Record<string, string>;

/** Chooses the language of every sentence from now on; without translations it is English. */
export function setTranslations(translations: Translations | undefined): void {
  l10n.config({ contents: translations ?? {} });
}
