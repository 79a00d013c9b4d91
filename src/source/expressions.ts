import type { SyntaxNode, Tree } from '@lezer/common';
import { Problem } from '../numerics/problem';
import { definitionBefore } from './functionSite';
import { Places } from './places';
import { isKnownInModule, Scopes } from './scopes';
import type { TextRange } from './selectedArrays';
import { shortened } from './shortened';
import { childrenOf } from './walk';

/** An expression in a script whose value a person means, and that has to be run to have one. */
export interface SelectedExpression extends TextRange {
  /** What its value is assigned to, else the expression itself. */
  readonly name: string;
  /** Line where it is written, from 1. */
  readonly line: number;
  /** Parts of the text that its value comes from: an array written there is the value itself. */
  readonly covers: readonly TextRange[];
}

/** What is selected that has to be run, and what cannot be. */
export interface ExpressionsInText {
  readonly expressions: SelectedExpression[];
  readonly problems: Problem[];
}

/** Nodes that have a value, functions included: a sentence tells what to do with those. */
const EXPRESSIONS = new Set(
  [
    'VariableName CallExpression MemberExpression NewExpression AwaitExpression BinaryExpression UnaryExpression',
    'PostfixExpression ConditionalExpression ParenthesizedExpression TaggedTemplateExpression ArrayExpression',
    'InstantiationExpression PrefixCast ArrowFunction FunctionExpression YieldExpression DynamicImport this',
  ]
    .join(' ')
    .split(' '),
);

/** What is looked into for expressions even where it is selected whole; other statements are not meant. */
const CONTAINERS = new Set(
  'Script VariableDeclaration ExportDeclaration ExpressionStatement ReturnStatement LabeledStatement SequenceExpression ObjectExpression Property ArgList'.split(
    ' ',
  ),
);

const NAMES = new Set(['VariableName', 'VariableDefinition', 'PropertyName', 'PropertyDefinition']);
const OPERATORS = new Set('ArithOp BitOp CompareOp LogicOp UpdateOp Arrow . ?. in instanceof as satisfies'.split(' '));
const FUNCTION_NODES = new Set(['FunctionDeclaration', 'ClassDeclaration', 'ArrowFunction', 'FunctionExpression']);

/**
 * The expressions that a person means by selecting `ranges` of a script: each whole expression in a selection, the
 * values of the declarations and assignments in it, and under a cursor the name, the call of it, or what is computed
 * from the array there.
 *
 * The problems are `expression-part` where a selection cuts through an expression, `expression-function` where it
 * means a function, `expression-local` where the value depends on names that only a function around it knows.
 *
 * @param ranges in the order of the text; a cursor is an empty range
 */
export function selectedExpressions(tree: Tree, text: string, ranges: readonly TextRange[]): ExpressionsInText {
  const reader = new ExpressionReader(tree, text);
  for (const range of ranges) reader.read(range);
  return reader.found;
}

class ExpressionReader {
  readonly found: ExpressionsInText = { expressions: [], problems: [] };
  private readonly scopes: Scopes;
  private readonly places: Places;

  constructor(
    private readonly tree: Tree,
    private readonly text: string,
  ) {
    this.scopes = Scopes.of(tree, text);
    this.places = new Places(text);
  }

  read(range: TextRange): void {
    const { start, end } = trimmed(this.text, range);
    const name = nameAt(this.tree, start, end);
    try {
      if (name || start === end) this.readCursor(name, start);
      else this.readSelection(start, end);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.found.problems.push(problem);
    }
  }

  private readCursor(name: SyntaxNode | undefined, at: number): void {
    const node = name ? meantByName(name) : computedAround(this.tree, at);
    if (node) this.add(declarationOf(node) ?? node);
  }

  private readSelection(start: number, end: number): void {
    const nodes = this.wholeNodes(start, end);
    const values = nodes.filter(node => !isStatementOfCall(node));
    for (const node of values.length > 0 ? values : nodes) this.add(declarationOf(node) ?? node);
  }

