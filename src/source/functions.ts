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

/** Whether a function is one of numbers that can run by itself, as far as its text tells. */
export function isOffered({ name, numeric, surroundings }: FunctionSite): boolean {
  return name !== '' && numeric && surroundings.length === 0;
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
  return yield* siteSteps(yield* wholeSteps(tree, text, language));
}

/** A whole text, and the functions in it. */
interface Functions {
  readonly whole: Whole;
  readonly nodes: readonly SyntaxNode[];
}

function* siteSteps({ whole, nodes }: Functions): Steps<FunctionSite[]> {
  const sites: FunctionSite[] = [];
  for (const node of nodes) {
    sites.push(siteOf(node, whole));
    yield;
  }
  return sites;
}

function* wholeSteps(tree: Tree, text: string, language: ScriptLanguage): Steps<Functions> {
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
 * highlighted exactly. In steps between which others may run.
 *
 * @throws Problem `no-function`, `formula-constant`
 */
export function* functionAtSteps(
  tree: Tree,
  text: string,
  language: ScriptLanguage,
  from: number,
  to: number,
): Steps<FunctionSite> {
  const functions = yield* wholeSteps(tree, text, language);
  const sites = yield* siteSteps(functions);
  const [start, end] = trimmed(text, from, to);
  const around = sites.findLast(
    site => site.name !== '' && site.outerStart <= start && end <= endOfLine(text, site.end),
  );
  const site = start < end ? (highlighted(sites, start, end) ?? formula() ?? around) : around;
  if (!site) throw new Problem('no-function');
  return site;

  function formula(): FunctionSite | undefined {
    const found = formulaAt(functions.whole, start, end);
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
 * The expression that stands in a text from `start` to `end`, as a function of the names it leaves open. In steps.
 *
 * @throws Problem `no-function` where there is none
 */
export function* expressionSteps(
  tree: Tree,
  text: string,
  language: ScriptLanguage,
  start: number,
  end: number,
): Steps<FunctionSite> {
  const { whole } = yield* wholeSteps(tree, text, language);
  const site = formulaAt(whole, start, end);
  if (!site || site.parameters.length === 0) throw new Problem('no-function');
  return site;
}

/** @throws Problem `unknown-function` where no function of that name is declared */
export function functionNamed(tree: Tree, text: string, language: ScriptLanguage, name: string): FunctionSite {
  const sites = allFunctions(tree, text, language);
  if (name !== 'default') return siteNamed(sites, name);
  const site = known(sites, name) ?? defaultExport(sites, text) ?? known(sites, defaultName(tree, text));
  return site ?? siteNamed(sites, name);
}

/**
 * The function of a name; that of the module where others have the same.
 *
 * @throws Problem `unknown-function`
 */
export function siteNamed(sites: readonly FunctionSite[], name: string): FunctionSite {
  const site = known(sites, name);
  if (site) return site;
  throw unknownFunction(sites, name);
}

function known(sites: readonly FunctionSite[], name: string | undefined): FunctionSite | undefined {
  const named = sites.filter(site => site.name === name);
  return named.find(({ inModule }) => inModule) ?? named[0];
}

/** That there is no function of a name, and which there are. */
export function unknownFunction(sites: readonly FunctionSite[], name: string): Problem {
  const names = new Set(sites.map(each => each.name).filter(each => each !== ''));
  return new Problem('unknown-function', { name, names: [...names].join(', ') });
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
export function checkDifferentiable(site: FunctionSite): void {
  const { name, parameters } = site;
  checkRunnable(site);
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

/**
 * Whether a function can run by itself and gives its result at once.
 *
 * @throws Problem `function-async`, `function-generator`, `needs-surroundings`
 */
export function checkRunnable({ name, surroundings, suspends }: FunctionSite): void {
  if (suspends === 'async') throw new Problem('function-async', { name });
  if (suspends === 'generator') throw new Problem('function-generator', { name });
  if (surroundings.length > 0) throw new Problem('needs-surroundings', { name, names: surroundings.join(', ') });
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
