import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from '../walk';

/** What a node consists of; comments are left out. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => name !== 'LineComment' && name !== 'BlockComment');
}
