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
  const { entries = {} } = unwrapped(walk(schema, path.slice(0, -1)), path.at(-1)?.input);
  return Object.keys(entries);
}

/** The schema of what a path leads to. */
export function schemaAt(schema: Schema, path: readonly v.IssuePathItem[]): Schema {
  return walk(schema, path) as Schema;
}

function walk(schema: Schema, path: readonly v.IssuePathItem[]): Walkable {
  let walked = schema as Walkable;
  for (const { key, input } of path) {
    const { entries = {}, item } = unwrapped(walked, input);
    walked = entries[String(key)] ?? item ?? {};
  }
  return walked;
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
