/** New values of some variables. */
export type PointValues = readonly { readonly variable: number; readonly value: number }[];

/** The point is moved to here. */
export type MovePoint = (values: PointValues) => void;

/** So many variables at most move at once. */
const MAX_MOVED = 2;

/** Two moves as one: what the newer one leaves where it is stays where the earlier one has moved it. */
export function mergedMoves(earlier: PointValues, newer: PointValues): PointValues {
  const kept = earlier.filter(({ variable }) => newer.every(each => each.variable !== variable));
  return [...kept, ...newer].slice(-MAX_MOVED);
}
