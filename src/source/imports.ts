import type { SyntaxNode, Tree } from '@lezer/common';

/** Something that a text imports by its name from a file beside it. */
export interface Import {
  /** What it is called in the text, and where it comes from. */
  readonly name: string;
  readonly exported: string;
  /** The file, as it is written: `./losses`. */
  readonly from: string;
}

/** What a name stands for that is imported by it from a relative path; undefined where it is not. */
export function importOf(tree: Tree, text: string, name: string): Import | undefined {
  const word = ({ from, to }: SyntaxNode) => text.slice(from, to);
  for (const statement of tree.topNode.getChildren('ImportDeclaration')) {
    const path = statement.getChild('String');
    const from = path ? text.slice(path.from + 1, path.to - 1) : '';
    if (!/^\.\.?\//.test(from) || statement.getChild('type')) continue;
    const definitions = statement.getChild('ImportGroup')?.getChildren('VariableDefinition') ?? [];
    const definition = definitions.find(each => word(each) === name && each.prevSibling?.name !== 'type');
    if (!definition) continue;
    const original = definition.prevSibling?.name === 'as' ? definition.prevSibling.prevSibling : definition;
    return { name, exported: word(original ?? definition), from };
  }
  return undefined;
}
