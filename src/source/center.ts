import type { SyntaxNode, Tree } from '@lezer/common';
import type { Value } from '../numerics/argument';
import type { Random } from '../numerics/random';
import { literal, literalCallSteps } from './calls';
import { docTags } from './docTags';
import type { FunctionSite } from './functions';
import type { DerivativePair } from './pairs';
import type { Parameter } from './parameters';
import { parsePoint, pointOfCall } from './point';
import type { Steps } from './slices';
import { childrenOf } from './walk';

/** Where a derivative is checked about. */
export interface CheckCenter {
  readonly args: readonly Value[];
  /** A person chose it: it was not drawn. */
  readonly chosen: boolean;
}

/**
 * The point about which a pair is checked: `@at` in the comment of the derivative or of the function, else the arguments
 * of a call of either in the text or the function's own, else the default values of all parameters, else random numbers for parameters that
 * are numbers or tuples. In steps between which others may run.
 *
 * @returns undefined where nothing tells how long a vector is
 * @throws Problem where the point of `@at` does not fit the function
 */
export function* checkCenterSteps(
  tree: Tree,
  text: string,
  pair: DerivativePair,
  random: Random,
): Steps<CheckCenter | undefined> {
  const { derivative, function: site } = pair;
  const home = pair.home ?? { tree, text, site };
  const [at] = [...docTags(tree, text, derivative).at, ...docTags(home.tree, home.text, home.site).at];
  if (at !== undefined) return { args: parsePoint(at, site.parameters), chosen: true };
  const written =
    (yield* calledWith(tree, text, [site.name, derivative.name], site.parameters)) ??
    (pair.home && (yield* calledWith(home.tree, home.text, [home.site.name], site.parameters))) ??
    defaultArguments(home.tree, home.text, home.site);
  if (written) return { args: written, chosen: true };
  const drawn = drawnArguments(site.parameters, random);
  return drawn && { args: drawn, chosen: false };
}

/** The arguments of the first call of functions that fits. */
function* calledWith(
  tree: Tree,
  text: string,
  names: readonly string[],
  parameters: readonly Parameter[],
): Steps<Value[] | undefined> {
  for (const name of names)
    for (const { args } of yield* literalCallSteps(tree, text, name)) {
      const point = pointOfCall(args, parameters);
      if (point) return point;
    }
  return undefined;
}

/** The default values of the parameters, where all have one that is written out. */
export function defaultArguments(
  tree: Tree,
  text: string,
  { start, end, parameters }: FunctionSite,
): Value[] | undefined {
  let node: SyntaxNode | null = tree.resolveInner(start, 1);
  while (node && !(node.from === start && node.to === end && node.getChild('ParamList'))) node = node.parent;
  const list = node?.getChild('ParamList');
  const values = list ? childrenOf(list).filter(({ prevSibling }) => prevSibling?.name === 'Equals') : [];
  const defaults = values.map(value => literal(value, text));
  return defaults.length === parameters.length && defaults.every(value => value !== undefined) && defaults.length > 0
    ? defaults
    : undefined;
}

/** Numbers of the normal distribution for the parameters that must be given. */
function drawnArguments(parameters: readonly Parameter[], random: Random): Value[] | undefined {
  const required = parameters.filter(({ optional }) => !optional);
  const args = (required.length > 0 ? required : parameters.slice(0, 1)).map(({ form }) => {
    if (form.kind === 'unknown' && !form.numbers) return random.normal();
    if (form.kind !== 'numbers') return undefined;
    if (form.depth === 0) return random.normal();
    const isTuple = form.depth === 1 && form.length !== undefined;
    return isTuple ? Array.from({ length: form.length }, () => random.normal()) : undefined;
  });
  return args.every(value => value !== undefined) ? args : undefined;
}
