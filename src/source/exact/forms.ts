import type * as Syntax from '@babel/types';
import type { Node } from '@babel/types';
import { bare } from './syntax';

/** Where a node stands. */
export interface Context {
  readonly parent: Node;
  /** Nobody asks for its value. */
  readonly unused: boolean;
}

export function isUnused(child: Node, parent: Node, { unused }: Context): boolean {
  switch (parent.type) {
    case 'ExpressionStatement':
      return true;
    case 'ForStatement':
      return child === parent.update || child === parent.init;
    case 'SequenceExpression':
      return unused || child !== parent.expressions.at(-1);
    default:
      return false;
  }
}

export function isLiteral(node: Node): boolean {
  return (node.type.endsWith('Literal') && node.type !== 'TemplateLiteral') || isTypeOf(node);
}

/** Whether neither a number nor a traced one equals this. */
export function isNothing(node: Node): boolean {
  return node.type === 'NullLiteral' || (node.type === 'Identifier' && node.name === 'undefined');
}

function isTypeOf(node: Node): boolean {
  return node.type === 'UnaryExpression' && node.operator === 'typeof';
}

const COMPARISONS = new Set(['<', '>', '<=', '>=', '==', '!=', '===', '!==', 'in', 'instanceof']);

/** Whether an expression is true or false and nothing else. */
export function isBoolean(node: Node): boolean {
  const inner = bare(node);
  switch (inner.type) {
    case 'BooleanLiteral':
      return true;
    case 'BinaryExpression':
      return COMPARISONS.has(inner.operator);
    case 'UnaryExpression':
      return inner.operator === '!';
    case 'LogicalExpression':
      return inner.operator !== '??' && isBoolean(inner.left) && isBoolean(inner.right);
    default:
      return false;
  }
}

/** A variable, or a member that can be named twice: `x`, `this.x`, `o.x`, `this.#x`. */
export function isPlace(node: Node): boolean {
  if (node.type === 'Identifier') return true;
  if (node.type !== 'MemberExpression' || node.computed) return false;
  const { object } = node;
  return (
    object.type === 'ThisExpression' || object.type === 'Super' || (object.type === 'Identifier' && !isGlobal(object))
  );
}

/** An element that may be one of a typed array: `m[i]`, but not `o["x"]`. */
export function isElement(node: Node): node is Syntax.MemberExpression {
  if (!isReachable(node) || !node.computed) return false;
  return node.property.type !== 'StringLiteral' || /^\d+$/.test(node.property.value);
}

/** A member that is known by its object and its name. */
export function isReachable(node: Node): node is Syntax.MemberExpression {
  return node.type === 'MemberExpression' && node.object.type !== 'Super' && node.property.type !== 'PrivateName';
}

/** Globals with a stand-in wherever they stand. */
const WHOLE = new Set(['Math', 'Float64Array', 'Float32Array']);
/** Globals with a stand-in where objects are made of them. */
const CONSTRUCTORS = new Set(['Set', 'Map']);
/** Globals with a stand-in where they are called or passed on. */
const FUNCTIONS = new Set(['Number', 'Boolean', 'isNaN', 'isFinite']);

function isGlobal({ name }: Syntax.Identifier): boolean {
  return WHOLE.has(name);
}

/** Whether a name, if it is that of a global, is replaced by that of its stand-in. */
export function isReplaceable(node: Syntax.Identifier, parent: Node): boolean {
  if (!isExpression(node, parent)) return false;
  if (WHOLE.has(node.name)) return true;
  const makes =
    (parent.type === 'NewExpression' && parent.callee === node) ||
    ((parent.type === 'ClassDeclaration' || parent.type === 'ClassExpression') && parent.superClass === node);
  if (CONSTRUCTORS.has(node.name)) return makes;
  return FUNCTIONS.has(node.name) && !makes && parent.type !== 'BinaryExpression' && !isObjectOf(node, parent);
}

function isObjectOf(node: Node, parent: Node): boolean {
  return (parent.type === 'MemberExpression' || parent.type === 'OptionalMemberExpression') && parent.object === node;
}

/** Whether an identifier is a value, and not the name of a member, a key or a label. */
function isExpression(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.computed || parent.object === node;
    case 'ObjectProperty':
      return parent.computed || parent.value === node;
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
      return parent.computed || parent.key !== node;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'ExportSpecifier':
    case 'ImportSpecifier':
    case 'MetaProperty':
    case 'ImportAttribute':
      return false;
    default:
      return true;
  }
}
