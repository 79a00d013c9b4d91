import * as l10n from '@vscode/l10n';
import { number, text, type Sentences } from './arguments';

/** What is wrong with a run on disk. */
export const RUN_PROBLEMS: Sentences = {
  'run-write': args =>
    text(args, 'reason') === 'ENOENT'
      ? l10n.t('{0} cannot be written: the folder of the run is gone. Start the training again.', text(args, 'file'))
      : l10n.t('{file} cannot be written ({reason}). Make room or choose another folder, then go on with the run.', {
          file: text(args, 'file'),
          reason: reasonText(text(args, 'reason')),
        }),
  'run-folder-used': args =>
    l10n.t('{0} is there already. A new run needs a folder that is empty or not there yet.', text(args, 'folder')),
  'no-run': args => l10n.t('{0} holds no run. Give the folder of one, with a run.json in it.', text(args, 'folder')),
  'run-read': args =>
    l10n.t('{file} cannot be read ({reason}).', { file: text(args, 'file'), reason: reasonText(text(args, 'reason')) }),
  'run-record': args =>
    l10n.t('{file} is no run of this version of Nabla: {key} is {found}.', {
      file: text(args, 'file'),
      key: text(args, 'key') || l10n.t('the whole'),
      found: text(args, 'found'),
    }),
  'no-checkpoint': args =>
    l10n.t('{0} has no checkpoint to go on from. Start the training anew.', text(args, 'folder')),
  'run-ended-early': args =>
    l10n.t(
      'The run in {folder} has ended after {epochs} epochs, since its test loss did not fall any more. To train longer, begin a run with a larger training.earlyStopping.patience.',
      { folder: text(args, 'folder'), epochs: number(args, 'epochs') },
    ),
  'run-finished': args =>
    l10n.t(
      'The run in {folder} has finished after {epochs} epochs. For more of them add --set training.epochs={more}.',
      {
        folder: text(args, 'folder'),
        epochs: number(args, 'epochs'),
        more: 2 * number(args, 'epochs'),
      },
    ),
  'run-data-changed': args =>
    l10n.t(
      'The data are not those of the run: {key} was {expected} and is {found}. Put the data back, or start a new run.',
      { key: text(args, 'key'), expected: text(args, 'expected'), found: text(args, 'found') },
    ),
  'run-module-changed': args =>
    l10n.t(
      '{0} is no longer the module that the run began with. Put it back as it was, or start a new run.',
      text(args, 'module'),
    ),
  'resume-set': args =>
    l10n.t('--set {setting}: a run that goes on keeps its configuration; only {known} can be changed.', {
      setting: text(args, 'setting'),
      known: text(args, 'known'),
    }),
  checkpoint: args =>
    l10n.t('{source} is no checkpoint of this version of Nabla: {key} is {found}.', {
      source: text(args, 'source'),
      key: text(args, 'key') || l10n.t('the whole'),
      found: text(args, 'found'),
    }),
  'safetensors-short': args =>
    l10n.t('{source} is no whole safetensors file: it has {found} bytes instead of {expected}.', {
      source: text(args, 'source'),
      found: number(args, 'found'),
      expected: number(args, 'expected'),
    }),
  'safetensors-header': args =>
    l10n.t('{0} is no safetensors file: its header is not the JSON that it should be.', text(args, 'source')),
  'safetensors-tensor': args =>
    l10n.t('{source} is no safetensors file: of the tensor {name}, {key} is {found}; expected {expected}.', {
      source: text(args, 'source'),
      name: text(args, 'name'),
      key: text(args, 'key') || l10n.t('the whole'),
      found: text(args, 'found'),
      expected: text(args, 'expected'),
    }),
};

/** The usual reasons in words; others by the code of the system. */
function reasonText(code: string): string {
  switch (code) {
    case 'ENOSPC':
      return l10n.t('the disk is full');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return l10n.t('no permission');
    default:
      return code;
  }
}
