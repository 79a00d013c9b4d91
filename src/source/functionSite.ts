import type { SyntaxNode } from '@lezer/common';
import { mergedParameters, parametersOf, type Parameter } from './parameters';
import type { Scopes } from './scopes';
import type { ScriptLanguage } from './script';
import type { Types } from './types';

/** A function in a text, and how it can be reached from outside. */
export interface FunctionSite {
  /**
   * Its name; `Loss.mse` for a static method of a class or a function of an object; `default` for a default export
   * without one; empty where it has none. An expression is called by its own text, shortened.
   */
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
  /** It gives a promise or an iterator. */
  readonly suspends?: 'async' | 'generator';
  /** It is no function but an expression: the names it leaves open, which are its parameters. */
  readonly variables?: readonly string[];
}

/** What a whole text contributes to each of its functions. */
export interface Whole {
  readonly text: string;
  readonly language: ScriptLanguage;
  readonly types: Types;
  readonly scopes: Scopes;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunction']);
const MEMBERS = new Set(['MethodDeclaration', 'Property']);

/** Whether a node is a function with a body: methods only where they can be called without an instance. */
export function isFunction(node: SyntaxNode): boolean {
  if (FUNCTIONS.has(node.name)) return bodyOf(node) !== null;
  if (!MEMBERS.has(node.name) || !node.getChild('ParamList') || !bodyOf(node)) return false;
  const isAccessor = node.getChild('get') ?? node.getChild('set');
  return !isAccessor && (node.name === 'Property' || node.getChild('static') !== null);
}

export function siteOf(node: SyntaxNode, whole: Whole): FunctionSite {
  const { text, scopes } = whole;
  const { name, definition, statement, root } = declarationOf(node, text);
  const isMember = MEMBERS.has(node.name);
  const overloads = overloadsOf(node, definition, text);
  const lists = overloads.map(each => parametersIn(each, whole));
  const parameters = mergedParameters(parametersIn(node, whole), lists);
  const suspends = node.getChild('async') ? 'async' : node.getChild('Star') ? 'generator' : undefined;
  const isOutside = isModuleLevel(root);
  return {
    name: name ?? (isDefaultExport(root, text) ? 'default' : ''),
    parameters,
    start: node.from,
    end: node.to,
    outerStart: statement.from,
    inModule: name !== undefined && isOutside,
    surroundings: isOutside
      ? []
      : isMember && name !== undefined
        ? [name.split('.')[0]!] // it cannot be taken out of its class or object
        : scopes.surroundingsOf(node, { from: (definition ?? node).from, to: node.to }),
    numeric: suspends === undefined && isNumeric(node, overloads, parameters, whole),
    ...(suspends && { suspends }),
  };
}

/** How a function, or an object that holds it, is declared. */
interface Declaration {
  /** What it is known by: `f`, `Loss.mse`; undefined where it has no such name. */
  readonly name: string | undefined;
  readonly definition: SyntaxNode | undefined;
  /** What a person takes for its declaration. */
  readonly statement: SyntaxNode;
  /** The outermost node of the declaration that it is part of. */
  readonly root: SyntaxNode;
}

const DECLARED_BY_THEMSELVES = ['FunctionDeclaration', 'ClassDeclaration'];

function declarationOf(node: SyntaxNode, text: string): Declaration {
  if (MEMBERS.has(node.name)) return memberDeclaration(node, text);
  const value = outOfParentheses(node);
  const { parent } = value;
  if (parent?.name === 'Property' || (parent?.name === 'PropertyDeclaration' && parent.getChild('static')))
    return memberDeclaration(parent, text);
  const own = DECLARED_BY_THEMSELVES.includes(node.name) ? node.getChild('VariableDefinition') : undefined;
  const variable = parent?.name === 'VariableDeclaration' ? parent : undefined;
  const definition = (own ?? (variable ? definitionBefore(value) : undefined)) || undefined;
  // A list of declarations has a statement in common; only its first function begins with it.
  const first = variable && variable.getChild('VariableDefinition')?.from === definition?.from;
  const declaration = variable && first ? variable : variable ? (definition ?? node) : node;
  const statement = declaration.parent?.name === 'ExportDeclaration' ? declaration.parent : declaration;
  const word = definition && text.slice(definition.from, definition.to);
  return { name: word === '' ? undefined : word, definition, statement, root: statement };
}

/** A member of a class or an object, whose name follows that of its owner. */
function memberDeclaration(member: SyntaxNode, text: string): Declaration {
  const own = member.getChild('PropertyDefinition') ?? undefined;
  const owner = declarationOf(member.parent!.name === 'ClassBody' ? member.parent!.parent! : member.parent!, text);
  const name = own && owner.name !== undefined ? `${owner.name}.${text.slice(own.from, own.to)}` : undefined;
  return { name, definition: own, statement: member, root: owner.root };
}

/** The whole expression that is the same value: `(f)`, `{ … } as const`, `{ … } satisfies Losses`. */
function outOfParentheses(value: SyntaxNode): SyntaxNode {
  const { parent } = value;
  const isSame =
    parent?.name === 'ParenthesizedExpression' ||
    (parent?.name === 'BinaryExpression' &&
      parent.from === value.from &&
      (parent.getChild('as') ?? parent.getChild('satisfies')) !== null);
  return parent && isSame ? outOfParentheses(parent) : value;
}

/** The variable whose initial value the node is. */
export function definitionBefore(node: SyntaxNode): SyntaxNode | undefined {
  let before = node.prevSibling;
  while (before && before.name !== ',' && before.name !== 'VariableDefinition') before = before.prevSibling;
  return before?.name === 'VariableDefinition' ? before : undefined;
}

function isDefaultExport(statement: SyntaxNode, text: string): boolean {
  return statement.name === 'ExportDeclaration' && startsDefaultExport(text, statement.from);
}

export function startsDefaultExport(text: string, start: number): boolean {
  return /^export\s+default\b/.test(text.slice(start, start + 40));
}

function isModuleLevel(statement: SyntaxNode): boolean {
  const declaration = statement.name === 'VariableDefinition' ? statement.parent! : statement;
  const parent = declaration.parent;
  return parent === null || parent.name === 'Script' || (parent.name === 'ExportDeclaration' && isModuleLevel(parent));
}

function bodyOf(node: SyntaxNode): SyntaxNode | null {
  return node.name === 'ArrowFunction' ? node.lastChild : node.getChild('Block');
}

/** TypeScript's overloads of a function, which stand before the one that has the body. */
function overloadsOf(node: SyntaxNode, definition: SyntaxNode | undefined, text: string): SyntaxNode[] {
  const overloads: SyntaxNode[] = [];
  const word = ({ from, to }: SyntaxNode) => text.slice(from, to);
  const outer = node.parent?.name === 'ExportDeclaration' ? node.parent : node;
  for (let before = outer.prevSibling; before && definition; before = before.prevSibling) {
    const other = before.name === 'ExportDeclaration' ? before.getChild(node.name) : before;
    const name = other?.name === node.name && !bodyOf(other) ? other.getChild(definition.name) : null;
    if (!name || word(name) !== word(definition)) break;
    overloads.unshift(other!);
  }
  return overloads;
}

function parametersIn(node: SyntaxNode, { text, types }: Whole): Parameter[] {
  const list = node.getChild('ParamList');
  return list ? parametersOf(list, text, types.inside(node.getChild('TypeParamList'))) : [];
}

/** Whether all that a function needs are numbers, and what it gives are numbers, as far as that is said. */
function isNumeric(
  node: SyntaxNode,
  overloads: readonly SyntaxNode[],
  parameters: readonly Parameter[],
  { text, language, types }: Whole,
): boolean {
  const isScript = language.startsWith('javascript');
  const takesNumbers = ({ form, optional }: Parameter) =>
    optional || form.kind === 'numbers' || (form.kind === 'unknown' && (form.numbers ?? isScript));
  const mayBeNumbers = ({ form }: Parameter) => form.kind === 'numbers' || form.kind === 'unknown';
  if (!parameters.every(takesNumbers) || !parameters.some(mayBeNumbers)) return false;
  const isTyped = node.getChild('ParamList')?.getChild('TypeAnnotation') !== null;
  const signatures = overloads.length > 0 ? overloads : [node];
  return signatures.every(each => returnsNumbers(each, types)) && (isTyped || hasArithmetic(node, text));
}

/** A result that is said to be something else than numbers makes no function of numbers. */
function returnsNumbers(node: SyntaxNode, types: Types): boolean {
  if (node.getChild('TypePredicate')) return false;
  const type = node.getChild('TypeAnnotation')?.firstChild?.nextSibling;
  if (!type) return true;
  const form = types.inside(node.getChild('TypeParamList')).formOf(type);
  return form.kind === 'numbers' || (form.kind === 'unknown' && form.numbers === true);
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
