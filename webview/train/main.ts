import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import {
  changedForm,
  trainStateSchema,
  type TrainForm,
  type TrainState,
  type TrainViewRequest,
} from '../../src/editor/training/messages';
import { setTranslations } from '../../src/words/language';
import { isOn, statusName, type RunStatus } from '../../src/words/trainingRun';
import { readInitial } from '../shared/host';
import { Page } from '../shared/page';
import type { RunActions } from '../shared/runButtons';
import { formPage, type FormActions, type FormChange } from './form';
import { INITIAL_INTENT, trainIntentSchema, type TrainIntent } from './intent';
import { runPart } from './runPart';
import './train.css';

/** The Train page: the form, the buttons and small live curves of the window's training. */
class TrainPage extends Page<TrainViewRequest, TrainState> {
  private intent: TrainIntent;
  /** What was filled in and is not yet in the host's state. */
  private draft: TrainForm | undefined;
  private announced: RunStatus | undefined;

  constructor() {
    super(trainStateSchema);
    this.intent = this.host.loadIntent(trainIntentSchema, INITIAL_INTENT);
  }

  private readonly actions: FormActions & RunActions & { showCurves(): void } = {
    edit: change => this.edit(change),
    applyLearningRate: () => this.ask({ kind: 'applyLearningRate' }),
    chooseFile: () => this.ask({ kind: 'chooseFile' }),
    readAgain: () => this.ask({ kind: 'readAgain' }),
    showCurves: () => this.ask({ kind: 'showCurves' }),
    control: kind => this.ask({ kind }),
    fold: (section, closed) => {
      const others = this.intent.closed.filter(each => each !== section);
      this.intent = { version: 1, closed: closed ? [...others, section] : others };
      this.host.saveIntent(this.intent);
    },
  };

  protected override received({ form, run }: TrainState): void {
    if (JSON.stringify(form) === JSON.stringify(this.draft)) this.draft = undefined;
    if (run && run.status !== this.announced) this.announcer.say(statusName(run.status));
    this.announced = run?.status;
  }

  protected content(state: TrainState | undefined) {
    if (!state) return html`<p class="detail">${l10n.t('Loading…')}</p>`;
    const locked = state.run !== undefined && isOn(state.run.status);
    const view = { state, form: this.draft ?? state.form, intent: this.intent, locked };
    return html`${runPart(state, this.actions)} ${formPage(view, this.actions)}`;
  }

  private edit(change: FormChange): void {
    if (!this.state) return;
    const form = this.draft ?? this.state.form;
    this.draft = changedForm(form, typeof change === 'function' ? change(form) : change);
    this.ask({ kind: 'edit', form: this.draft });
    this.draw();
  }
}

setTranslations(readInitial().translations);
new TrainPage().start();
