/** Built-in objects that code may change for whatever runs after it in the same process. */
const NAMES = [
  ...['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Math', 'JSON', 'Reflect'],
  ...['Date', 'RegExp', 'Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'Proxy', 'Iterator', 'Intl'],
  ...['ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Atomics', 'Float64Array', 'Float32Array', 'Int32Array'],
  ...['Int16Array', 'Int8Array', 'Uint32Array', 'Uint16Array', 'Uint8Array', 'Uint8ClampedArray', 'BigInt64Array'],
  ...['Error', 'TypeError', 'RangeError', 'SyntaxError', 'ReferenceError'],
  ...['parseFloat', 'parseInt', 'isNaN', 'isFinite', 'structuredClone', 'queueMicrotask'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'],
];

/** Set by tools that read stacks, and of no consequence to numbers. */
const IGNORED: readonly PropertyKey[] = ['prepareStackTrace', 'stackTraceLimit'];

/** What a property is: its value, or how it is got and set. */
type Content = readonly [unknown, unknown];

/**
 * Remembers the built-in objects and the globals as they are.
 *
 * @returns whether they still are: none of them replaced or changed, and no global added
 */
export function watchBuiltIns(): () => boolean {
  const objects = [...new Set(valuesOfNames().flatMap(withPrototype))];
  const kept = objects.map(contentsOf);
  const values = valuesOfNames();
  const globals = new Set(globalNames());
  return () =>
    globalNames().every(name => globals.has(name)) &&
    valuesOfNames().every((value, index) => Object.is(value, values[index])) &&
    objects.every((each, index) => sameContents(contentsOf(each), kept[index]!));
}

function valuesOfNames(): unknown[] {
  return NAMES.map(name => Reflect.get(globalThis, name) as unknown);
}

/** Names only: to look at what Node makes on demand would make it, and symbols are Node's own. */
function globalNames(): string[] {
  return Object.getOwnPropertyNames(globalThis);
}

/** An object, and what its instances inherit. */
function withPrototype(value: unknown): object[] {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return [];
  const { prototype } = value as { prototype?: unknown };
  return typeof prototype === 'object' && prototype !== null
    ? [value, prototype, Object.getPrototypeOf(prototype) as object | null].filter(each => each !== null)
    : [value];
}

function contentsOf(object: object): Map<PropertyKey, Content> {
  const keys = Reflect.ownKeys(object).filter(key => !IGNORED.includes(key));
  return new Map(
    keys.map(key => {
      const property: { value?: unknown; get?: unknown; set?: unknown } = Object.getOwnPropertyDescriptor(object, key)!;
      return [key, [property.get ?? property.value, property.set]];
    }),
  );
}

function sameContents(a: ReadonlyMap<PropertyKey, Content>, b: ReadonlyMap<PropertyKey, Content>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, [value, set]] of a) {
    const other = b.get(key);
    if (!other || !Object.is(value, other[0]) || !Object.is(set, other[1])) return false;
  }
  return true;
}
