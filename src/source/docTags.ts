import type { Tree } from '@lezer/common';
import type { FunctionSite } from './functions';

/** What the comment before a function says to Nabla. */
export interface DocTags {
  /** The points of `@at [3, 4]`, as they are written. */
  readonly at: readonly string[];
  /** The function of `@gradientOf f`. */
  readonly gradientOf?: string;
}

const COMMENTS = new Set(['BlockComment', 'LineComment']);
const TAG = /(?<![^\s*/])@(at|gradientOf)\s+([^@\n]*)/g;
const NAME = /^(?:\{@link\s+)?([\p{L}\p{N}_$.]+)/u;

/** The tags in the comments right before a function. */
export function docTags(tree: Tree, text: string, { outerStart }: FunctionSite): DocTags {
  const comment = commentBefore(tree, text, outerStart);
  const tags = [...comment.matchAll(TAG)].map(([, tag, rest]) => [tag, rest!.replace(/\*\/\s*$/, '').trim()] as const);
  const at = tags.filter(([tag]) => tag === 'at').map(([, point]) => point);
  const gradientOf = NAME.exec(tags.find(([tag]) => tag === 'gradientOf')?.[1] ?? '')?.[1];
  return { at, ...(gradientOf !== undefined && { gradientOf }) };
}

/** The comments before a place, nothing but blanks between them and it. */
function commentBefore(tree: Tree, text: string, position: number): string {
  let node = tree.resolveInner(position, 1);
  while (node.parent && node.parent.from === position && !node.parent.type.isTop) node = node.parent;
  let start = position;
  for (let before = node.prevSibling; before && COMMENTS.has(before.name); before = before.prevSibling) {
    if (text.slice(before.to, start).trim() !== '') break;
    start = before.from;
  }
  return text.slice(start, position);
}
