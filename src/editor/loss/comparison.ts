import * as v from 'valibot';
import { evaluateLosses, type MeasureResult } from '../../numerics/lossEvaluation';
import type { LossOptions } from '../../numerics/lossOptions';
import { elementCount, type Tensor } from '../../numerics/tensor';
import { isOneHot } from '../../source/roles';
import type { LossReport } from '../../words/lossReport';
import { fileName } from '../documents';
import { MAX_ELEMENTS, type LossComparison, type ShownResult } from './messages';

/** One of the two arrays, and the line where it is written (from 1). */
export interface SourceArray extends Tensor {
  readonly name: string;
  readonly line: number;
}

/** The two arrays a person chose, of the document `uri`: everything else on the page follows from them. */
export interface ComparedArrays {
  readonly uri: string;
  readonly prediction: SourceArray;
  readonly target: SourceArray;
}

/**
 * The losses of the arrays with all their terms and gradients.
 *
 * @throws Problem `shape-mismatch`, `empty`
 */
export function evaluate({ prediction, target }: ComparedArrays, options: LossOptions): LossReport {
  return { ...evaluateLosses(prediction, target, options), prediction, target, options };
}

/**
 * The losses of the arrays as the Loss page shows them: of large arrays only the first elements travel.
 *
 * @throws Problem `shape-mismatch`, `empty`
 */
export function compare(arrays: ComparedArrays, options: LossOptions): LossComparison {
  const { results } = evaluate(arrays, options);
  const { prediction, target } = arrays;
  const { delta, softmaxDelta, huberDelta, base } = options;
  return {
    kind: 'comparison',
    file: fileName(arrays.uri),
    prediction: firstElements(prediction),
    target: firstElements(target),
    labels: isOneHot(target) ? 'one-hot' : 'values',
    reason: 'order',
    candidates: [{ name: prediction.name, line: prediction.line, problem: null }],
    shown: 0,
    options: { delta, softmaxDelta, huberDelta, base },
    results: results.flatMap(shownResult),
    ranking: [],
    classification: null,
    sweep: null,
    live: { on: false, problem: null },
  };
}

function shownResult(result: MeasureResult): ShownResult[] {
  switch (result.kind) {
    case 'loss': {
      const terms = result.terms.slice(0, MAX_ELEMENTS);
      return [{ ...result, terms, gradient: result.gradient.slice(0, MAX_ELEMENTS) }];
    }
    case 'metric':
      return [result];
    case 'tensor': {
      const { kind, id, value, warnings } = result;
      return id === 'confusionMatrix' ? [] : [{ kind, id, data: value.data.slice(0, MAX_ELEMENTS), warnings }];
    }
  }
}

function firstElements({ name, line, shape, data }: SourceArray) {
  return { name, line, shape, data: data.slice(0, MAX_ELEMENTS) };
}

/** The same arrays with prediction and target exchanged. */
export function swapRoles(arrays: ComparedArrays): ComparedArrays {
  return { ...arrays, prediction: arrays.target, target: arrays.prediction };
}

/** Larger arrays are not kept over a reload: workspace state is no place for megabytes. */
const MAX_KEPT = 20_000;

const keptArraySchema = v.object({
  name: v.string(),
  line: v.number(),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** The bytes of the doubles, base64: JSON knows neither NaN nor infinity. */
  bytes: v.pipe(v.string(), v.base64()),
});
const keptSchema = v.object({
  version: v.literal(1),
  uri: v.string(),
  prediction: keptArraySchema,
  target: keptArraySchema,
});

/** The arrays as workspace state keeps them; undefined where they are too large. */
export function toKept({ uri, prediction, target }: ComparedArrays): v.InferOutput<typeof keptSchema> | undefined {
  if (prediction.data.length + target.data.length > MAX_KEPT) return undefined;
  return { version: 1, uri, prediction: keepArray(prediction), target: keepArray(target) };
}

/** Reads what `toKept` wrote; undefined for anything else. */
export function fromKept(kept: unknown): ComparedArrays | undefined {
  const parsed = v.safeParse(keptSchema, kept);
  if (!parsed.success) return undefined;
  const prediction = restoreArray(parsed.output.prediction);
  const target = restoreArray(parsed.output.target);
  return prediction && target ? { uri: parsed.output.uri, prediction, target } : undefined;
}

function keepArray({ name, line, shape, data }: SourceArray): v.InferOutput<typeof keptArraySchema> {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
  return { name, line, shape: [...shape], bytes };
}

function restoreArray({ name, line, shape, bytes }: v.InferOutput<typeof keptArraySchema>): SourceArray | undefined {
  const data = new Float64Array(new Uint8Array(Buffer.from(bytes, 'base64')).buffer);
  return data.length === elementCount(shape) ? { name, line, shape, data } : undefined;
}
