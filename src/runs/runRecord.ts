import * as fs from 'node:fs';
import * as v from 'valibot';
import { parseJson } from '../formats/json';
import { about, Problem, type ProblemData } from '../numerics/problem';
import { toJson } from '../words/numbers';
import { problemSchema } from '../words/schemas';
import { runJsonOf } from './runFolder';
import { writeWhole } from './writing';

/** What `run.json` says of a run. */

/** `running` of a run that nobody runs any more means the same as `interrupted`. */
export const RUN_STATES = ['running', 'paused', 'finished', 'stopped', 'diverged', 'failed', 'interrupted'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** JSON has no infinities and no NaN; `toJson` writes their names. */
const numberSchema = v.union([
  v.number(),
  v.pipe(
    v.picklist(['NaN', 'Infinity', '-Infinity']),
    v.transform(name => Number(name)),
  ),
]);
const countSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const lossAndScoreSchema = v.object({ loss: numberSchema, score: v.nullable(numberSchema) });

const recordSchema = v.object({
  /** Of this format; a newer one may mean something else by the same names. */
  version: v.literal(1),
  /** The whole configuration, every default filled in; whoever trains by it checks it. */
  config: v.record(v.string(), v.unknown()),
  /** What paths in the configuration are relative to; relative to the run's folder where that is possible, with `/`. */
  folder: v.string(),
  seed: countSchema,
  /** SHA-256 of the text of the user's module, where one is trained. */
  module: v.optional(v.string()),
  status: v.picklist(RUN_STATES),
  /** Versions of what trained last. */
  versions: v.object({ nabla: v.string(), node: v.string() }),
  /** ISO 8601, UTC. */
  started: v.string(),
  /** When it last ended; left out while it runs. */
  ended: v.optional(v.string()),
  /** What was trained on what, and by which kernels last; see when the run goes on. */
  summary: v.record(v.string(), v.unknown()),
  /** Mini-batches and epochs done at the last checkpoint or at the end. */
  steps: countSchema,
  epochs: countSchema,
  /** Of the last epoch that was evaluated. */
  metrics: v.optional(
    v.object({ epoch: countSchema, step: countSchema, train: lossAndScoreSchema, test: lossAndScoreSchema }),
  ),
  /** Learning rates that were set while it ran, and the mini-batches done before each. */
  learningRates: v.array(v.object({ step: countSchema, learningRate: numberSchema })),
  /** Steps that the run went on from after it had ended or was interrupted. */
  resumed: v.array(countSchema),
  /** Why it failed or was interrupted. */
  problem: v.optional(problemSchema),
});
export type RunRecord = v.InferOutput<typeof recordSchema>;

/** @throws Problem `run-write` */
export function writeRunRecord(run: string, record: RunRecord): void {
  writeWhole(runJsonOf(run), `${toJson(record, 2)}\n`);
}

/** Notes of a run whose process has ended before it could say so that it is interrupted, and why. */
export function noteInterrupted(run: string, problem: ProblemData): void {
  try {
    const record = readRunRecord(run);
    if (record.status !== 'running' && record.status !== 'paused') return;
    writeRunRecord(run, { ...record, status: 'interrupted', ended: new Date().toISOString(), problem });
  } catch {
    // Nobody runs it, which means the same.
  }
}

/**
 * Reads what a run says of itself.
 *
 * @throws Problem `no-run` where the folder holds none, `run-read` where it cannot be read, `run-record` where it is no
 * record of a run, with the key that is wrong
 */
export function readRunRecord(run: string): RunRecord {
  const parsed = v.safeParse(
    recordSchema,
    about(runJsonOf(run), () => parseJson(readRecord(run))),
  );
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new Problem('run-record', { file: runJsonOf(run), key: v.getDotPath(issue) ?? '', found: issue.received });
}

function readRecord(run: string): string {
  try {
    return fs.readFileSync(runJsonOf(run), 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Problem('no-run', { folder: run });
    throw new Problem('run-read', { file: runJsonOf(run), reason: code });
  }
}
