import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { MOST_THREADS } from '../kernels/kernels';
import { Problem } from '../numerics/problem';
import type { RunChanges, TrainingStatus } from '../processes/train/protocol';
import { newRunFolder } from '../runs/runFolder';
import { readRunRecord } from '../runs/runRecord';
import type { TrainingConfig } from '../training/config';
import { configOf } from '../training/runConfig';
import { compareCommand } from './compareGradients';
import { DONE, FAILED, INTERRUPTED } from './exitCodes';
import { readArguments, wholeOption, type OptionValues } from './options';
import { readConfig, withSetting } from './trainConfig';
import { print, printerFor } from './trainPrinters';
import { training, type Job } from './training';

const OPTIONS = {
  set: 'list',
  out: 'string',
  'no-run': 'boolean',
  resume: 'string',
  threads: 'string',
  'compare-gradients': 'boolean',
  json: 'boolean',
  help: 'boolean',
} as const;
type Options = OptionValues<typeof OPTIONS>;

/** Options that cannot be given together: each says by itself where a run is written, or that there is none. */
const CONFLICTS: readonly (readonly [keyof Options, keyof Options])[] = [
  ['out', 'no-run'],
  ['resume', 'out'],
  ['resume', 'no-run'],
  ['resume', 'compare-gradients'],
  ['out', 'compare-gradients'],
  ['threads', 'compare-gradients'],
];

/** What `--set` changes of a run that goes on. */
const CHANGEABLE: Readonly<Record<string, (config: TrainingConfig) => RunChanges>> = {
  'training.epochs': ({ training }) => ({ epochs: training.epochs }),
  'training.optimizer.learningRate': ({ training }) => ({ learningRate: training.optimizer.learningRate }),
};

const EXIT_CODES: Readonly<Record<TrainingStatus | 'failed', number>> = {
  finished: DONE,
  diverged: FAILED,
  failed: FAILED,
  stopped: INTERRUPTED,
  running: INTERRUPTED,
  paused: INTERRUPTED,
};

export function trainUsage(): string {
  return [
    'nabla train [CONFIG.nabla.json] [--set key.path=value]… [--out RUNDIR] [--no-run] [--threads n] [--json]',
    'nabla train --resume RUNDIR [--set training.epochs=n] [--threads n] [--json]',
    'nabla train [CONFIG.nabla.json] --compare-gradients [--json]',
    `  ${l10n.t('Without a file the default network is trained; --set changes a value, for example training.epochs=20')}`,
    `  ${l10n.t('The run is written to .nabla/runs, or to the folder after --out; --no-run writes nothing')}`,
    `  ${l10n.t('Ctrl+C stops after the mini-batch that is on; --resume goes on from there')}`,
    `  ${l10n.t('--threads: how many may train at once, as many as there are processors where it is left out; the result is the same')}`,
    `  ${l10n.t('--json: a line each of type start, epoch and end, and metrics: losses of the steps from firstStep on')}`,
  ].join('\n');
}

/** `nabla train`: trains in the train process; Ctrl+C stops it after the mini-batch it is at, a second one at once. */
export async function trainCommand(args: readonly string[]): Promise<number> {
  const { options, operands } = readArguments(args, OPTIONS, 1);
  if (options.help) {
    await print(trainUsage());
    return DONE;
  }
  checkConflicts(options);
  for (const name of ['out', 'resume'] as const)
    if (options[name] === '') throw new Problem('option-value', { name: `--${name}` });
  if (options['compare-gradients']) return compareCommand(readConfig(operands[0], options.set ?? []), options.json);
  const job = jobOf(options, operands[0]);
  return EXIT_CODES[await training(job, printerFor(job, options.json ?? false))];
}

function checkConflicts(options: Options): void {
  for (const [first, second] of CONFLICTS)
    if (options[first] !== undefined && options[second] !== undefined)
      throw new Problem('option-conflict', { first: `--${first}`, second: `--${second}` });
}

function jobOf(options: Options, file: string | undefined): Job {
  const settings = options.set ?? [];
  const threads =
    options.threads === undefined ? undefined : wholeOption('--threads', options.threads, 1, MOST_THREADS);
  if (options.resume !== undefined) {
    if (file !== undefined) throw new Problem('option-conflict', { first: '--resume', second: file });
    return resumingJob(options.resume, settings, threads);
  }
  const { config, folder } = readConfig(file, settings);
  const run = options['no-run'] ? undefined : (options.out ?? newRunFolder(''));
  return {
    config,
    run,
    threads,
    begin: (client, following) => client.start(config, folder, run && path.resolve(run), following),
  };
}

function resumingJob(run: string, settings: readonly string[], threads: number | undefined): Job {
  let config = configOf(run, readRunRecord(run));
  let changes: RunChanges = {};
  for (const setting of settings) {
    const key = setting.split('=', 1)[0]!;
    const changed = Object.hasOwn(CHANGEABLE, key) ? CHANGEABLE[key] : undefined;
    if (!changed) throw new Problem('resume-set', { setting, known: Object.keys(CHANGEABLE).join(', ') });
    config = withSetting(config, setting);
    changes = { ...changes, ...changed(config) };
  }
  return { config, run, threads, begin: (client, following) => client.continue(path.resolve(run), changes, following) };
}
