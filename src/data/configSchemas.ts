import * as v from 'valibot';

/** Helpers for schemas of the configuration. */

/** A schema with a description, which editors show where the key is typed or pointed at. */
export function described<const Schema extends v.GenericSchema>(schema: Schema, description: string) {
  return v.pipe(schema, v.description(description));
}

/** As `described`, for one of several words, each with a description of its own. */
export function describedChoice<const Names extends readonly string[]>(
  names: Names,
  description: string,
  each: Readonly<Record<Names[number], string>>,
) {
  const enumDescriptions = names.map(name => each[name as Names[number]]);
  return v.pipe(v.picklist(names), v.description(description), v.metadata({ enumDescriptions }));
}

/**
 * One of several schemas. Which of them is meant is seen at a look at the input, so that what is wrong within it can be
 * named; of a union only that nothing fits could be said.
 */
export function chosen<const Options extends readonly v.GenericSchema[]>(
  options: Options,
  choose: (input: unknown) => Options[number],
): v.LazySchema<Options[number]> & { readonly options: Options } {
  return Object.assign(v.lazy(choose), { options });
}

/** Whether a value is an object that has keys: no list. */
export function isObject(input: unknown): input is object {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}
