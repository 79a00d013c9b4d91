import type { Expression } from './program';

/** `x.length - 1` as a position in x: an array of which the last element is asked for has one. */
export function isLastOf(index: Expression, of: Expression): boolean {
  if (index.type !== 'binary' || index.operator !== '-' || index.left.type !== 'length') return false;
  return index.right.type === 'number' && index.right.value === 1 && isSame(index.left.of, of);
}

function isSame(a: Expression, b: Expression): boolean {
  if (a.type === 'name' && b.type === 'name') return a.binding === b.binding;
  if (a.type === 'number' && b.type === 'number') return a.value === b.value;
  return a.type === 'index' && b.type === 'index' && isSame(a.of, b.of) && isSame(a.index, b.index);
}

/** Whether a function inside changes something that a place in an array is found by. */
export function isChangedInside(place: Expression): boolean {
  switch (place.type) {
    case 'name':
      return place.binding.changedInside === true;
    case 'index':
      return isChangedInside(place.of) || isChangedInside(place.index);
    case 'binary':
      return isChangedInside(place.left) || isChangedInside(place.right);
    default:
      return false;
  }
}
