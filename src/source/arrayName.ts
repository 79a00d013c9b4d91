import { isConstructor } from './constructors';

/** How far before a literal its name is looked for. */
const REACH = 200;

const NAME = String.raw`(?:(["'])(?<quoted>[^"'\n]+)\1|(?<plain>[\p{L}_$][\p{L}\p{M}\p{N}_$]*))`;
const ANNOTATION = String.raw`(?:\s*[!?]?:[^=;{}\n]*)?`;
const WRAPPERS = String.raw`(?<wrappers>(?:(?:new\s+)?[\w.$]+(?:<[^<>\n]*>)?\(\s*)*)`;
const ASSIGNED = new RegExp(String.raw`${NAME}(?:${ANNOTATION}\s*(?:=|<-|:=)|\s*:)\s*${WRAPPERS}$`, 'u');

/** The name that an array is given, and where it begins. */
export interface ArrayName {
  readonly name: string;
  readonly start: number;
}

/**
 * The name that what begins at `start` is given: `const y: number[] = …`, `"y": …`, `y = …`, `y <- …`, also through
 * calls that keep numbers: `y = np.array(…`.
 *
 * @returns undefined where it has none
 */
export function nameBefore(text: string, start: number): ArrayName | undefined {
  const before = text.slice(Math.max(0, start - REACH), start);
  if (text[start] === '{') return initializedName(before, start);
  if (!/[=:(-]\s*$/.test(before.slice(-40)) && before.slice(-40).trim() !== '') return undefined; // most have none
  const statement = before.slice(before.lastIndexOf(';') + 1);
  const match = ASSIGNED.exec(statement);
  const { quoted, plain, wrappers = '' } = match?.groups ?? {};
  const name = quoted ?? plain;
  if (!match || name === undefined) return undefined;
  const callees = wrappers.match(/[\w.$]+(?=(?:<[^<>\n]*>)?\()/g) ?? [];
  return callees.every(isConstructor) ? { name, start: start - (statement.length - match.index) } : undefined;
}

/** What is declared with an initializer: `double y[] =`, `double[] y = new double[]`, `y := []float64`, `vector<double> y`. */
const INITIALIZED =
  /(?<![\w\]])(?<name>[\p{L}_][\p{L}\p{N}_]*)(?:\s*\[\w*\])*\s*(?::?=\s*(?:new\b\s*)?[\w.:]*(?:<[^<>]*>)?(?:\[\w*\])*[\w.]*\s*)?$/u;

function initializedName(before: string, start: number): ArrayName | undefined {
  const match = INITIALIZED.exec(before);
  const name = match?.groups?.['name'];
  return !match || name === undefined ? undefined : { name, start: start - (before.length - match.index) };
}

/**
 * The names of Python's `y, t = [1, 2], [3, 4]` where the last of them, read before the first array, begins at `start`;
 * a single one elsewhere.
 */
export function namesAssigned(text: string, { name, start }: ArrayName): readonly string[] {
  const before = text.slice(Math.max(0, start - REACH), start);
  const [, others] = /(?:^|\n)[ \t]*((?:[\p{L}_][\p{L}\p{N}_]*[ \t]*,[ \t]*)+)$/u.exec(before) ?? [];
  return others === undefined ? [name] : [...others.split(',').slice(0, -1), name].map(each => each.trim());
}
