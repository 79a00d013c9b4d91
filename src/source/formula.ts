import type { SyntaxNode, Tree } from '@lezer/common';
import type { FunctionSite, Whole } from './functionSite';
import { formOfValue, parametersOf } from './parameters';
import { Scopes, usesIn } from './scopes';
import { parseScript } from './script';
import { shortened } from './shortened';
import { NUMBER, UNKNOWN, type ParameterForm } from './types';
import { childrenOf } from './walk';

/** Longer selections are no formula that anybody highlights. */
const MAX_LENGTH = 20_000;

/** Expressions that may have a number, or several, as their value. */
const VALUES = new Set(
  [
    'BinaryExpression UnaryExpression CallExpression MemberExpression ConditionalExpression ArrayExpression',
    'ParenthesizedExpression NewExpression TaggedTemplateExpression',
  ]
    .join(' ')
    .split(' '),
);

/** What only the code around it can carry out, and what would change something at each call. */
const BOUND = new Set(
  'AwaitExpression YieldExpression this super AssignmentExpression PostfixExpression UpdateOp DynamicImport'.split(' '),
);

/** Names that every module knows. */
const GLOBALS = new Set([...Object.getOwnPropertyNames(globalThis), 'require', 'module', 'exports']);

/**
 * An expression that stands in a text, in a comment too, as a function of the names that it leaves open: those that
 * neither the module nor JavaScript knows. Parameters and variables of the function around it are such names.
 *
 * @returns undefined where there is no expression; a site without parameters where it leaves no name open
 */
export function formulaAt(whole: Whole, start: number, end: number): FunctionSite | undefined {
  const code = whole.text.slice(start, end);
  const tree = code.length <= MAX_LENGTH ? parseScript(code, whole.language) : undefined;
  const expression = tree && expressionIn(tree);
  if (!expression) return undefined;
  const names = openNames(tree, expression, code, start, whole.scopes);
  const parameters = names.map(open => ({ name: open.word, form: formOf(open, code, whole), optional: false }));
  return {
    name: shortened(code.slice(expression.from, expression.to)),
    parameters,
    start: start + expression.from,
    end: start + expression.to,
    outerStart: start + expression.from,
    inModule: false,
    surroundings: names.filter(isLocalFunction).map(({ word }) => word),
    numeric: true,
    variables: parameters.map(({ name }) => name),
  };
}

/** The one expression that a text is; or what it returns, assigns or begins a variable with. */
function expressionIn(tree: Tree): SyntaxNode | undefined {
  const [statement, another] = childrenOf(tree.topNode);
  if (!statement || another || hasAny(statement, ({ type }) => type.isError)) return undefined;
  const value = valueOf(statement);
  return value && VALUES.has(value.name) && !hasAny(value, ({ name }) => BOUND.has(name)) ? value : undefined;
}

function valueOf(statement: SyntaxNode): SyntaxNode | null | undefined {
  switch (statement.name) {
    case 'ExpressionStatement': {
      const inner = statement.firstChild;
      return inner?.name === 'AssignmentExpression' && inner.getChild('Equals') ? inner.lastChild : inner;
    }
    case 'ReturnStatement':
      return statement.firstChild?.nextSibling;
    case 'VariableDeclaration':
      return statement.getChildren('Equals').length === 1 ? statement.getChild('Equals')!.nextSibling : undefined;
  }
  return undefined;
}

function hasAny(node: SyntaxNode, is: (node: SyntaxNode) => boolean): boolean {
  let found = false;
  node.cursor().iterate(({ node: each }) => {
    found ||= is(each);
    return !found;
  });
  return found;
}

/** A name that an expression leaves open. */
interface OpenName {
  readonly word: string;
  /** What it is in the functions around the expression. */
  readonly definition: SyntaxNode | undefined;
  /** Where it is used, in the tree of the expression. */
  readonly uses: SyntaxNode[];
}

