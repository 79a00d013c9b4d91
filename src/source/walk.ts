import type { SyntaxNode, SyntaxNodeRef, Tree } from '@lezer/common';
import type { Steps } from './slices';

/** So many nodes are visited before others may run: a fraction of a millisecond. */
const NODES_A_STEP = 500;

/** Visits all nodes of a tree, in order. */
export function* walk(tree: Tree, visit: (node: SyntaxNodeRef) => void): Steps<void> {
  const cursor = tree.cursor();
  let visited = 0;
  do {
    visit(cursor);
    if (++visited % NODES_A_STEP === 0) yield;
  } while (cursor.next());
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}
