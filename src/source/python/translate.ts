import type { Value } from '../../numerics/argument';
import { Problem } from '../../numerics/problem';
import type { FunctionSite } from '../functions';
import type { ScriptLanguage } from '../script';
import type { Steps } from '../slices';
import type { PythonFunction } from '../../words/gradientPython';
import { printProgram } from './print';
import type { Library } from './program';
import { programSteps } from './read';

export type { Library } from './program';

/**
 * A function in Python that surely computes the same as in JavaScript but for the last digits of `exp` and its like,
 * with what it needs of its module. In steps between which others may run.
 *
 * What has another meaning in Python is refused: truth of numbers, positions counted from the end, objects, strings,
 * sorting, what is imported … Whole numbers that count are `int`, all others floats; functions and constants of `Math`
 * are the library's, which know infinity and NaN. Indices out of range raise an error there.
 *
 * @param args what the function is called with: its numbers are those of the library
 * @throws Problem `no-python` with what is refused, and its line
 */
export function* translationSteps(
  text: string,
  language: ScriptLanguage,
  site: FunctionSite,
  args: readonly Value[],
  library: Library,
): Steps<PythonFunction> {
  // An expression may stand in a comment, where there is no code: it is read as what it would be.
  const whole = site.variables ? `${text}\n(${text.slice(site.start, site.end)});` : text;
  const moved = whole.length - 2 - site.end;
  const found = site.variables ? { ...site, start: site.start + moved, end: site.end + moved } : site;
  refuseTyped(text, site, args);
  try {
    const program = yield* programSteps(whole, language, found, args);
    return printProgram(program, library, whole);
  } catch (error) {
    if (!(error instanceof Problem) || !site.variables) throw error;
    throw new Problem(error.code, { ...error.args, line: text.slice(0, site.start).split('\n').length });
  }
}

/** Numbers of other typed arrays are rounded wherever they are stored. */
function refuseTyped(text: string, { parameters, start }: FunctionSite, args: readonly Value[]): void {
  const typed = [
    ...parameters.map(({ form }) => (form.kind === 'numbers' ? form.typed : undefined)),
    ...args.map(each => (ArrayBuffer.isView(each) ? each.constructor.name : undefined)),
  ].find(each => each !== undefined && each !== 'Float64Array');
  if (typed !== undefined)
    throw new Problem('no-python', { what: typed, line: text.slice(0, start).split('\n').length });
}