/** The names that an expression leaves open, in the order in which they appear. */
function openNames(tree: Tree, expression: SyntaxNode, code: string, start: number, scopes: Scopes): OpenName[] {
  const own = Scopes.of(tree, code);
  const names = new Map<string, OpenName>();
  for (const use of usesIn(expression)) {
    const word = code.slice(use.from, use.to);
    if (own.definitionAt(word, use)) continue;
    const definition = scopes.definitionAt(word, { from: start + use.from, to: start + use.to })?.node;
    if (!definition && (scopes.isOfModule(word) || GLOBALS.has(word) || isCalled(use))) continue;
    const known = names.get(word);
    if (known) known.uses.push(use);
    else names.set(word, { word, definition, uses: [use] });
  }
  return [...names.values()];
}

/** What it computes with is no value that a point could give. */
function isLocalFunction({ definition, uses }: OpenName): boolean {
  const code = ['FunctionDeclaration', 'ClassDeclaration'];
  return definition !== undefined && (code.includes(definition.parent?.name ?? '') || uses.some(isCalled));
}

function isCalled({ parent, from }: SyntaxNode): boolean {
  const calls = ['CallExpression', 'TaggedTemplateExpression'];
  return parent?.name === 'NewExpression' || (parent !== null && calls.includes(parent.name) && parent.from === from);
}

/** What a name stands for: what its definition says, else what its uses show. */
function formOf({ word, definition, uses }: OpenName, code: string, whole: Whole): ParameterForm {
  const declared = definition ? formOfDefinition(definition, word, whole) : UNKNOWN;
  return declared.kind === 'unknown' && !declared.numbers ? formOfUses(uses, code) : declared;
}

function formOfDefinition(definition: SyntaxNode, word: string, { text, types }: Whole): ParameterForm {
  const { parent, nextSibling } = definition;
  if (parent?.name === 'ParamList')
    return parametersOf(parent, text, types).find(({ name }) => name === word)?.form ?? UNKNOWN;
  if (parent?.name !== 'VariableDeclaration') return UNKNOWN;
  const type = nextSibling?.name === 'TypeAnnotation' ? nextSibling.firstChild?.nextSibling : undefined;
  if (type) return types.formOf(type);
  const initial = nextSibling?.name === 'Equals' ? nextSibling.nextSibling : undefined;
  return initial ? formOfValue(initial) : UNKNOWN;
}

/** Without a type, `x[0]`, `x.length`, `x.map(…)` and `...x` show a vector, `f(x)` anything, all else a number. */
function formOfUses(uses: readonly SyntaxNode[], code: string): ParameterForm {
  const depths = uses.map(use => depthOfUse(use, code));
  const depth = Math.max(...depths.map(each => each ?? 0));
  if (depth > 0) return { kind: 'numbers', depth };
  return depths.includes(undefined) ? UNKNOWN : NUMBER;
}

const ARRAY_MEMBERS = new Set([...Object.getOwnPropertyNames(Array.prototype), 'length']);

/** How deeply a name is nested as one of its uses shows it; undefined where it shows nothing. */
function depthOfUse(use: SyntaxNode, code: string): number | undefined {
  let depth = 0;
  let node = use;
  for (; isObject(node) && node.parent!.getChild('['); node = node.parent!) depth++;
  if (isObject(node)) {
    const member = node.parent!.lastChild!;
    return ARRAY_MEMBERS.has(code.slice(member.from, member.to)) ? depth + 1 : undefined;
  }
  if (node.prevSibling?.name === 'Spread') return depth + 1;
  if (depth > 0 || node.parent?.name !== 'ArgList') return depth;
  const called = node.parent.parent!;
  return code.startsWith('Math.', called.from) ? 0 : undefined;
}

/** Whether a node is what a member is taken of. */
function isObject({ parent, from }: SyntaxNode): boolean {
  return parent?.name === 'MemberExpression' && parent.from === from;
}
