import type { Binding, Expression, FunctionNode, Source } from './program';
import { TESTS } from './vocabulary';

/** What a value is. */
export type Kind =
  /** A whole number for certain: a counter, a length, a position; and the least it can be. */
  | { readonly type: 'int'; readonly least: number }
  /** A number; `traced` where it is always a tensor with PyTorch. */
  | { readonly type: 'float'; readonly traced: boolean }
  | { readonly type: 'bool' }
  /** `isList` where it is always made in the code, never part of an argument. */
  | { readonly type: 'array'; readonly element: Kind | undefined; readonly isList: boolean }
  /** Now this, now that. */
  | { readonly type: 'mixed' };

const FLOAT: Kind = { type: 'float', traced: false };
const MIXED: Kind = { type: 'mixed' };
const BOOL: Kind = { type: 'bool' };

/** The kinds of a value as an argument: its numbers are tensors. */
export function kindOfArgument(value: unknown): Kind {
  if (typeof value === 'number') return { type: 'float', traced: true };
  if (typeof value === 'boolean') return BOOL;
  const elements = Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<unknown>) : [];
  if (elements.length === 0) return MIXED;
  return { type: 'array', element: elements.map(kindOfArgument).reduce(common), isList: false };
}

/** So many rounds are enough for all that does not count down without an end. */
const ROUNDS = 4;

/** Finds out the kinds of bindings and results: what all that they are given has in common. */
export function inferKinds(bindings: readonly Binding[], functions: readonly FunctionNode[]): void {
  for (let changed = true, round = 0; changed; round++) {
    changed = false;
    const update = (known: { kind: Kind | undefined }, kinds: readonly (Kind | undefined)[]) => {
      const kind = oneOf([known.kind, ...kinds]);
      if (JSON.stringify(kind) === JSON.stringify(known.kind)) return;
      known.kind = round > ROUNDS && kind?.type === 'int' ? { type: 'int', least: -Infinity } : kind;
      changed = true;
    };
    for (const binding of bindings) update(binding, binding.sources.map(kindOfSource));
    for (const func of functions) update(func, func.returned.map(kindOf));
  }
}

function kindOfSource(source: Source): Kind | undefined {
  switch (source.from) {
    case 'value':
      return kindOf(source.value);
    case 'given':
      return source.kind;
    case 'element':
      return elementOf(kindOf(source.of));
    case 'holding': {
      const element = kindOf(source.value);
      return element && arrayOf(element, FLOAT);
    }
    case 'counter': {
      const [start, end] = [kindOf(source.start), kindOf(source.end)];
      if (start?.type !== 'int') return start && FLOAT;
      if (source.step > 0) return start;
      return { type: 'int', least: end?.type === 'int' ? end.least + (source.isInclusive ? 0 : 1) : -Infinity };
    }
  }
}

function elementOf(kind: Kind | undefined): Kind | undefined {
  if (kind === undefined) return undefined;
  return kind.type === 'array' ? kind.element : MIXED;
}

/** What two kinds have in common. */
function common(a: Kind, b: Kind): Kind {
  if (a.type === 'int' && b.type === 'int') return { type: 'int', least: Math.min(a.least, b.least) };
  if (isNumber(a) && isNumber(b)) return { type: 'float', traced: isTraced(a) && isTraced(b) };
  if (a.type === 'array' && b.type === 'array') {
    const element = a.element && b.element ? common(a.element, b.element) : (a.element ?? b.element);
    return { type: 'array', element, isList: a.isList && b.isList };
  }
  return a.type === 'bool' && b.type === 'bool' ? BOOL : MIXED;
}

export function isNumber(kind: Kind | undefined): boolean {
  return kind?.type === 'int' || kind?.type === 'float';
}

function isTraced(kind: Kind | undefined): boolean {
  return kind?.type === 'float' && kind.traced;
}

/** What an expression gives; undefined where nothing is known of it yet. */
export function kindOf(expression: Expression): Kind | undefined {
  switch (expression.type) {
    case 'number': {
      const { text, value } = expression;
      return /^[\d_]+$/.test(text) && value < MOST ? { type: 'int', least: value } : FLOAT;
    }
    case 'boolean':
      return BOOL;
    case 'name':
      return expression.binding.kind;
    case 'constant':
      return FLOAT;
    case 'unary':
      return expression.operator === '!' ? BOOL : negative(expression.operand);
    case 'binary':
      return kindOfBinary(expression);
    case 'conditional':
      return oneOf([expression.then, expression.otherwise].map(kindOf));
    case 'array':
      return arrayOf(
        oneOf(expression.items.map(({ value, isSpread }) => (isSpread ? elementOf(kindOf(value)) : kindOf(value)))),
        expression.changes.stores ? FLOAT : undefined,
      );
    case 'index':
      return elementOf(kindOf(expression.of));
    case 'length':
      return { type: 'int', least: 0 };
    case 'math':
      return kindOfMath(expression);
    case 'call':
      return expression.binding.func?.kind;
    case 'method':
      return kindOfMethod(expression);
    case 'filled': {
      const element = kindOf(expression.value);
      return { type: 'array', element: element?.type === 'int' ? FLOAT : element, isList: true };
    }
    case 'made':
      return arrayOf(expression.callback.kind, expression.changes.stores ? MIXED : undefined);
  }
}

