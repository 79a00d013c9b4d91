import { coordinatesOf, type Coordinate, type Value } from '../../numerics/argument';
import type { Parameter } from '../../source/parameters';
import { formatPoint, parsePoint } from '../../source/point';

/** A point, as numbers and as it is written. */
export interface Point {
  readonly args: Value[];
  readonly text: string;
}

/** @throws Problem what is wrong with the text */
export function readPoint(text: string, parameters: readonly Parameter[]): Point {
  const args = parsePoint(text, parameters);
  return { args, text: formatPoint(args, parameters) };
}

/** The numbers among arguments, in order: the variables of the function. */
export function variablesIn(args: Value[]): Coordinate[] {
  return args.flatMap((_, parameter) => coordinatesOf(args, parameter));
}

/** Points and paths of more variables than this have no place in a plot. */
export const MAX_DRAWN = 2;
