import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { divergedSentence } from '../../words/divergence';
import { formatCount, formatRounded } from '../../words/numbers';
import { canResume, progressText } from '../../words/trainingRun';
import { Throttled } from '../throttled';
import { SHOW_CURVES, TRAINING_STATUS } from './ids';
import type { RunState } from './messages';
import type { TrainingSession } from './session';

const INTERVAL_MS = 250;

/** How long the item tells of a training that has ended. */
const LINGER_MS = 10_000;

/** How many digits of a loss are worth reading at a glance. */
const LOSS_DIGITS = 3;

/** How the training stands, in the status bar, while it is on and for a moment after. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(TRAINING_STATUS, vscode.StatusBarAlignment.Left);
  private readonly show = new Throttled(() => this.draw(), INTERVAL_MS);
  private readonly unsubscribe: () => void;
  private hiding: NodeJS.Timeout | undefined;

  constructor(private readonly session: TrainingSession) {
    this.item.name = l10n.t('Nabla training');
    this.item.command = SHOW_CURVES;
    this.unsubscribe = session.onDidChange(() => this.show.request());
  }

  dispose(): void {
    this.unsubscribe();
    this.show.dispose();
    clearTimeout(this.hiding);
    this.item.dispose();
  }

  private draw(): void {
    const { run } = this.session;
    if (!run) return;
    const state = run.state();
    const { divergence } = state;
    const icon = divergence ? 'warning' : run.isOn ? 'pulse' : 'graph-line';
    const details = divergence ? [divergedSentence(divergence, divergence.learningRate, canResume(state))] : [];
    this.item.text = `$(${icon}) ${shortText(state)}`;
    this.item.tooltip = [state.name, progressText(state), ...details].join('\n');
    this.item.backgroundColor = divergence && new vscode.ThemeColor('statusBarItem.warningBackground');
    this.item.show();
    clearTimeout(this.hiding);
    if (!run.isOn) this.hiding = setTimeout(() => this.item.hide(), LINGER_MS);
  }
}

/** `epoch 3/20 · loss 0.123`, `diverged at step 12`. */
function shortText(run: RunState): string {
  const { status, divergence, epoch, epochs, loss } = run;
  if (status === 'starting') return progressText(run);
  if (divergence) return l10n.t('diverged at step {0}', formatCount(divergence.step));
  const where = l10n.t('epoch {0}/{1}', formatCount(epoch), formatCount(epochs));
  return loss === null ? where : `${where} · ${l10n.t('loss {0}', formatRounded(loss, LOSS_DIGITS))}`;
}
