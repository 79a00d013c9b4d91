import * as l10n from '@vscode/l10n';
import { Problem } from '../numerics/problem';
import { toJson } from '../words/numbers';
import type { Sentences } from '../words/problems/arguments';
import { DATA_PROBLEMS } from '../words/problems/data';
import { DATA_FILE_PROBLEMS } from '../words/problems/dataFiles';
import { RUN_PROBLEMS } from '../words/problems/runs';
import { TRAINING_PROBLEMS } from '../words/problems/training';
import { USER_MODEL_PROBLEMS } from '../words/problems/userModel';
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
  return PUBLIC_CODES[code] ?? GROUPS.find(([problems]) => Object.hasOwn(problems, code))?.[1] ?? 'option';
}

const GROUPS: readonly (readonly [Sentences, string])[] = [
  [TRAINING_PROBLEMS, 'config'],
  [DATA_PROBLEMS, 'data'],
  [DATA_FILE_PROBLEMS, 'data'],
  [RUN_PROBLEMS, 'run'],
  [USER_MODEL_PROBLEMS, 'module'],
];

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
  'resume-set': 'option',
  'state-tensor': 'run',
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
  'model-memory': 'memory',
  'process-memory': 'memory',
  'built-ins-changed': 'process',
  'process-not-started': 'process',
  'process-exited': 'process',
  'process-killed': 'process',
  'process-crashed': 'process',
  'process-uncaught': 'process',
  'training-process': 'process',
  'kernel-thread': 'process',
};
