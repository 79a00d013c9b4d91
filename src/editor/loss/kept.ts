import * as v from 'valibot';
import { elementCount } from '../../numerics/tensor';
import { ROLE_REASONS } from '../../source/roles';
import type { ComparedArrays, SourceArray } from './comparison';
import type { Origin } from './origin';

/** What outlives a reload of the window. */
export interface Kept {
  readonly arrays: ComparedArrays;
  readonly origin: Origin;
  readonly shown: number;
  /** Whether edits were followed. */
  readonly live: boolean;
}

/** Larger arrays are not kept over a reload: workspace state is no place for megabytes. */
const MAX_KEPT = 20_000;

const countSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

const arraySchema = v.object({
  name: v.string(),
  line: v.number(),
  shape: v.array(countSchema),
  /** The bytes of the doubles, base64: JSON knows neither NaN nor infinity. */
  bytes: v.pipe(v.string(), v.base64()),
});
type KeptArray = v.InferOutput<typeof arraySchema>;

const originSchema = v.object({
  uri: v.string(),
  ranges: v.array(v.object({ start: countSchema, end: countSchema })),
  picked: v.nullable(v.object({ name: v.string(), start: countSchema })),
  predictions: v.array(countSchema),
  target: v.nullable(countSchema),
  runsCode: v.boolean(),
});

const keptSchema = v.object({
  version: v.literal(2),
  predictions: v.pipe(v.array(arraySchema), v.minLength(1)),
  target: v.nullable(arraySchema),
  reason: v.picklist(ROLE_REASONS),
  origin: originSchema,
  shown: countSchema,
  live: v.boolean(),
});

/** The arrays as workspace state keeps them; undefined where they are too large. */
export function toKept({ arrays, origin, shown, live }: Kept): v.InferOutput<typeof keptSchema> | undefined {
  const { predictions, target, reason } = arrays;
  const all = target ? [...predictions, target] : predictions;
  if (all.reduce((sum, { data }) => sum + data.length, 0) > MAX_KEPT) return undefined;
  return {
    version: 2,
    predictions: predictions.map(keepArray),
    target: target && keepArray(target),
    reason,
    origin: { ...origin, ranges: [...origin.ranges], predictions: [...origin.predictions] },
    shown,
    live,
  };
}

/** Reads what `toKept` wrote; undefined for anything else. */
export function fromKept(kept: unknown): Kept | undefined {
  const parsed = v.safeParse(keptSchema, kept);
  if (!parsed.success) return undefined;
  const { reason, origin, shown, live } = parsed.output;
  const predictions = parsed.output.predictions.flatMap(each => restoreArray(each) ?? []);
  const target = parsed.output.target && restoreArray(parsed.output.target);
  if (predictions.length < parsed.output.predictions.length || target === undefined) return undefined;
  return { arrays: { uri: origin.uri, predictions, target, reason }, origin, shown, live };
}

function keepArray({ name, line, shape, data }: SourceArray): KeptArray {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
  return { name, line, shape: [...shape], bytes };
}

function restoreArray({ name, line, shape, bytes }: KeptArray): SourceArray | undefined {
  const buffer = new Uint8Array(Buffer.from(bytes, 'base64')).buffer;
  if (buffer.byteLength !== 8 * elementCount(shape)) return undefined;
  return { name, line, shape, data: new Float64Array(buffer) };
}
