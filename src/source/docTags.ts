import type { Tree } from '@lezer/common';
import type { FunctionSite } from './functions';

/** What the comment before a function says to Nabla. */
export interface DocTags {
  /** The points of `@at [3, 4]`, as they are written. */
  readonly at: readonly string[];
  /** The function of `@gradientOf f`. */
  readonly gradientOf?: string;
}

/** A text without it has no such tag. */
export const TAGGED_DERIVATIVE = '@gradientOf';

const COMMENTS = new Set(['BlockComment', 'LineComment']);
const TAG = /(?<![^\s*/])@(at|gradientOf)\s+((?:\{@link|[^@\n])*)/g;
const NAME = /^(?:\{@link\s+)?([\p{L}\p{N}_$.]+)/u;
const BEGINS_POINT = /^[-+.\d["{]/;

/** The tags in the comments right before a function. */
export function docTags(tree: Tree, text: string, { outerStart }: FunctionSite): DocTags {
  const tags = tagsIn(commentBefore(tree, text, outerStart));
  const at = tags.filter(({ tag, rest, leads }) => tag === 'at' && (leads || BEGINS_POINT.test(rest)));
  const gradientOf = NAME.exec(tags.find(({ tag }) => tag === 'gradientOf')?.rest ?? '')?.[1];
  return { at: at.map(({ rest }) => rest), ...(gradientOf !== undefined && { gradientOf }) };
}

/** What follows each tag; `leads` where the tag begins its line, and is not just spoken of. */
function tagsIn(comment: string): { readonly tag: string; readonly rest: string; readonly leads: boolean }[] {
  return [...comment.matchAll(TAG)].map(({ 1: tag = '', 2: rest = '', index }) => ({
    tag,
    rest: rest.replace(/\*\/\s*$/, '').trim(),
    leads: /^[\s*/]*$/.test(comment.slice(comment.lastIndexOf('\n', index) + 1, index)),
  }));
}

/** The comments before a place, no empty line between them and it. */
function commentBefore(tree: Tree, text: string, position: number): string {
  let node = tree.resolveInner(position, 1);
  while (node.parent && node.parent.from === position && !node.parent.type.isTop) node = node.parent;
  let start = position;
  for (let before = node.prevSibling; before && COMMENTS.has(before.name); before = before.prevSibling) {
    if (!/^[^\S\n]*\n?[^\S\n]*$/.test(text.slice(before.to, start))) break;
    start = before.from;
  }
  return text.slice(start, position);
}
