import type { SyntaxNode, Tree } from '@lezer/common';
import { Problem } from '../numerics/problem';
import { formulaAt } from './formula';
import { isFunction, siteOf, startsDefaultExport, type FunctionSite, type Whole } from './functionSite';
import { Scopes } from './scopes';
import type { ScriptLanguage } from './script';
import { atOnce, type Steps } from './slices';
import { Types } from './types';
import { walk } from './walk';

export type { FunctionSite } from './functionSite';

/** The functions of numbers in a text that can run by themselves, in order. */
export function* numericFunctionSteps(tree: Tree, text: string, language: ScriptLanguage): Steps<FunctionSite[]> {
  const sites = yield* functionSteps(tree, text, language);
  return sites.filter(site => site.name !== '' && site.numeric && site.surroundings.length === 0);
}

/** All functions, in order, those in other functions too. */
export function allFunctions(tree: Tree, text: string, language: ScriptLanguage): FunctionSite[] {
  return atOnce(functionSteps(tree, text, language));
}

/** Those of them that have a name. */
export function namedFunctions(tree: Tree, text: string, language: ScriptLanguage): FunctionSite[] {
  return allFunctions(tree, text, language).filter(site => site.name !== '');
}

/** What a function is called where it is shown: a function without a name is f, as in the book. */
export function shownName(name: string): string {
  return name === '' ? 'f' : name;
}

/** `allFunctions`, in steps between which others may run. */
export function* functionSteps(tree: Tree, text: string, language: ScriptLanguage): Steps<FunctionSite[]> {
  const { whole, nodes } = yield* wholeSteps(tree, text, language);
  const sites: FunctionSite[] = [];
  for (const node of nodes) {
    sites.push(siteOf(node, whole));
    yield;
  }
  return sites;
}

function* wholeSteps(
  tree: Tree,
  text: string,
  language: ScriptLanguage,
): Steps<{ readonly whole: Whole; readonly nodes: readonly SyntaxNode[] }> {
  const whole = { text, language, types: new Types(text), scopes: new Scopes(text) };
  const nodes: SyntaxNode[] = [];
  yield* walk(tree, visited => {
    whole.types.visit(visited);
    whole.scopes.visit(visited);
    if (MAY_BE_FUNCTIONS.has(visited.name) && isFunction(visited.node)) nodes.push(visited.node);
  });
  return { whole, nodes };
}

const MAY_BE_FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunction',
  'MethodDeclaration',
  'Property',
]);

/**
 * The function a person means by a selection: the function or the expression with free variables that is highlighted,
 * else the innermost function with a name around the cursor. Callbacks without a name are passed over unless they are
 * highlighted exactly.
 *
 * @throws Problem `no-function`, `formula-constant`
 */
export function functionAt(tree: Tree, text: string, language: ScriptLanguage, from: number, to: number): FunctionSite {
  const sites = allFunctions(tree, text, language);
  const [start, end] = trimmed(text, from, to);
  const around = sites.findLast(
    site => site.name !== '' && site.outerStart <= start && end <= endOfLine(text, site.end),
  );
  const site = start < end ? (highlighted(sites, start, end) ?? formula() ?? around) : around;
  if (!site) throw new Problem('no-function');
  return site;

  function formula(): FunctionSite | undefined {
    const { whole } = atOnce(wholeSteps(tree, text, language));
    const found = formulaAt(whole, start, end);
    if (found?.parameters.length !== 0) return found;
    if (around) return undefined;
    throw new Problem('formula-constant', { expression: found.name });
  }
}

function highlighted(sites: readonly FunctionSite[], start: number, end: number): FunctionSite | undefined {
  return sites.find(
    site =>
      (site.name !== '' && start <= site.outerStart && site.end <= end) || (start === site.start && end === site.end),
  );
}

/**
 * The expression that stands in a text from `start` to `end`, as a function of the names it leaves open.
 *
 * @throws Problem `no-function` where there is none
 */
export function expressionBetween(
  tree: Tree,
  text: string,
  language: ScriptLanguage,
  start: number,
  end: number,
): FunctionSite {
  const site = formulaAt(atOnce(wholeSteps(tree, text, language)).whole, start, end);
  if (!site || site.parameters.length === 0) throw new Problem('no-function');
  return site;
}

/** @throws Problem `unknown-function` where no function of that name is declared */
export function functionNamed(tree: Tree, text: string, language: ScriptLanguage, name: string): FunctionSite {
  const sites = allFunctions(tree, text, language);
  const known = (wanted: string | undefined) => {
    const named = sites.filter(site => site.name === wanted);
    return named.find(({ inModule }) => inModule) ?? named[0];
  };
  const site =
    known(name) ?? (name === 'default' ? (defaultExport(sites, text) ?? known(defaultName(tree, text))) : undefined);
  if (site) return site;
  const names = [...new Set(sites.map(each => each.name).filter(each => each !== ''))];
  throw new Problem('unknown-function', { name, names: names.join(', ') });
}

function defaultExport(sites: readonly FunctionSite[], text: string): FunctionSite | undefined {
  return sites.find(({ outerStart }) => startsDefaultExport(text, outerStart));
}

/** The name in `export default f` or `export { f as default }`. */
function defaultName(tree: Tree, text: string): string | undefined {
  for (const statement of tree.topNode.getChildren('ExportDeclaration')) {
    const words = /^export\s+default\s+([\p{L}\p{N}_$.]+)\s*;?$|\b([\p{L}\p{N}_$]+)\s+as\s+default\b/u.exec(
      text.slice(statement.from, statement.to),
    );
    if (words && !statement.getChild('String')) return words[1] ?? words[2];
  }
  return undefined;
}

/**
 * Whether a function can be differentiated by itself.
 *
 * @throws Problem `function-async`, `function-generator`, `needs-surroundings`, `no-parameters`, `parameter-integers`,
 *   `parameter-ungivable`, `parameter-form`
 */
export function checkDifferentiable({ name, parameters, surroundings, suspends }: FunctionSite): void {
  if (suspends === 'async') throw new Problem('function-async', { name });
  if (suspends === 'generator') throw new Problem('function-generator', { name });
  if (surroundings.length > 0) throw new Problem('needs-surroundings', { name, names: surroundings.join(', ') });
  if (parameters.length === 0) throw new Problem('no-parameters', { name });
  for (const { form, optional, name: parameter } of parameters) {
    if (form.kind === 'ungivable' && !optional) {
      const args = { name, parameter, type: form.type };
      throw form.integers ? new Problem('parameter-integers', args) : new Problem('parameter-ungivable', args);
    }
  }
  const [{ form, name: parameter }] = parameters as [FunctionSite['parameters'][number]];
  if ('type' in form && parameters.every(each => 'type' in each.form))
    throw new Problem('parameter-form', { name, parameter, type: form.type });
}

function trimmed(text: string, from: number, to: number): [number, number] {
  const selected = text.slice(from, to);
  const start = from + (selected.length - selected.trimStart().length);
  return selected.trim() === '' ? [from, from] : [start, start + selected.trim().replace(/;$/, '').length];
}

function endOfLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end < 0 ? text.length : end;
}
