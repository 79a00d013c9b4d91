import type { ProblemArgs } from '../../numerics/problem';

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
