import * as vscode from 'vscode';
import * as l10n from '@vscode/l10n';
import { formatNumber } from '../../words/numbers';
import { formatCount, progressText } from '../../words/trainingRun';
import { Throttled } from '../throttled';
import { SHOW_CURVES, TRAINING_STATUS } from './ids';
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
    const where = l10n.t('epoch {0}/{1}', formatCount(state.epoch), formatCount(state.epochs));
    const loss = state.loss === null ? [] : [l10n.t('loss {0}', formatNumber(state.loss, LOSS_DIGITS))];
    this.item.text = [`$(${run.isOn ? 'pulse' : 'graph-line'}) ${where}`, ...loss].join(' · ');
    this.item.tooltip = `${state.name}\n${progressText(state)}`;
    this.item.show();
    clearTimeout(this.hiding);
    if (!run.isOn) this.hiding = setTimeout(() => this.item.hide(), LINGER_MS);
  }
}
