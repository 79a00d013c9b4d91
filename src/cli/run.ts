import * as l10n from '@vscode/l10n';
import { Problem } from '../numerics/problem';
import { toJson } from '../words/numbers';
import { sentence } from '../words/sentences';
import { checkCommand, checkUsage } from './checkCommand';
import { descendCommand, descendUsage } from './descendCommand';
import { DONE, INTERRUPTED, WRONG_INPUT } from './exitCodes';
import { gradientCommand, gradientUsage } from './gradientCommand';
import { chooseLanguage } from './language';
import { lossCommand, lossUsage } from './lossCommand';
import { trainCommand, trainUsage } from './trainCommand';

/** A command: prints its result and returns the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  loss: lossCommand,
  gradient: gradientCommand,
  descend: descendCommand,
  check: checkCommand,
  train: trainCommand,
};

/** Runs `nabla <command> …`; whatever is wrong with the input is one sentence and exit code 2. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const [name = '--help', ...rest] = chooseLanguage(args);
    if (name === '--help' || name === '-h') return print(usage());
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new Problem('unknown-command', { name, known: Object.keys(COMMANDS).join(', ') });
    return await command(rest);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'cancelled') return INTERRUPTED;
    return fail(error, args.includes('--json'));
  }
}

function usage(): string {
  return [
    l10n.t('Usage: nabla <command> [options]'),
    '',
    lossUsage(),
    '',
    gradientUsage(),
    '',
    descendUsage(),
    '',
    checkUsage(),
    '',
    trainUsage(),
    '',
    l10n.t('Everywhere: --lang en|ko, --json, --help'),
  ].join('\n');
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return DONE;
}

function fail(problem: Problem, json: boolean): number {
  const message = sentence(problem);
  const error = { ...problem.args, code: publicCode(problem.code), message }; // args may have a message of their own
  if (json) process.stdout.write(`${toJson({ error })}\n`);
  else process.stderr.write(`${message}\n`);
  return WRONG_INPUT;
}

/** The documented error codes; several problems share one. */
function publicCode(code: string): string {
  return PUBLIC_CODES[code] ?? 'option';
}

const PUBLIC_CODES: Readonly<Record<string, string>> = {
  'shape-mismatch': 'shape-mismatch',
  ragged: 'shape-mismatch',
  'labels-not-values': 'shape-mismatch',
  'labels-shape': 'shape-mismatch',
  'one-hot-as-labels': 'shape-mismatch',
  'labels-as-one-hot': 'shape-mismatch',
  empty: 'empty',
  'label-range': 'label-range',
  'too-many-classes': 'label-range',
  'not-one-hot': 'domain',
  'not-probability': 'domain',
  'not-sign': 'domain',
  'non-finite': 'non-finite',
  'no-numbers-in': 'type',
  'not-a-number': 'type',
  'missing-number': 'type',
  'computed-array': 'type',
  'unclosed-array': 'type',
  'empty-input': 'empty',
  'json-syntax': 'config',
  config: 'config',
  'config-key': 'config',
  'config-missing': 'config',
  'config-optimizer': 'config',
  'config-module': 'config',
  'config-file': 'config',
  'training-too-large': 'config',
  'run-write': 'run',
  'run-read': 'run',
  'run-record': 'run',
  'run-folder-used': 'run',
  'run-finished': 'run',
  'run-ended-early': 'run',
  'run-data-changed': 'run',
  'no-run': 'run',
  'no-checkpoint': 'run',
  checkpoint: 'run',
  'state-tensor': 'run',
  'safetensors-short': 'run',
  'safetensors-header': 'run',
  'safetensors-tensor': 'run',
  'csv-empty': 'data',
  'csv-no-header': 'data',
  'csv-column-name': 'data',
  'csv-duplicate-column': 'data',
  'csv-ragged': 'data',
  'csv-quote': 'data',
  'data-not-found': 'data',
  'data-not-a-file': 'data',
  'data-too-large': 'data',
  'data-unreadable': 'data',
  'data-encoding': 'data',
  'data-label': 'data',
  'data-no-features': 'data',
  'data-empty-cell': 'data',
  'data-cell': 'data',
  'data-no-samples': 'data',
  'data-one-class': 'data',
  'data-not-classes': 'data',
  'point-syntax': 'point',
  'point-count': 'point',
  'point-number': 'point',
  'point-shape': 'point',
  'point-ragged': 'point',
  'point-empty': 'point',
  'point-ungivable': 'point',
  'point-without-numbers': 'point',
  'function-missing': 'function',
  'no-such-file': 'function',
  'no-script': 'function',
  'unknown-function': 'function',
  'needs-surroundings': 'function',
  'no-parameters': 'function',
  'check-no-files': 'files',
  'several-returned': 'function',
  'function-threw': 'function',
  'not-a-number-returned': 'function',
  'nothing-returned': 'function',
  'no-numbers-returned': 'function',
  'promise-returned': 'function',
  'stack-overflow': 'function',
  'parameter-form': 'function',
  'parameter-ungivable': 'function',
  'parameter-integers': 'function',
  'function-async': 'function',
  'function-generator': 'function',
  'syntax-error': 'module',
  'import-missing': 'module',
  'module-threw': 'module',
  'timeout-option': 'timeout',
  'process-memory': 'memory',
  'built-ins-changed': 'process',
  'process-not-started': 'process',
  'process-exited': 'process',
  'process-killed': 'process',
  'process-crashed': 'process',
  'process-uncaught': 'process',
};
