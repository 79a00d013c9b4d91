import type { SyntaxNode, Tree } from '@lezer/common';
import { Problem } from '../numerics/problem';
import { parametersOf, typeAliases, type Parameter, type TypeAliases } from './parameters';
import { Scopes } from './scopes';
import type { ScriptLanguage } from './script';

/** A function in a text, and how it can be reached from outside. */
export interface FunctionSite {
  /** Its name, `default` for a default export without one; empty where it has none. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Where the function itself begins and ends. */
  readonly start: number;
  readonly end: number;
  /** Where the statement begins that it is declared by: what a person takes for the function. */
  readonly outerStart: number;
  /** It is known by its name in the module. */
  readonly inModule: boolean;
  /** Names it uses that only the functions around it know; it cannot run without them. */
  readonly surroundings: readonly string[];
  /** It looks like a function of numbers. */
  readonly numeric: boolean;
}

/** Methods are left out. */
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction']);

/** The functions of numbers in a text that can run by themselves, in order. */
export function numericFunctions(tree: Tree, text: string, language: ScriptLanguage): FunctionSite[] {
  return namedFunctions(tree, text, language).filter(site => site.numeric && site.surroundings.length === 0);
}

/** All functions, in order, those in other functions too. */
export function allFunctions(tree: Tree, text: string, language: ScriptLanguage): FunctionSite[] {
  return functionNodes(tree).map(siteReader(tree, text, language));
}

/** Those of them that have a name. */
export function namedFunctions(tree: Tree, text: string, language: ScriptLanguage): FunctionSite[] {
  return allFunctions(tree, text, language).filter(site => site.name !== '');
}

/** What a function is called where it is shown: a function without a name is f, as in the book. */
export function shownName(name: string): string {
  return name === '' ? 'f' : name;
}

/** The site of a function of a tree; what the whole text contributes is read once. */
function siteReader(tree: Tree, text: string, language: ScriptLanguage): (node: SyntaxNode) => FunctionSite {
  const whole = { text, language, aliases: typeAliases(tree.topNode, text), scopes: new Scopes(tree, text) };
  return node => siteOf(node, whole);
}

/** Functions with a body. */
function functionNodes(tree: Tree): SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  tree.iterate({
    enter: ({ name, node }) => {
      if (FUNCTIONS.has(name) && bodyOf(node)) nodes.push(node);
    },
  });
  return nodes;
}

/**
 * The function a person means by a selection: the one that is highlighted, else the innermost function with a name
 * around the cursor. Callbacks without a name are passed over unless they are highlighted exactly.
 *
 * @throws Problem `no-function`
 */
export function functionAt(tree: Tree, text: string, language: ScriptLanguage, from: number, to: number): FunctionSite {
  const sites = allFunctions(tree, text, language);
  const [start, end] = trimmed(text, from, to);
  const highlighted = sites.find(
    site =>
      (site.name !== '' && start <= site.outerStart && site.end <= end) || (start === site.start && end === site.end),
  );
  const around = sites.findLast(
    site => site.name !== '' && site.outerStart <= start && end <= endOfLine(text, site.end),
  );
  const site = start < end ? (highlighted ?? around) : around;
  if (!site) throw new Problem('no-function');
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
  return sites.find(({ outerStart }) => isDefaultExport(text, outerStart));
}

/** The name in `export default f` or `export { f as default }`. */
function defaultName(tree: Tree, text: string): string | undefined {
  for (const statement of tree.topNode.getChildren('ExportDeclaration')) {
    const words = /^export\s+default\s+([\p{L}\p{N}_$]+)\s*;?$|\b([\p{L}\p{N}_$]+)\s+as\s+default\b/u.exec(
      text.slice(statement.from, statement.to),
    );
    if (words && !statement.getChild('String')) return words[1] ?? words[2];
  }
  return undefined;
}

function isDefaultExport(text: string, start: number): boolean {
  return /^export\s+default\b/.test(text.slice(start, start + 40));
}

/**
 * Whether a function can be differentiated by itself.
 *
 * @throws Problem `needs-surroundings`, `no-parameters`, `parameter-form`
 */