/** @param instead what its whole numbers may have become where something is put into arrays */
function arrayOf(element: Kind | undefined, instead: Kind | undefined): Kind {
  return { type: 'array', element: element?.type === 'int' ? (instead ?? element) : element, isList: true };
}

/** Whole numbers up to here are added and multiplied without ever being rounded. */
const MOST = 2 ** 31;

function oneOf(kinds: readonly (Kind | undefined)[]): Kind | undefined {
  return kinds.reduce((all, each) => (all && each ? common(all, each) : (all ?? each)), undefined);
}

function negative(operand: Expression): Kind | undefined {
  const kind = kindOf(operand);
  if (kind?.type !== 'int') return kind;
  if (operand.type === 'number' && operand.value === 0) return FLOAT; // -0
  return { type: 'int', least: operand.type === 'number' ? -operand.value : -Infinity };
}

function kindOfBinary(expression: Extract<Expression, { type: 'binary' }>): Kind | undefined {
  const { operator, left, right } = expression;
  if (['<', '<=', '>', '>=', '==', '!=', '&&', '||'].includes(operator)) return BOOL;
  const [a, b] = [kindOf(left), kindOf(right)];
  if (!a || !b) return a ?? b;
  if (!isNumber(a) || !isNumber(b)) return MIXED;
  if (a.type !== 'int' || b.type !== 'int') return { type: 'float', traced: isTraced(a) || isTraced(b) };
  switch (operator) {
    case '+':
      // What is added to itself again and again is rounded by JavaScript, but not by Python; so is what is multiplied.
      return isSmall(left) || isSmall(right) ? { type: 'int', least: a.least + b.least } : FLOAT;
    case '-':
      if (!isSmall(left) && !isSmall(right)) return FLOAT;
      return { type: 'int', least: right.type === 'number' ? a.least - right.value : -Infinity };
    case '*':
      return isSmall(left) && isSmall(right)
        ? { type: 'int', least: a.least >= 0 && b.least >= 0 ? a.least * b.least : -Infinity }
        : FLOAT;
    case '%':
      return a.least >= 0 && b.least >= 0 ? { type: 'int', least: 0 } : FLOAT;
    default:
      return FLOAT;
  }
}

/** Whether a whole number cannot grow beyond what a counter reaches, as what a function hands itself can. */
function isSmall(expression: Expression): boolean {
  switch (expression.type) {
    case 'number':
    case 'length':
      return true;
    case 'unary':
      return isSmall(expression.operand);
    case 'name': {
      const { reassigned, isParameter, sources } = expression.binding;
      return !reassigned && !(isParameter && sources.some(({ from }) => from !== 'given'));
    }
    case 'binary':
      return isSmall(expression.left) && isSmall(expression.right);
    default:
      return false;
  }
}

/** Whether an expression stays the same: its names are never assigned to again, and its arrays do not grow. */
export function isFixed(expression: Expression): boolean {
  switch (expression.type) {
    case 'number':
      return true;
    case 'name':
      return !expression.binding.reassigned;
    case 'length':
      return expression.of.type === 'name' && !expression.changes.grows && isFixed(expression.of);
    case 'binary':
      return isFixed(expression.left) && isFixed(expression.right);
    default:
      return false;
  }
}

function kindOfMath({ name, args }: Extract<Expression, { type: 'math' }>): Kind | undefined {
  if (TESTS.has(name)) return BOOL;
  const kinds = args.map(({ value, isSpread }) => (isSpread ? elementOf(kindOf(value)) : kindOf(value)));
  if (!['Math.max', 'Math.min', 'Math.abs'].includes(name)) return { type: 'float', traced: true };
  const least = kinds.map(kind => (kind?.type === 'int' ? kind.least : -Infinity));
  if (!kinds.every(kind => kind?.type === 'int') || args.some(({ isSpread }) => isSpread))
    return { type: 'float', traced: true };
  const lowest = name === 'Math.abs' ? 0 : name === 'Math.max' ? Math.max(...least) : Math.min(...least);
  return { type: 'int', least: lowest };
}

function kindOfMethod({
  name,
  of,
  args,
  callback,
  changes,
}: Extract<Expression, { type: 'method' }>): Kind | undefined {
  const kind = kindOf(of);
  const element = elementOf(kind);
  const instead = changes.stores ? MIXED : undefined;
  switch (name) {
    case 'map':
      return arrayOf(callback?.kind, instead);
    case 'reduce':
      return oneOf([args[0] ? kindOf(args[0]) : element, callback?.kind]);
    case 'every':
    case 'some':
      return BOOL;
    case 'at':
    case 'element':
      return element;
    case 'concat':
      return { type: 'array', element: oneOf([element, elementOf(args[0] && kindOf(args[0]))]), isList: true };
  }
  return kind && (kind.type === 'array' ? { ...kind, isList: true } : MIXED); // slice, filter
}
