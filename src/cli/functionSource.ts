import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Problem } from '../numerics/problem';
import { checkDifferentiable, functionNamed, type FunctionSite } from '../source/functions';
import { languageOfFile, parseScript } from '../source/script';

/** A function of a file, as it is sent to be evaluated. */
export interface FileFunction {
  readonly file: string;
  readonly text: string;
  readonly site: Pick<FunctionSite, 'name' | 'start' | 'end' | 'inModule' | 'parameters'>;
}

/**
 * The function that `FILE#FUNCTION` names; the last `#` splits.
 *
 * @throws Problem `function-missing`, `no-such-file`, `no-script`, and what keeps the function from being found
 */
export function functionSource(operand = ''): FileFunction {
  const hash = operand.lastIndexOf('#');
  if (hash <= 0 || hash === operand.length - 1) throw new Problem('function-missing', { found: operand });
  const [file, name] = [path.resolve(operand.slice(0, hash)), operand.slice(hash + 1)];
  const language = languageOfFile(file);
  if (!existsSync(file)) throw new Problem('no-such-file', { file: operand.slice(0, hash) });
  if (!language) throw new Problem('no-script', { language: path.extname(file) || path.basename(file) });
  const text = readFileSync(file, 'utf8');
  const site = functionNamed(parseScript(text, language), text, language, name);
  checkDifferentiable(site);
  return fileFunction(file, text, site);
}

/** What of a site crosses to the process. */
export function fileFunction(file: string, text: string, site: FunctionSite): FileFunction {
  const { name, start, end, inModule, parameters } = site;
  return { file, text, site: { name, start, end, inModule, parameters } };
}
