import * as assert from 'node:assert/strict';
import type { Tree } from '@lezer/common';
import { Problem } from '../../../src/numerics/problem';
import {
  allFunctions,
  functionAtSteps,
  functionNamed,
  isOffered,
  namedFunctions,
  type FunctionSite,
} from '../../../src/source/functions';
import { derivativePairSteps, type WrittenDerivative } from '../../../src/source/pairs';
import { parseScript, type ScriptLanguage } from '../../../src/source/script';
import { atOnce } from '../../../src/source/slices';

/** The functions of a text that have a name. */
export function sitesOf(text: string, language: ScriptLanguage = 'typescript'): FunctionSite[] {
  return namedFunctions(parseScript(text, language), text, language);
}

/** The derivatives of a text, found at once. */
export function derivativePairs(tree: Tree, text: string, language: ScriptLanguage): WrittenDerivative[] {
  return atOnce(derivativePairSteps(tree, text, allFunctions(tree, text, language)));
}

/** The names of the functions that get a lens. */
export function offered(text: string, language: ScriptLanguage = 'typescript'): string[] {
  return allFunctions(parseScript(text, language), text, language)
    .filter(isOffered)
    .map(({ name }) => name);
}

/** The function of that name. */
export function siteNamed(text: string, name: string, language: ScriptLanguage = 'typescript'): FunctionSite {
  return functionNamed(parseScript(text, language), text, language, name);
}

/** The function that a selection means, found at once. */
export function functionAt(tree: Tree, text: string, language: ScriptLanguage, from: number, to: number): FunctionSite {
  return atOnce(functionAtSteps(tree, text, language, from, to));
}

/** What `run` gives, or the code and arguments of the Problem that it throws. */
export function problemOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, ...error.args };
  }
}