  /** The outermost nodes with a value that lie in a selection. */
  private wholeNodes(start: number, end: number): SyntaxNode[] {
    const nodes: SyntaxNode[] = [];
    const visit = (node: SyntaxNode): void => {
      if (node.to <= start || node.from >= end) return;
      const whole = start <= node.from && node.to <= end;
      if (whole && EXPRESSIONS.has(node.name)) return void nodes.push(...partsOf(node));
      if (whole && node.name === 'AssignmentExpression') return void nodes.push(node);
      if (whole && node.name === 'VariableDefinition') return; // known by its value
      if (!node.firstChild) return this.checkLeaf(node, whole);
      if (whole && !CONTAINERS.has(node.name)) return;
      for (let child = node.firstChild as SyntaxNode | null; child; child = child.nextSibling) visit(child);
    };
    visit(this.tree.topNode);
    return nodes;
  }

  /** What is left over of an expression shows that the selection cuts through it. */
  private checkLeaf(leaf: SyntaxNode, whole: boolean): void {
    const isCut = whole
      ? OPERATORS.has(leaf.name) && EXPRESSIONS.has(leaf.parent!.name)
      : NAMES.has(leaf.name) || leaf.name === 'Number';
    if (!isCut) return;
    const around = leaf.parent && EXPRESSIONS.has(leaf.parent.name) ? leaf.parent : leaf;
    throw this.problem('expression-part', around);
  }

  private add(unit: SyntaxNode): void {
    const { name, value, initial } = this.valueOf(unit);
    const outside = new Set([...this.scopes.surroundingsOf(value, value), ...ownersIn(value)]);
    if (outside.size > 0) throw this.problem('expression-local', value, { names: [...outside].join(', ') });
    if (initial && FUNCTION_NODES.has(initial.name)) throw this.problem('expression-function', unit);
    const covers = [value, ...(initial ? [initial] : [])].map(({ from, to }) => ({ start: from, end: to }));
    const line = this.places.at(unit.from).line;
    this.found.expressions.push({ name, line, start: value.from, end: value.to, covers });
  }

  /** What to evaluate for a node: the module's own name rather than its initial value, which would be run twice. */
  private valueOf(node: SyntaxNode): { name: string; value: SyntaxNode; initial: SyntaxNode | undefined } {
    if (node.name === 'VariableDefinition') {
      const initial = initialOf(node);
      if (isKnownInModule(node)) return { name: this.word(node), value: node, initial };
      if (!initial || FUNCTION_NODES.has(initial.name))
        throw this.problem('expression-local', node, { names: this.word(node) });
      return { name: this.word(node), value: initial, initial };
    }
    if (node.name === 'PropertyDefinition') {
      const value = node.parent!.lastChild!;
      return { name: this.word(node), value, initial: value };
    }
    if (node.name === 'AssignmentExpression') {
      const [left, right] = [node.firstChild!, node.lastChild!];
      return { name: this.word(left), value: left, initial: right };
    }
    const initial = node.name === 'VariableName' ? this.initialOfName(this.word(node)) : node;
    return { name: shortened(this.word(node)), value: node, initial };
  }

  /** The value that a name of the module begins with. */
  private initialOfName(word: string): SyntaxNode | undefined {
    let initial: SyntaxNode | undefined;
    this.tree.iterate({
      enter: ({ name, node }) => {
        if (name === 'VariableDefinition' && this.word(node) === word && isKnownInModule(node))
          initial = initialOf(node);
      },
    });
    return initial;
  }

  private problem(code: string, node: SyntaxNode, args: Problem['args'] = {}): Problem {
    const { offset, line } = this.places.at(node.from);
    return new Problem(code, { expression: shortened(this.word(node)), line, offset, ...args });
  }

