import type { Tree } from '@lezer/common';
import * as vscode from 'vscode';
import { Problem } from '../../numerics/problem';
import { inTextOrder, type ArraysInText, type NumberArray } from '../../source/arrays';
import { namesKnownIn, selectedExpressions, type SelectedExpression } from '../../source/expressions';
import { withoutInputs } from '../../source/roles';
import { isScriptLanguage, parseScriptInSlices, type ScriptLanguage } from '../../source/script';
import { selectedArrays, type TextRange } from '../../source/selectedArrays';
import { inSlices } from '../../source/slices';
import { evaluator, moduleOf } from '../evaluator';
import type { Services } from '../services';

/** The arrays of a selection, in the order of the text. */
export interface SelectedArrays {
  readonly arrays: readonly NumberArray[];
  /** Whether the user's code was run for one of them. */
  readonly runsCode: boolean;
}

/**
 * The arrays that ranges of a document mean. Where they hold fewer than two literals and the document is a script, the
 * expressions in them are evaluated, too; array literals never run code.
 *
 * @param ranges in the order of the text; cursors are empty
 * @param mayRun whether the person has asked for expressions to be run
 * @throws Problem `no-selection`, `no-numbers`, `untrusted-expression`, `expression-not-run`, or what keeps an
 * array from being read or an expression from being evaluated; `cancelled`
 */
export async function readSelected(
  services: Services,
  document: vscode.TextDocument,
  ranges: readonly TextRange[],
  signal: AbortSignal,
  mayRun = true,
): Promise<SelectedArrays> {
  const text = document.getText();
  const meant = ranges.map(range => nameAsCursor(text, range));
  const found = await inSlices(selectedArrays(text, meant), signal);
  if (found.arrays.length > 1 || isExplained(text, meant, found))
    return { arrays: withoutInputs(found.arrays), runsCode: false };
  const { languageId } = document;
  const code = isScriptLanguage(languageId)
    ? await readCode(text, languageId, meant, found, signal)
    : withoutCode(found);
  const count = code.arrays.length + code.expressions.length;
  // What cannot be read does no harm beside two arrays that can.
  if (count < 2 && code.problem) throw code.problem;
  if (count === 0) throw new Problem(ranges.every(({ start, end }) => start === end) ? 'no-selection' : 'no-numbers');
  const [first] = code.expressions;
  if (!first) return { arrays: withoutInputs(code.arrays), runsCode: false };
  const refused = !vscode.workspace.isTrusted ? 'untrusted-expression' : !mayRun ? 'expression-not-run' : undefined;
  if (refused !== undefined) throw new Problem(refused, { expression: first.name, line: first.line });
  const values = await evaluate(services, document, text, code.expressions, signal);
  return { arrays: withoutInputs(inTextOrder([...code.arrays, ...values])), runsCode: true };
}

/** A name that is selected, say by a double click, means what a cursor on it means. */
function nameAsCursor(text: string, { start, end }: TextRange): TextRange {
  const isName = end - start < 200 && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(text.slice(start, end));
  return isName ? { start, end: start } : { start, end };
}

/** Whether a selection holds nothing but the array that was read, so that there is no need to look for code. */
function isExplained(text: string, ranges: readonly TextRange[], { arrays, problems }: ArraysInText): boolean {
  const [range, ...others] = ranges;
  const [array] = arrays;
  if (!range || !array || others.length > 0 || problems.length > 0) return false;
  if (range.start === range.end) return true;
  const around = text.slice(range.start, array.start) + text.slice(array.end, range.end);
  return around.trim() === '';
}

/** What a selection holds besides two literals. */
interface Code {
  readonly arrays: readonly NumberArray[];
  readonly expressions: readonly SelectedExpression[];
  /** What keeps something else that is selected from being read. */
  readonly problem: Problem | undefined;
}

function withoutCode({ arrays, problems }: ArraysInText): Code {
  return { arrays, expressions: [], problem: problems[0] };
}

/** Finds what has to be run to have a value. */
async function readCode(
  text: string,
  language: ScriptLanguage,
  ranges: readonly TextRange[],
  { arrays, problems }: ArraysInText,
  signal: AbortSignal,
): Promise<Code> {
  const tree = await parseScriptInSlices(text, language, signal);
  const code = selectedExpressions(tree, text, ranges);
  const unread = code.expressions.filter(expression => !arrays.some(({ start }) => covers(expression, start)));
  const { literals, expressions } = await literalsAmong(text, unread, signal);
  const wrong = problems.filter(problem => !isComputed(problem, tree, text));
  const wanted = expressions.filter(
    expression => !wrong.some(({ args }) => covers(expression, Number(args['offset']))),
  );
  // Beside an array, parts of expressions and functions are not what was meant.
  const unfit = code.problems.filter(
    ({ code }) => !['expression-part', 'expression-function'].includes(code) || arrays.length === 0,
  );
  const computed = problems.filter(({ args }) => !wanted.some(each => covers(each, Number(args['offset']))));
  return { arrays: [...arrays, ...literals], expressions: wanted, problem: wrong[0] ?? computed[0] ?? unfit[0] };
}

function covers(expression: SelectedExpression, offset: number): boolean {
  return expression.covers.some(({ start, end }) => start <= offset && offset < end);
}

/** Names among the expressions may stand for literals, which are read where they are written. */
async function literalsAmong(text: string, all: readonly SelectedExpression[], signal: AbortSignal) {
  const literals: NumberArray[] = [];
  const expressions: SelectedExpression[] = [];
  for (const expression of all) {
    const { start, end } = nameAsCursor(text, expression);
    const read = start === end ? await inSlices(selectedArrays(text, [{ start, end }]), signal) : undefined;
    if (read && read.arrays.length === 1 && read.problems.length === 0) literals.push(read.arrays[0]!);
    else expressions.push(expression);
  }
  return { literals, expressions };
}

/** Whether what was taken for a literal has to be run: `[1, 2].map(f)`, `[1, f(2)]`; not `[1, oops]`. */
function isComputed({ code, args }: Problem, tree: Tree, text: string): boolean {
  if (code === 'computed-array') return true;
  if (code !== 'not-a-number') return false;
  const known = namesKnownIn(tree, text);
  return String(args['found'])
    .split(/[^\p{L}\p{N}_$]+/u)
    .some(word => known.has(word));
}

/** @throws Problem what keeps the module from being loaded, or an expression from having numbers */
async function evaluate(
  services: Services,
  document: vscode.TextDocument,
  text: string,
  expressions: readonly SelectedExpression[],
  signal: AbortSignal,
): Promise<NumberArray[]> {
  const source = moduleOf(document, text);
  const wanted = expressions.map(({ name, line, start, end }) => ({ name, line, start, end }));
  const values = await evaluator(services).values({ kind: 'values', source, expressions: wanted }, signal);
  return expressions.map(({ name, start, end }, index) => {
    const value = values[index]!;
    if ('code' in value) throw new Problem(value.code, value.args);
    return { data: value.data, shape: value.shape, name, start, end };
  });
}
