import { toJsonSchema, type ConversionConfig, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { configSchema } from './config';

/** Used when it is built only: `dist/nabla.schema.json` is what this returns. */

/** What a configuration may be, as a JSON schema for editors; defaults and descriptions included. */
export function configJsonSchema(): JsonSchema {
  return {
    ...withoutHead(toJsonSchema(configSchema, CONVERSION)),
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Nabla training',
    allowTrailingCommas: false,
  } as JsonSchema;
}

const CONVERSION: ConversionConfig = {
  typeMode: 'input',
  // JSON has no read-only lists.
  ignoreActions: ['readonly'],
  overrideSchema: ({ valibotSchema }) => {
    const { options, type } = valibotSchema as { options?: readonly v.GenericSchema[]; type: string };
    if (type !== 'lazy' || !options) return undefined;
    return { anyOf: options.map(option => withoutHead(toJsonSchema(option, CONVERSION))) };
  },
};

/** A part of the whole: without a head, and with what it refers to in its place. */
function withoutHead({ $defs = {}, ...schema }: JsonSchema): JsonSchema {
  const text = JSON.stringify({ ...schema, $schema: undefined });
  return JSON.parse(text, (_, value: JsonSchema | null) => {
    const name = /^#\/\$defs\/(.*)$/.exec(value?.$ref ?? '')?.[1];
    return name === undefined ? value : $defs[name];
  }) as JsonSchema;
}