  private word({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }
}

/** The range without blanks and punctuation around what is meant. */
function trimmed(text: string, { start, end }: TextRange): TextRange {
  const selected = text.slice(start, end);
  const inner = selected.trim().replace(/[\s;,]+$/, '');
  if (inner === '') return { start, end: start };
  const from = start + selected.indexOf(inner);
  return { start: from, end: from + inner.length };
}

/** The name that a cursor touches or a selection holds exactly. */
function nameAt(tree: Tree, start: number, end: number): SyntaxNode | undefined {
  const touched = ([1, -1] as const).map(side => tree.resolveInner(start, side));
  return touched.find(({ name, from, to }) => NAMES.has(name) && (start === end || (from === start && to === end)));
}

/** What a name stands for: what it is defined as, the member it is of, the call that it names the function of. */
function meantByName(name: SyntaxNode): SyntaxNode | undefined {
  if (name.name === 'PropertyDefinition') return name.parent?.name === 'Property' ? name : undefined;
  if (name.name === 'VariableDefinition') return name;
  let node = name;
  for (;;) {
    const parent: SyntaxNode | null = node.parent;
    const isProperty = parent?.name === 'MemberExpression' && node.from > parent.from;
    if (!parent || !(isProperty || isCalled(node))) return EXPRESSIONS.has(node.name) ? node : undefined;
    node = parent;
  }
}

/** Whether a node is the function of a call. */
function isCalled(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.name === 'NewExpression') return node.name !== 'ArgList';
  const calls = ['CallExpression', 'TaggedTemplateExpression', 'InstantiationExpression'];
  return calls.includes(parent?.name ?? '') && parent!.from === node.from;
}

/** What is computed from the array literal around a cursor: `[1, 2].map(f)`, `softmax([1, 2])`. */
function computedAround(tree: Tree, at: number): SyntaxNode | undefined {
  let node: SyntaxNode | null = tree.resolveInner(at, 1);
  let literal: SyntaxNode | undefined;
  for (; node; node = node.parent) if (node.name === 'ArrayExpression') literal = node;
  if (!literal) return undefined;
  node = literal.parent?.name === 'ArgList' ? literal.parent.parent! : literal;
  while (node.parent && EXPRESSIONS.has(node.parent.name) && !FUNCTION_NODES.has(node.parent.name)) node = node.parent;
  return node;
}

/** The declaration, assignment or property whose value a node is; the name alone where it is a definition. */
function declarationOf(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  if (parent?.name === 'AssignmentExpression' && node.from > parent.from && node.from === parent.lastChild!.from)
    return parent;
  if (parent?.name === 'Property' && node.from > parent.from) return parent.getChild('PropertyDefinition') ?? undefined;
  if (parent?.name !== 'VariableDeclaration') return undefined;
  return definitionBefore(node);
}

/** What a variable is declared as: its initial value, or the function or class itself. */
function initialOf(definition: SyntaxNode): SyntaxNode | undefined {
  const { parent } = definition;
  if (parent && FUNCTION_NODES.has(parent.name)) return parent;
  let node = definition.nextSibling;
  while (node && node.name !== ',' && node.name !== 'Equals') node = node.nextSibling;
  return (node?.name === 'Equals' && parent?.name === 'VariableDeclaration' && node.nextSibling) || undefined;
}

/** A node in parentheses that holds several values is each of them. */
function partsOf(node: SyntaxNode): SyntaxNode[] {
  const inner = node.name === 'ParenthesizedExpression' ? node.firstChild?.nextSibling : undefined;
  if (inner?.name === 'SequenceExpression') return childrenOf(inner).filter(({ name }) => EXPRESSIONS.has(name));
  if (inner?.name !== 'ObjectExpression') return [node];
  return inner.getChildren('Property').flatMap(property => property.getChild('PropertyDefinition') ?? []);
}

/** A call that stands alone, such as console.log(y): beside declarations, those are meant. */
function isStatementOfCall(node: SyntaxNode): boolean {
  return node.parent?.name === 'ExpressionStatement' && node.name !== 'AssignmentExpression';
}

/** What is known only where the code stands: the object or generator that it is of. */
function ownersIn(node: SyntaxNode): string[] {
  const owners: string[] = [];
  node.cursor().iterate(({ name }) => {
    if (['FunctionExpression', 'ClassExpression', 'MethodDeclaration'].includes(name)) return false;
    if (['this', 'super', 'yield'].includes(name)) owners.push(name);
    return true;
  });
  return owners;
}

/** Names of JavaScript itself that numbers are computed with. */
const GLOBALS = ['Math', 'Number', 'Array', 'Float64Array', 'Float32Array'];

/** All names that a script defines or imports, and those that numbers are computed with everywhere. */
export function namesKnownIn(tree: Tree, text: string): ReadonlySet<string> {
  const names = new Set(GLOBALS);
  tree.iterate({
    enter: ({ name, from, to }) => {
      if (name === 'VariableDefinition') names.add(text.slice(from, to));
    },
  });
  return names;
}
