import * as fs from 'node:fs';
import * as v from 'valibot';
import { decodeSafetensors, encodeSafetensors } from '../formats/safetensors';
import { about, Problem } from '../numerics/problem';
import { checkpointOf } from '../runs/runFolder';
import { writeWhole } from '../runs/writing';
import type { StateTensor, TrainerState } from './state';

/**
 * The state of a training as a safetensors file: parameters and what the optimizer keeps as tensors, what is one number
 * or a few as texts, each the shortest that reads back as the same double.
 */

const VERSION = '1';

const numberSchema = v.pipe(v.string(), v.nonEmpty(), v.transform(Number));
const booleanSchema = v.pipe(
  v.picklist(['true', 'false']),
  v.transform(text => text === 'true'),
);
const countSchema = v.pipe(numberSchema, v.safeInteger(), v.minValue(0));
const randomSchema = v.pipe(
  v.string(),
  v.transform(words => words.split(' ').map(Number)),
  v.length(4),
  v.everyItem(word => Number.isInteger(word) && word >= 0 && word < 2 ** 32),
);

const metadataSchema = v.object({
  format: v.literal('nabla'),
  version: v.literal(VERSION),
  step: countSchema,
  evaluated: booleanSchema,
  learningRate: v.pipe(numberSchema, v.gtValue(0)),
  random: randomSchema,
  firstLoss: v.optional(numberSchema),
  updates: countSchema,
  'early.best': v.optional(numberSchema),
  'early.epoch': v.optional(countSchema),
  'early.restored': v.optional(booleanSchema, 'false'),
});

export function encodeState(state: TrainerState): Uint8Array {
  const { tensors, step, evaluated, learningRate, random, firstLoss, updates, early } = state;
  const metadata = {
    format: 'nabla',
    version: VERSION,
    step: String(step),
    evaluated: String(evaluated),
    learningRate: exactly(learningRate),
    random: random.join(' '),
    ...(firstLoss !== undefined && { firstLoss: exactly(firstLoss) }),
    updates: String(updates),
    ...(early && {
      'early.best': exactly(early.best),
      'early.epoch': String(early.epoch),
      'early.restored': String(early.restored),
    }),
  };
  return encodeSafetensors({ tensors, metadata });
}

/** The shortest text that reads back as the same double. */
function exactly(x: number): string {
  return Object.is(x, -0) ? '-0' : String(x);
}

/** @throws Problem those of `decodeSafetensors`, and `checkpoint` with the key that is wrong */
export function decodeState(bytes: Uint8Array): TrainerState {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const read = v.safeParse(metadataSchema, metadata);
  if (!read.success) {
    const [issue] = read.issues;
    throw new Problem('checkpoint', { key: v.getDotPath(issue) ?? '', found: issue.received });
  }
  const { 'early.best': best, 'early.epoch': epoch, 'early.restored': restored } = read.output;
  const { step, evaluated, learningRate, random, firstLoss, updates } = read.output;
  return {
    ...{ step, evaluated, learningRate, random, firstLoss, updates },
    tensors: new Map([...tensors].map(([name, tensor]) => [name, floats(name, tensor)])),
    early: best === undefined || epoch === undefined ? undefined : { best, epoch, restored },
  };
}

/** Writes the state of a run into its folder, in place of the one before. @throws Problem `run-write` */
export function writeCheckpoint(run: string, state: TrainerState): void {
  writeWhole(checkpointOf(run), encodeState(state));
}

/** @throws Problem `no-checkpoint`, `run-read`, and those of `decodeState` with the file as `source` */
export function readCheckpoint(run: string): TrainerState {
  return about(checkpointOf(run), () => decodeState(readBytes(run)));
}

function readBytes(run: string): Uint8Array {
  const file = checkpointOf(run);
  try {
    return fs.readFileSync(file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT'
      ? new Problem('no-checkpoint', { folder: run })
      : new Problem('run-read', { file, reason: code });
  }
}

function floats(name: string, { shape, data }: { shape: readonly number[]; data: unknown }): StateTensor {
  if (data instanceof Float32Array || data instanceof Float64Array) return { shape, data };
  throw new Problem('checkpoint', { key: name, found: (data as object).constructor.name });
}
