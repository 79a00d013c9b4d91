import type { Tree } from '@lezer/common';
import { Problem, type ProblemData } from '../numerics/problem';
import { docTags, TAGGED_DERIVATIVE } from './docTags';
import { checkDifferentiable, checkRunnable, siteNamed, type FunctionSite } from './functions';
import { importOf, type Import } from './imports';
import type { Parameter } from './parameters';
import type { ParsedScript } from './script';
import type { Steps } from './slices';

/** A function and the derivative that a person wrote of it. */
export interface DerivativePair {
  readonly function: FunctionSite;
  readonly derivative: FunctionSite;
  /** The parameter that the derivative's name says it is taken with respect to, as in `dfdx`. */
  readonly wrt?: string;
  /** Where the function stands, if that is another text. */
  readonly home?: ParsedScript & { readonly site: FunctionSite };
}

/** A derivative whose function is imported from another file. */
export interface ImportedPair {
  readonly derivative: FunctionSite;
  readonly imported: Import;
}

/** A derivative whose function cannot be found or differentiated. */
export interface UnpairedDerivative {
  readonly derivative: FunctionSite;
  /** What it says it is the derivative of. */
  readonly name: string;
  readonly problem: ProblemData;
}

/** A derivative that a person wrote, with its function, where that is, or what keeps it from being found. */
export type WrittenDerivative = DerivativePair | ImportedPair | UnpairedDerivative;

/** What a derivative is the derivative of. */
export function nameOfFunction(pair: WrittenDerivative): string {
  if ('function' in pair) return pair.function.name;
  return 'imported' in pair ? pair.imported.name : pair.name;
}

/**
 * The functions of a text with their derivatives: those whose comment says `@gradientOf f`, and those whose name says it
 * (`fPrime`, `df`, `gradF`, `fGradient`, …) and that have the parameters of f. In the order of the derivatives;
 * in steps between which others may run.
 *
 * @param sites all functions of the text
 */
export function* derivativePairSteps(
  tree: Tree,
  text: string,
  sites: readonly FunctionSite[],
): Steps<WrittenDerivative[]> {
  const named = sites.filter(({ name }) => name !== '');
  const byName = yield* pairsByName(named);
  const hasTags = text.includes(TAGGED_DERIVATIVE);
  const pairs: WrittenDerivative[] = [];
  for (const derivative of named) {
    const gradientOf = hasTags ? docTags(tree, text, derivative).gradientOf : undefined;
    const pair =
      gradientOf === undefined ? byName.get(derivative) : taggedPair(derivative, gradientOf, named, { tree, text });
    if (pair) pairs.push(pair);
    if (hasTags) yield;
  }
  return pairs;
}

/**
 * A pair by the names of both.
 *
 * @throws Problem `unknown-function`, and what keeps f from being differentiated
 */
export function pairNamed(sites: readonly FunctionSite[], name: string, derivative: string): DerivativePair {
  const pair = { function: siteNamed(sites, name), derivative: siteNamed(sites, derivative) };
  checkDifferentiable(pair.function);
  checkRunnable(pair.derivative);
  return pair;
}

function taggedPair(
  derivative: FunctionSite,
  name: string,
  sites: readonly FunctionSite[],
  { tree, text }: ParsedScript,
): WrittenDerivative {
  const [owner] = derivative.name.split(/\.(?=[^.]*$)/);
  const ownName = sites.some(site => site.name === `${owner}.${name}`) ? `${owner}.${name}` : name;
  const imported = sites.some(site => site.name === ownName) ? undefined : importOf(tree, text, name);
  try {
    if (!imported) return pairNamed(sites, ownName, derivative.name);
    checkRunnable(derivative);
    return { derivative, imported };
  } catch (error) {
    if (error instanceof Problem) return { derivative, name, problem: error.toData() };
    throw error;
  }
}

function* pairsByName(sites: readonly FunctionSite[]): Steps<ReadonlyMap<FunctionSite, DerivativePair>> {
  const byName = new Map(sites.map(site => [site.name, site]));
  const pairs = new Map<FunctionSite, DerivativePair>();
  for (const site of sites) {
    if (!site.numeric || site.surroundings.length > 0) continue;
    for (const { name, wrt } of derivativeNames(site)) {
      const derivative = byName.get(name);
      if (!derivative || derivative === site || pairs.has(derivative)) continue;
      if (isRunnable(derivative) && takesTheSame(site.parameters, derivative.parameters))
        pairs.set(derivative, { function: site, derivative, ...(wrt !== undefined && { wrt }) });
    }
    yield;
  }
  return pairs;
}

/** What the derivative of a function may be called. */
function derivativeNames({ name, parameters }: FunctionSite): { readonly name: string; readonly wrt?: string }[] {
  const [, owner = '', f = ''] = /^(.*\.)?([^.]*)$/.exec(name) ?? [];
  const F = f.charAt(0).toUpperCase() + f.slice(1);
  const behind = ['Prime', 'Derivative', 'Deriv', 'Gradient', 'Grad', 'Jacobian'];
  const before = ['derivative', 'deriv', 'gradient', 'grad', 'jacobian', 'nabla'];
  const whole = [
    ...behind.flatMap(word => [f + word, `${f}_${word.toLowerCase()}`]),
    ...before.flatMap(word => [word + F, `${word}Of${F}`, `${word}_${f}`, `${word}_of_${f}`]),
    ...[`d${f}`, `d${F}`, `d_${f}`],
  ];
  const partial = parameters.flatMap(({ name: x }) =>
    [`d${f}d${x}`, `d${F}d${x}`, `d${f}_d${x}`, `d${F}_d${x}`, `d_${f}_d_${x}`, `d${f}D${x}`].map(each => ({
      name: owner + each,
      wrt: x,
    })),
  );
  return [...whole.map(each => ({ name: owner + each })), ...partial];
}

function isRunnable({ surroundings, suspends }: FunctionSite): boolean {
  return surroundings.length === 0 && suspends === undefined;
}

/** Whether a derivative is called like its function; further parameters, such as a step, may have defaults. */
function takesTheSame(ofFunction: readonly Parameter[], ofDerivative: readonly Parameter[]): boolean {
  const [shorter, longer] =
    ofFunction.length < ofDerivative.length ? [ofFunction, ofDerivative] : [ofDerivative, ofFunction];
  return (
    shorter.every(({ form }, i) => isSameForm(form, longer[i]!.form)) &&
    longer.slice(shorter.length).every(({ optional }) => optional)
  );
}

function isSameForm(a: Parameter['form'], b: Parameter['form']): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return a.kind !== 'ungivable' && b.kind !== 'ungivable';
  return a.kind === 'numbers' && b.kind === 'numbers' ? a.depth === b.depth : a.kind === b.kind;
}
