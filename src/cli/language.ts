import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTranslations, type Translations } from '../words/language';

/** Speaks the language of `--lang`, else of the environment; English where there is no translation. */
export function chooseLanguage(args: readonly string[]): void {
  const language = optionOf(args) ?? environmentLanguage();
  setTranslations(/^ko\b/i.test(language.replace('_', '-')) ? readTranslations('ko') : undefined);
}

function optionOf(args: readonly string[]): string | undefined {
  const at = args.findIndex(arg => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return undefined;
  return args[at]!.startsWith('--lang=') ? args[at]!.slice('--lang='.length) : args[at + 1];
}

function environmentLanguage(): string {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return LC_ALL || LC_MESSAGES || LANG || 'en';
}

function readTranslations(language: string): Translations {
  // Beside dist/, where the extension has it too.
  const file = path.join(__dirname, '..', 'l10n', `bundle.l10n.${language}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Translations;
}
