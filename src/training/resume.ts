import path from 'node:path';
import { supportedBuilds } from '../kernels/createEngine';
import type { Build } from '../kernels/kernels';
import { about, Problem } from '../numerics/problem';
import { checkpointOf } from '../runs/runFolder';
import { readRunRecord, type RunRecord } from '../runs/runRecord';
import { readCheckpoint } from './checkpoint';
import type { TrainingConfig } from './config';
import { configOf } from './runConfig';
import { RunRecorder } from './runRecorder';
import { createTrainer, type TrainerOptions } from './createTrainer';
import { summaryOf } from './summary';
import type { Trainer } from './trainer';
import { hashOfModule } from './userModel/moduleText';

/** What of a run may be changed when it goes on. */
export interface RunChanges {
  readonly epochs?: number | undefined;
  readonly learningRate?: number | undefined;
}

/** A run that goes on: its trainer as it was at the last checkpoint, and what writes it. */
export interface ResumedRun {
  readonly trainer: Trainer;
  readonly recorder: RunRecorder;
}

/**
 * Takes up a run at its last checkpoint. Without changes it reaches the parameters, bit for bit, that it would have
 * reached uninterrupted, unless it began where other kernels run: a change of the learning rate is in the checkpoint that
 * was written before it took effect.
 *
 * @throws Problem `no-run`, `no-checkpoint` and others about the files; `run-data-changed` and `run-module-changed`
 * where they are not those of the run; `run-finished` and `run-ended-early` where nothing is left to do; those of
 * `createTrainer`
 */
export async function resumeRun(run: string, changes: RunChanges, options?: TrainerOptions): Promise<ResumedRun> {
  const content = readRunRecord(run);
  const state = readCheckpoint(run);
  const config = changedConfig(configOf(run, content), changes);
  const folder = path.resolve(run, content.folder);
  compareModule(content, config, folder);
  const trainer = await createTrainer(config, folder, { build: buildOf(content), ...options });
  compareData(content, trainer);
  about(checkpointOf(run), () => trainer.restore(state));
  if (trainer.finished) {
    const hasEndedEarly = trainer.steps < trainer.totalSteps;
    throw new Problem(hasEndedEarly ? 'run-ended-early' : 'run-finished', { folder: run, epochs: trainer.epochs });
  }
  trainer.learningRate = changes.learningRate ?? state.learningRate;
  return { trainer, recorder: RunRecorder.resume(run, content, trainer, state.learningRate) };
}

/** As the kernels were built, where this machine runs them: another build may round otherwise. */
function buildOf({ summary }: RunRecord): Build | undefined {
  return supportedBuilds().find(build => build === summary['kernels']);
}

function changedConfig(config: TrainingConfig, { epochs = config.training.epochs }: RunChanges): TrainingConfig {
  return { ...config, training: { ...config.training, epochs } };
}

function compareModule({ module: hash }: RunRecord, { model }: TrainingConfig, folder: string): void {
  if (hash !== undefined && 'module' in model && hashOfModule(model.module, folder) !== hash)
    throw new Problem('run-module-changed', { module: model.module });
}

/** What the data and the model were when the run began. */
const KEPT = ['trainSamples', 'testSamples', 'features', 'classes', 'parameters', 'stepsPerEpoch'] as const;

function compareData({ summary }: RunRecord, trainer: Trainer): void {
  const now = summaryOf(trainer);
  const key = KEPT.find(each => JSON.stringify(now[each]) !== JSON.stringify(summary[each]));
  if (key !== undefined)
    throw new Problem('run-data-changed', { key, found: String(now[key]), expected: String(summary[key]) });
}
