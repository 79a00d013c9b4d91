import type { SyntaxNode, Tree } from '@lezer/common';
import { childrenOf } from './walk';

/** How others get at something of a module. */
export interface Exported {
  /** What it is imported as; for a default export, what it is called here. */
  readonly name: string;
  readonly isDefault: boolean;
}

/**
 * How a module exports one of its functions, or the class or object that holds it.
 *
 * @param name as in `FunctionSite`; of `Loss.mse` it is `Loss` that is exported
 * @returns undefined where nothing outside of the module can get at it
 */
export function exportOf(tree: Tree, text: string, name: string): Exported | undefined {
  const [owner = ''] = name.split('.');
  if (name === 'default') return { name: 'f', isDefault: true };
  for (const node of tree.topNode.getChildren('ExportDeclaration')) {
    const written = text.slice(node.from, node.to);
    if (node.getChild('default')) {
      const own = node.getChild('VariableName') ?? definedBy(node);
      if (own && text.slice(own.from, own.to) === owner) return { name: owner, isDefault: true };
      continue;
    }
    const declaration = node.getChild('VariableDeclaration') ?? node.getChild('FunctionDeclaration');
    const defined = [declaration, node.getChild('ClassDeclaration')].flatMap(
      each => each?.getChildren('VariableDefinition') ?? [],
    );
    if (defined.some(({ from, to }) => text.slice(from, to) === owner)) return { name: owner, isDefault: false };
    const listed = node.getChild('ExportGroup') && !node.getChild('String') ? inGroup(written, owner) : undefined;
    if (listed !== undefined) return { name: listed === 'default' ? owner : listed, isDefault: listed === 'default' };
  }
  return commonExport(tree, text, owner);
}

/** What `export { f as g }` calls something. */
function inGroup(written: string, name: string): string | undefined {
  for (const part of written.slice(written.indexOf('{') + 1, written.lastIndexOf('}')).split(',')) {
    const [, own, other] = /^\s*([\p{L}\p{N}_$]+)(?:\s+as\s+([\p{L}\p{N}_$]+))?\s*$/u.exec(part) ?? [];
    if (own === name) return other ?? own;
  }
  return undefined;
}

/** The name of the function or class in an export. */
function definedBy(node: SyntaxNode): SyntaxNode | null | undefined {
  return (node.getChild('FunctionDeclaration') ?? node.getChild('ClassDeclaration'))?.getChild('VariableDefinition');
}

/** `module.exports = { f }`, `exports.f = f`, `module.exports = f`. */
function commonExport(tree: Tree, text: string, name: string): Exported | undefined {
  const word = ({ from, to }: SyntaxNode) => text.slice(from, to);
  const isIt = (value: SyntaxNode | null | undefined, key: string) =>
    value?.name === 'VariableName' ? word(value) === name : key === name && FUNCTIONS.has(value?.name ?? '');
  for (const statement of tree.topNode.getChildren('ExpressionStatement')) {
    const [left, , value] = childrenOf(statement.getChild('AssignmentExpression') ?? statement);
    const [, key] = (left && /^(?:module\.)?exports\.([\p{L}\p{N}_$]+)$/u.exec(word(left))) ?? [];
    if (key !== undefined && isIt(value, key)) return { name: key, isDefault: false };
    if (!left || word(left) !== 'module.exports') continue;
    if (isIt(value, '')) return { name, isDefault: true };
    for (const property of value?.getChildren('Property') ?? []) {
      const [own, colon, given] = childrenOf(property);
      const listed = own ? word(own) : '';
      if (colon?.name === ':' ? isIt(given, listed) : own?.name === 'PropertyDefinition' && listed === name && !colon)
        return { name: listed, isDefault: false };
    }
  }
  return undefined;
}

const FUNCTIONS = new Set(['ArrowFunction', 'FunctionExpression', 'ClassExpression']);
