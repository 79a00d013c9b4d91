import type { SyntaxNode, Tree } from '@lezer/common';
import type { Value } from '../numerics/argument';
import { NumberReader } from './numberLiteral';
import type { Steps } from './slices';
import { walk } from './walk';

/** A call of a function with arguments that are written out. */
export interface LiteralCall {
  /** Where it begins. */
  readonly offset: number;
  readonly args: readonly Value[];
}

/** The calls of a function by its name with literal arguments, in the order of the text. In steps. */
export function* literalCallSteps(tree: Tree, text: string, name: string): Steps<LiteralCall[]> {
  const calls: LiteralCall[] = [];
  yield* walk(tree, visited => {
    if (visited.name !== 'CallExpression') return;
    const { node } = visited;
    const [callee, list] = [node.firstChild, node.getChild('ArgList')];
    if (!callee || !list || text.slice(callee.from, callee.to) !== name) return;
    const args = items(list).map(each => literal(each, text));
    if (args.length > 0 && args.every(each => each !== undefined)) calls.push({ offset: node.from, args });
  });
  return calls;
}

/** What stands between the brackets and commas of a list. */
function items(list: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node = list.firstChild; node; node = node.nextSibling) if (/^\w/.test(node.name)) found.push(node);
  return found.filter(({ name }) => name !== 'BlockComment' && name !== 'LineComment');
}

const TYPED_ARRAYS = /^Float(?:32|64)Array$/;

/** A value that is written out: a number, text, a truth value, null, or an array of such; typed arrays as arrays. */
export function literal(node: SyntaxNode, text: string): Value | undefined {
  const written = text.slice(node.from, node.to);
  switch (node.name) {
    case 'Number':
    case 'UnaryExpression':
      return numberIn(written);
    case 'BooleanLiteral':
      return written === 'true';
    case 'null':
      return null;
    case 'String':
      return /^["'][^"'\\]*["']$/.test(written) ? written.slice(1, -1) : undefined;
    case 'ParenthesizedExpression':
      return onlyItem(node, text);
    case 'ArrayExpression': {
      const values = items(node).map(each => literal(each, text));
      return values.every(each => each !== undefined) ? values : undefined;
    }
    case 'NewExpression': {
      const type = node.getChild('VariableName');
      const list = node.getChild('ArgList');
      return type && list && TYPED_ARRAYS.test(text.slice(type.from, type.to)) ? onlyItem(list, text) : undefined;
    }
    default:
      return undefined;
  }
}

function onlyItem(node: SyntaxNode, text: string): Value | undefined {
  const [only, ...others] = items(node);
  return only && others.length === 0 ? literal(only, text) : undefined;
}

/** A number that is all of the text. */
function numberIn(text: string): number | undefined {
  const reader = new NumberReader(text);
  return reader.read(0, text.length) && reader.end === text.length ? reader.value : undefined;
}
