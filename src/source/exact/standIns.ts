import { apply, atan2, hypot, max, min } from '../../numerics/autodiff/operations';
import { RULES, STEPS } from '../../numerics/autodiff/rules';
import { tape, Traced, type Operand } from '../../numerics/autodiff/traced';
import { plain, power } from './arithmetic';
import { Floats, TracedFloat32Array, TracedFloat64Array } from './floats';

type NumberFunction = (...args: unknown[]) => unknown;

/** The functions of a native one that is given the values of traced numbers: what it gives does not depend on them smoothly. */
function ofValues(native: (...args: never[]) => unknown): NumberFunction {
  return (...args) => native(...(args.map(plain) as never[]));
}

/** A function of any number of numbers. */
function ofSeveral(native: (...args: number[]) => number, traced: (operands: Operand[]) => Operand): NumberFunction {
  return (...args) =>
    args.some(each => Traced.is(each))
      ? traced(args.map(each => (Traced.is(each) ? each : Number(each))))
      : native(...(args as number[]));
}

/** Stands in for `Math`; new for each program, as it may change it. */
function tracedMath(): object {
  const native = Math as unknown as Record<string, NumberFunction>;
  const functions: Record<string, NumberFunction> = {
    atan2: ofSeveral(Math.atan2, ([a = NaN, b = NaN]) => atan2(a, b)),
    hypot: ofSeveral(Math.hypot, hypot),
    max: ofSeveral(Math.max, max),
    min: ofSeveral(Math.min, min),
    pow: (a, b) => power(Traced.is(a) ? a : Number(a), Traced.is(b) ? b : Number(b)),
  };
  for (const [name, rule] of Object.entries(RULES)) {
    functions[name] = x => (Traced.is(x) ? apply(rule, x) : native[name]!(x));
  }
  for (const name of STEPS) functions[name] = ofValues(native[name]!);
  const math = Object.create(Object.prototype, Object.getOwnPropertyDescriptors(Math)) as object;
  for (const [name, value] of Object.entries(functions)) {
    Object.defineProperty(value, 'name', { value: name });
    Object.defineProperty(math, name, { value, writable: true, configurable: true });
  }
  return math;
}

/** Sets and maps compare keys in a way no object can take part in. */
class TracedSet extends Set<unknown> {
  override add(value: unknown): this {
    return super.add(keyOf(value));
  }

  override has(value: unknown): boolean {
    return super.has(keyOf(value));
  }

  override delete(value: unknown): boolean {
    return super.delete(keyOf(value));
  }
}

class TracedMap extends Map<unknown, unknown> {
  override get(key: unknown): unknown {
    return super.get(keyOf(key));
  }

  override set(key: unknown, value: unknown): this {
    return super.set(keyOf(key), value);
  }

  override has(key: unknown): boolean {
    return super.has(keyOf(key));
  }

  override delete(key: unknown): boolean {
    return super.delete(keyOf(key));
  }
}

/** The value of a key; its trace is lost. */
function keyOf(key: unknown): unknown {
  if (Traced.is(key)) tape.escape ??= new Error('A number became a key.');
  return plain(key);
}

/** `Number` as a function. */
function toNumber(...args: unknown[]): unknown {
  return Traced.is(args[0]) ? args[0] : args.length === 0 ? 0 : Number(args[0]);
}

/** What stands in for global objects and functions, by their names; new for each program. */
export function standIns() {
  return {
    Math: tracedMath(),
    Float64Array: TracedFloat64Array,
    Float32Array: TracedFloat32Array,
    Set: TracedSet,
    Map: TracedMap,
    Number: toNumber,
    Boolean: ofValues(Boolean),
    isNaN: ofValues(isNaN),
    isFinite: ofValues(isFinite),
  };
}

/** What stands in for members of global objects. */
export const MEMBERS = {
  'Number.isFinite': ofValues(Number.isFinite),
  'Number.isInteger': ofValues(Number.isInteger),
  'Number.isNaN': ofValues(Number.isNaN),
  'Number.isSafeInteger': ofValues(Number.isSafeInteger),
  'Object.is': ofValues(Object.is),
  'ArrayBuffer.isView': (value: unknown) => value instanceof Floats || ArrayBuffer.isView(value),
} as const;
