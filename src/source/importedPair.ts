import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { Problem } from '../numerics/problem';
import { checkDifferentiable, functionSteps, siteNamed } from './functions';
import type { ModuleText } from './modules';
import type { DerivativePair, ImportedPair } from './pairs';
import { languageOfFile, scriptSteps, type ScriptLanguage } from './script';
import { inSlices, type Steps } from './slices';

/**
 * A derivative with its function, which stands in another file.
 *
 * @param source the text of the derivative
 * @throws Problem `import-missing`, `unknown-function`, and what keeps the function from being differentiated
 */
export async function importedPair(
  source: ModuleText,
  { derivative, imported }: ImportedPair,
  signal?: AbortSignal,
): Promise<DerivativePair> {
  const { text, language } = await importedText(source, imported.from);
  const home = await inSlices(homeSteps(text, language, imported.exported), signal);
  checkDifferentiable(home.site);
  // Here it is known by the name of the import, wherever it stands there.
  return { function: { ...home.site, name: imported.name, inModule: true, start: 0, end: 0 }, derivative, home };
}

function* homeSteps(text: string, language: ScriptLanguage, name: string): Steps<NonNullable<DerivativePair['home']>> {
  const tree = yield* scriptSteps(text, language);
  return { text, tree, site: siteNamed(yield* functionSteps(tree, text, language), name) };
}

const ENDINGS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

/** The text of a file that is imported, as the editor has it where it is not saved. */
async function importedText(
  { file, unsaved = {} }: ModuleText,
  from: string,
): Promise<{ readonly text: string; readonly language: ScriptLanguage }> {
  const whole = path.resolve(path.dirname(file), from);
  const asTypeScript = whole.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  const beside = [whole, path.join(whole, 'index')].flatMap(each => ENDINGS.map(ending => each + ending));
  for (const candidate of [whole, asTypeScript, ...beside]) {
    const language = languageOfFile(candidate);
    const text = language && (unsaved[candidate] ?? (await readFile(candidate, 'utf8').catch(() => undefined)));
    if (language && text !== undefined) return { text, language };
  }
  throw new Problem('import-missing', { module: from });
}
