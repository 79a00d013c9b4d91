import type { Tree } from '@lezer/common';
import type { Argument, Value } from '../numerics/argument';
import { literalCallSteps } from './calls';
import { defaultArguments } from './center';
import { docTags } from './docTags';
import type { FunctionSite } from './functions';
import type { Parameter } from './parameters';
import { Places } from './places';
import { formatPoint, pointOfCall, pointOrNone } from './point';
import type { Steps } from './slices';

/** Where a point that is proposed for a function comes from. */
export type ProposalOrigin =
  | { readonly kind: 'last' }
  /** `@at` in the comment before the function. */
  | { readonly kind: 'tag' }
  /** A call of the function; its line, from 1. */
  | { readonly kind: 'call'; readonly line: number }
  | { readonly kind: 'defaults' }
  /** Nothing tells a point; this one only has the right form. */
  | { readonly kind: 'example' };

export interface PointProposal {
  /** As a person writes it. */
  readonly point: string;
  readonly origin: ProposalOrigin;
}

/** More are nothing that anybody chooses from. */
const MAX_PROPOSALS = 8;

/**
 * Points at which a function may be looked at, the best first and none twice: the last one used, `@at` in its comment,
 * the arguments of its calls in the order of the text, the default values; where there is none of these, an example. What
 * does not fit the parameters is left out. In steps.
 *
 * @param last the point that was used last, as it is written
 */
export function* proposalSteps(
  tree: Tree,
  text: string,
  site: FunctionSite,
  last: string | undefined,
): Steps<PointProposal[]> {
  const { parameters } = site;
  const found = new Map<string, PointProposal>();
  const propose = (args: readonly Value[] | undefined, origin: ProposalOrigin) => {
    const point = args && formatPoint(args, parameters);
    if (point !== undefined && !found.has(point)) found.set(point, { point, origin });
  };
  if (last !== undefined) propose(pointOrNone(last, parameters), { kind: 'last' });
  if (!site.variables) {
    for (const at of docTags(tree, text, site).at) propose(pointOrNone(at, parameters), { kind: 'tag' });
    const places = new Places(text);
    for (const { offset, args } of yield* literalCallSteps(tree, text, site.name)) {
      propose(pointOfCall(args, parameters), { kind: 'call', line: places.at(offset).line });
      yield;
    }
    const defaults = defaultArguments(tree, text, site);
    propose(defaults && pointOfCall(defaults, parameters), { kind: 'defaults' });
  }
  if (found.size === 0) propose(example(parameters), { kind: 'example' });
  return [...found.values()].slice(0, MAX_PROPOSALS);
}

/** A point of the right form, where the types tell the form. */
function example(parameters: readonly Parameter[]): Value[] | undefined {
  const required = parameters.filter(({ optional }) => !optional);
  const args = (required.length > 0 ? required : parameters.slice(0, 1)).map(({ form }, index) =>
    form.kind === 'numbers' ? exampleOf(form.depth, form.length ?? 2, index + 1) : undefined,
  );
  return args.every(each => each !== undefined) ? args : undefined;
}

/** Vectors begin with 3 and 4, as those of the book; numbers differ, as points with equal ones are special. */
function exampleOf(depth: number, length: number, number: number): Argument | undefined {
  switch (depth) {
    case 0:
      return number;
    case 1:
      return Array.from({ length }, (_, index) => index + 3);
    case 2:
      return [
        [1, 2],
        [3, 4],
      ];
  }
  return undefined;
}
