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

/** Those that numbers are computed with, by our own code too: a result after a change to them is none. */
const RELIED_ON: readonly string[] = [
  'Object',
  'Array',
  'Number',
  'Math',
  'Map',
  'Set',
  'Float64Array',
  'Float32Array',
];

/** Set by tools that read stacks, and of no consequence to numbers. */
const IGNORED: readonly PropertyKey[] = ['prepareStackTrace', 'stackTraceLimit'];

// What the comparison itself needs, before any code can change it.
const { is, getOwnPropertyDescriptor, getOwnPropertyNames, getPrototypeOf } = Object;
const { get, ownKeys } = Reflect;

/** The built-in objects are as they were; something was added or changed; or something was that numbers rely on. */
export type BuiltInsState = 'intact' | 'changed' | 'unreliable';

/** An object and what it held: each property's value, or how it is got and set. */
interface Kept {
  readonly object: object;
  readonly reliedOn: boolean;
  readonly keys: readonly PropertyKey[];
  readonly contents: readonly (readonly [unknown, unknown])[];
}

/** Remembers the built-in objects and the globals as they are, and returns what tells whether they still are. */
export function watchBuiltIns(): () => BuiltInsState {
  const values = NAMES.map(name => get(globalThis, name) as unknown);
  const kept = NAMES.flatMap((name, index) =>
    withPrototype(values[index]).map(object => keep(object, RELIED_ON.includes(name))),
  );
  const globals = getOwnPropertyNames(globalThis).length;
  return () => {
    let state: BuiltInsState = getOwnPropertyNames(globalThis).length === globals ? 'intact' : 'changed';
    // Nothing here may depend on what is looked at: methods of arrays, iterators, maps.
    for (let i = 0; i < NAMES.length; i++) {
      if (is(get(globalThis, NAMES[i]!), values[i])) continue;
      for (let j = 0; j < RELIED_ON.length; j++) if (RELIED_ON[j] === NAMES[i]) return 'unreliable';
      state = 'changed';
    }
    for (let i = 0; i < kept.length; i++) {
      const each = kept[i]!;
      if (!holdsItsContents(each)) {
        if (each.reliedOn) return 'unreliable';
        state = 'changed';
      } else if (hasMore(each)) state = 'changed';
    }
    return state;
  };
}

/** An object, and what its instances inherit. */
function withPrototype(value: unknown): object[] {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return [];
  const { prototype } = value as { prototype?: unknown };
  if (typeof prototype !== 'object' || prototype === null) return [value];
  const inherited = getPrototypeOf(prototype) as object | null;
  return inherited === null ? [value, prototype] : [value, prototype, inherited];
}

function keep(object: object, reliedOn: boolean): Kept {
  const keys = ownKeys(object).filter(key => !IGNORED.includes(key));
  return { object, reliedOn, keys, contents: keys.map(key => contentOf(object, key)!) };
}

function contentOf(object: object, key: PropertyKey): readonly [unknown, unknown] | undefined {
  const property: { value?: unknown; get?: unknown; set?: unknown } | undefined = getOwnPropertyDescriptor(object, key);
  return property && [property.get ?? property.value, property.set];
}

function holdsItsContents({ object, keys, contents }: Kept): boolean {
  for (let i = 0; i < keys.length; i++) {
    const now = contentOf(object, keys[i]!);
    if (!now || !is(now[0], contents[i]![0]) || !is(now[1], contents[i]![1])) return false;
  }
  return true;
}

function hasMore({ object, keys }: Kept): boolean {
  const now = ownKeys(object);
  let ignored = 0;
  for (let i = 0; i < now.length; i++) for (let j = 0; j < IGNORED.length; j++) if (now[i] === IGNORED[j]) ignored++;
  return now.length - ignored !== keys.length;
}
