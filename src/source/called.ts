import type { Tree } from '@lezer/common';
import type { FunctionSite } from './functions';
import type { Steps } from './slices';

const USES = new Set(['VariableName', 'MemberExpression']);

/**
 * The functions of a text that one of them uses, directly or through others. In steps.
 *
 * @param sites the functions of the text
 * @param except is not entered
 */
export function* calledSteps(
  tree: Tree,
  text: string,
  sites: readonly FunctionSite[],
  site: FunctionSite,
  except: FunctionSite,
): Steps<FunctionSite[]> {
  const called = new Set([site]);
  for (const { start, end } of called) {
    const names = new Set<string>();
    tree.iterate({
      from: start,
      to: end,
      enter: ({ name, from, to }) => {
        if (USES.has(name)) names.add(text.slice(from, to));
      },
    });
    // A set is walked through with what is added to it meanwhile.
    for (const each of sites) if (names.has(each.name) && each !== except) called.add(each);
    yield;
  }
  called.delete(site);
  return [...called];
}
