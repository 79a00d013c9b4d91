import type * as v from 'valibot';

/** What of a valibot schema leads to the schemas inside it. */
interface Walkable {
  readonly wrapped?: Walkable;
  readonly getter?: (input: unknown) => Walkable;
  readonly entries?: Readonly<Record<string, Walkable>>;
  readonly item?: Walkable;
}

type Schema = v.GenericSchema;

/** The keys that may stand where the last key of a path does. */
export function knownKeys(schema: Schema, path: readonly v.IssuePathItem[]): string[] {
  let walked = schema as Walkable;
  let keys: string[] = [];
  for (const { key, input } of path) {
    const { entries = {}, item } = unwrapped(walked, input);
    keys = Object.keys(entries);
    walked = entries[String(key)] ?? item ?? {};
  }
  return keys;
}

/**
 * The path of a list that stands where an object should: for valibot it is an object without any of the keys, so that
 * all of them would get their defaults.
 */
export function misplacedList(schema: Schema, input: unknown): string | undefined {
  return misplacedListIn(schema as Walkable, input, [])?.join('.');
}

function misplacedListIn(schema: Walkable, input: unknown, path: readonly string[]): readonly string[] | undefined {
  const { entries } = unwrapped(schema, input);
  if (!entries || typeof input !== 'object' || input === null) return undefined;
  if (Array.isArray(input)) return path;
  for (const [key, value] of Object.entries(input)) {
    const found = misplacedListIn(entries[key] ?? {}, value, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

function unwrapped(schema: Walkable, input: unknown): Walkable {
  const inner = schema.wrapped ?? schema.getter?.(input);
  return inner ? unwrapped(inner, input) : schema;
}
