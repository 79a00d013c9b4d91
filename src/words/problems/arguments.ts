import * as l10n from '@vscode/l10n';
import type { ProblemArgs } from '../../numerics/problem';
import { formatNumber, formatPosition, formatShape } from '../numbers';

/** The sentences of a group of problems, by code. */
export type Sentences = Readonly<Record<string, (args: ProblemArgs) => string>>;

export function text(args: ProblemArgs, key: string): string {
  return String(args[key] ?? '');
}

export function number(args: ProblemArgs, key: string): number {
  return Number(args[key]);
}

export function shape(args: ProblemArgs, key: string): readonly number[] {
  const value = args[key];
  return Array.isArray(value) ? (value as readonly number[]) : [];
}

/** How many elements an array of this shape has. */
export function elements(lengths: readonly number[]): string {
  if (lengths.length === 0) return l10n.t('a single number');
  return lengths.length === 1 && lengths[0] === 1 ? l10n.t('1 element') : l10n.t('{0} elements', formatShape(lengths));
}

/** A value and where it stands. */
export function valueAt(args: ProblemArgs): { value: string; position: string } {
  return { value: formatNumber(number(args, 'value')), position: formatPosition(shape(args, 'position')) };
}