export function checkDifferentiable({ name, parameters, surroundings }: FunctionSite): void {
  if (surroundings.length > 0) throw new Problem('needs-surroundings', { name, names: surroundings.join(', ') });
  if (parameters.length === 0) throw new Problem('no-parameters', { name });
  const none = parameters.every(({ form }) => form.kind === 'other');
  for (const { form, optional, name: parameter } of parameters) {
    if (form.kind === 'other' && (none || !optional))
      throw new Problem('parameter-form', { name, parameter, type: form.type });
  }
}

/** What a whole text contributes to each of its functions. */
interface Whole {
  readonly text: string;
  readonly language: ScriptLanguage;
  readonly aliases: TypeAliases;
  readonly scopes: Scopes;
}

function siteOf(node: SyntaxNode, { text, language, aliases, scopes }: Whole): FunctionSite {
  const list = node.getChild('ParamList');
  const parameters = list ? parametersOf(list, text, aliases) : [];
  const { definition, statement } = declarationOf(node);
  const unnamed = isDefaultExport(text, statement.from) && node.parent?.name === 'ExportDeclaration' ? 'default' : '';
  return {
    name: definition ? text.slice(definition.from, definition.to) : unnamed,
    parameters,
    start: node.from,
    end: node.to,
    outerStart: statement.from,
    inModule: definition !== undefined && isModuleLevel(statement),
    surroundings: isModuleLevel(statement)
      ? []
      : scopes.surroundingsOf(node, { from: (definition ?? node).from, to: node.to }),
    numeric: isNumeric(node, parameters, text, language),
  };
}

/** The name a function is declared by, and the outermost node of its declaration. */
function declarationOf(node: SyntaxNode): { definition: SyntaxNode | undefined; statement: SyntaxNode } {
  const own = node.name === 'FunctionDeclaration' ? node.getChild('VariableDefinition') : undefined;
  const variable = node.parent?.name === 'VariableDeclaration' ? node.parent : undefined;
  const definition = own ?? (variable ? definitionBefore(node) : undefined);
  // A list of declarations has a statement in common; only its first function begins with it.
  const first = variable && variable.getChild('VariableDefinition')?.from === definition?.from;
  const declaration = variable && first ? variable : variable ? (definition ?? node) : node;
  const exported = declaration.parent?.name === 'ExportDeclaration' ? declaration.parent : declaration;
  return { definition: definition ?? undefined, statement: exported };
}

/** The variable whose initial value the node is. */
function definitionBefore(node: SyntaxNode): SyntaxNode | undefined {
  let before = node.prevSibling;
  while (before && before.name !== ',' && before.name !== 'VariableDefinition') before = before.prevSibling;
  return before?.name === 'VariableDefinition' ? before : undefined;
}

function isModuleLevel(statement: SyntaxNode): boolean {
  const declaration = statement.name === 'VariableDefinition' ? statement.parent! : statement;
  const parent = declaration.parent;
  return parent === null || parent.name === 'Script' || (parent.name === 'ExportDeclaration' && isModuleLevel(parent));
}

function bodyOf(node: SyntaxNode): SyntaxNode | null {
  return node.name === 'ArrowFunction' ? node.lastChild : node.getChild('Block');
}

function isNumeric(
  node: SyntaxNode,
  parameters: readonly Parameter[],
  text: string,
  language: ScriptLanguage,
): boolean {
  const untyped = language.startsWith('javascript');
  const fits = parameters.every(
    ({ form, optional }) => form.kind === 'numbers' || (form.kind === 'unknown' && untyped) || optional,
  );
  if (!fits || parameters.every(({ form }) => form.kind === 'other') || node.getChild('async') || node.getChild('Star'))
    return false;
  if (parameters.some(({ form }) => form.kind === 'numbers')) return returnsNumber(node, text);
  return hasArithmetic(node, text);
}

/** A result that is said to be something else than a number makes no function of numbers. */
function returnsNumber(node: SyntaxNode, text: string): boolean {
  const annotation = node.getChild('TypeAnnotation') ?? node.getChild('TypePredicate');
  return !annotation || /^:\s*number$/.test(text.slice(annotation.from, annotation.to));
}

/** Without any type, arithmetic tells functions of numbers from others. */
function hasArithmetic(node: SyntaxNode, text: string): boolean {
  let found = false;
  node.cursor().iterate(({ name, from, to }) => {
    found ||= name === 'ArithOp' || (name === 'VariableName' && text.slice(from, to) === 'Math');
    return !found;
  });
  return found;
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
