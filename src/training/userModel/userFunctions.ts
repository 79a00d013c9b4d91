import { Problem, type ProblemData } from '../../numerics/problem';
import type { UserFunction } from '../../source/call';
import { traced } from '../../source/exact/exact';
import { provideRuntime } from '../../source/exact/runtime';
import { loadExports } from '../../source/load';
import { lookAt } from '../../source/lookAt';
import type { ModuleText, Rewrite } from '../../source/modules';
import { isStackOverflow, errorText, placeOf } from '../../source/thrown';
import { readModule } from './moduleText';

/** What a module of the user exports to be trained. */
export interface UserFunctions {
  /** The parameters it begins with. */
  readonly init: UserFunction;
  /** The mean loss of some samples. */
  readonly loss: UserFunction;
  /** What it says about some samples. */
  readonly predict: UserFunction | undefined;
}

/** A module as it was written, and a second run of it that numbers can be followed through. */
export interface UserModule {
  readonly written: UserFunctions;
  /** Or why there is none. */
  readonly traceable: UserFunctions | ProblemData;
}

/**
 * Runs a module of the user, in a child process only.
 *
 * @param module its path, relative to `folder`
 * @throws Problem `model-file`, `model-export`, and as `loadExports`
 */
export async function loadUserModule(module: string, folder: string): Promise<UserModule> {
  const source = readModule(module, folder);
  const written = await loadFunctions(source, module);
  return { written, traceable: await loadTraceable(source, module) };
}

async function loadTraceable(source: ModuleText, module: string): Promise<UserFunctions | ProblemData> {
  try {
    provideRuntime();
    return await loadFunctions(source, module, traced);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { code: 'exact-not-loaded', args: error.args };
  }
}

async function loadFunctions(source: ModuleText, module: string, rewrite?: Rewrite): Promise<UserFunctions> {
  const exported = await loadExports(source, rewrite);
  const functionOf = (name: string): UserFunction | undefined => {
    const found = lookAt(() => exported[name], undefined);
    if (typeof found === 'function') return found as UserFunction;
    if (found === undefined && name === 'predict') return undefined;
    const names = lookAt(() => Object.keys(exported), []).filter(each => each !== 'default');
    throw new Problem('model-export', { file: module, name, found: typeof found, names: names.join(', ') });
  };
  return { init: functionOf('init')!, loss: functionOf('loss')!, predict: functionOf('predict') };
}

/**
 * Calls a function of a module; what it gives may be anything but a promise.
 *
 * @throws Problem `model-threw`, `model-recursion`, `model-promise`
 */
export function callOf(name: keyof UserFunctions, f: UserFunction, ...args: readonly unknown[]): unknown {
  let given: unknown;
  try {
    given = f(...args);
  } catch (error) {
    if (isStackOverflow(error)) throw new Problem('model-recursion', { name, ...placeOf(error) });
    throw new Problem('model-threw', { name, message: errorText(error), ...placeOf(error) });
  }
  if (typeof given !== 'object' || given === null) return given;
  if (lookAt(() => typeof (given as { then?: unknown }).then === 'function', false)) {
    void lookAt(() => Promise.resolve(given).catch(() => undefined), undefined); // nobody waits: its failure is no news
    throw new Problem('model-promise', { name });
  }
  return given;
}
