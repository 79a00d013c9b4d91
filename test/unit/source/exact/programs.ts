import * as assert from 'node:assert/strict';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Value } from '../../../../src/numerics/argument';
import type { ProblemData } from '../../../../src/numerics/problem';
import { givenArguments } from '../../../../src/source/call';
import { loadExact, type ExactDerivatives } from '../../../../src/source/exact/exact';
import { languageOfFile } from '../../../../src/source/script';
import { siteNamed } from '../sites';

/** Where programs are taken to be that are in no file. */
export const NOWHERE = path.join(os.tmpdir(), 'nabla-exact.ts');

/** What automatic differentiation makes of the function f of a program. */
export async function differentiated(
  text: string,
  args: readonly Value[],
  file = NOWHERE,
): Promise<ExactDerivatives | ProblemData> {
  const site = siteNamed(text, 'f', languageOfFile(file));
  const exact = await loadExact({ file, text, site });
  const given = givenArguments([...args], site.parameters);
  return exact.at(given, [...given.keys()]);
}

/** The derivatives of f, all parameters one after the other; they are expected to be there. */
export async function derivatives(text: string, args: readonly Value[], file?: string): Promise<number[]> {
  const found = await differentiated(text, args, file);
  assert.ok('jacobians' in found, `${text}\n${JSON.stringify(found)}`);
  return found.jacobians.flatMap(each => Array.from(each));
}

export async function assertDerivatives(
  text: string,
  args: readonly Value[],
  expected: readonly number[],
  file?: string,
): Promise<void> {
  const found = await derivatives(text, args, file);
  assert.equal(found.length, expected.length, text);
  for (const [i, derivative] of found.entries()) {
    const off = Math.abs(derivative - expected[i]!);
    assert.ok(off <= 1e-13 * Math.abs(expected[i]!), `${text}\n${derivative} for ${expected[i]}`);
  }
}

/** Why there are no exact derivatives. */
export async function reason(text: string, args: readonly Value[], file?: string): Promise<ProblemData> {
  const found = await differentiated(text, args, file);
  assert.ok('code' in found, `${text}\n${JSON.stringify(found)}`);
  return found;
}
