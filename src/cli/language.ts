import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../numerics/problem';
import { setTranslations, type Translations } from '../words/language';
import { choiceOption } from './options';

const OPTION = '--lang';
const LANGUAGES = ['en', 'ko'] as const;

type Language = (typeof LANGUAGES)[number];

/**
 * Takes `--lang` out of the arguments and speaks that language from now on, else that of the environment.
 *
 * @returns the other arguments
 * @throws Problem `option-value`, `option-choice`
 */
export function chooseLanguage(args: readonly string[]): string[] {
  speak(languageOfEnvironment());
  const rest = [...args];
  const at = rest.findIndex(arg => arg === OPTION || arg.startsWith(`${OPTION}=`));
  if (at < 0) return rest;
  const [option = '', following] = rest.splice(at, rest[at] === OPTION ? 2 : 1);
  const value = option === OPTION ? following : option.slice(OPTION.length + 1);
  if (value === undefined) throw new Problem('option-value', { name: OPTION });
  speak(choiceOption(OPTION, value, LANGUAGES));
  return rest;
}

function languageOfEnvironment(): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ko') ? 'ko' : 'en';
}

function speak(language: Language): void {
  setTranslations(language === 'en' ? undefined : readTranslations(language));
}

function readTranslations(language: Language): Translations {
  // Beside dist/, where the extension has it too.
  const file = path.join(__dirname, '..', 'l10n', `bundle.l10n.${language}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Translations;
}
