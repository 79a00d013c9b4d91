import { about } from '../numerics/problem';
import { runJsonOf } from '../runs/runFolder';
import type { RunRecord } from '../runs/runRecord';
import { parseConfig, type TrainingConfig } from './config';

/**
 * The configuration of a run.
 *
 * @throws Problem those of `parseConfig`, with the run's file as `source`
 */
export function configOf(run: string, { config }: RunRecord): TrainingConfig {
  return about(runJsonOf(run), () => parseConfig(config));
}
