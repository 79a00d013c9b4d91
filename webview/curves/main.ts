import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-container/index.js';
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import { curvesStateSchema, type CurvesRequest, type CurvesState } from '../../src/editor/training/messages';
import { setTranslations } from '../../src/words/language';
import { statusName, type RunStatus } from '../../src/words/trainingRun';
import { readInitial } from '../shared/host';
import { LineChart } from '../shared/lineChart';
import { isPlainKey, Page } from '../shared/page';
import { readTheme } from '../shared/theme';
import { lossChart, scoreChart, type ShownRun } from './charts';
import './curves.css';
import { curvesIntentSchema, INITIAL_INTENT, type CurvesIntent } from './intent';
import { emptyPage, runPage, type CurvesActions } from './page';

/** The Training curves: draws what the window's training does as it happens. */
class CurvesPage extends Page<CurvesRequest, CurvesState> {
  private readonly loss = new LineChart(this.announcer);
  private readonly score = new LineChart(this.announcer);
  private intent: CurvesIntent;
  private announced: RunStatus | undefined;

  constructor() {
    super(curvesStateSchema);
    this.intent = this.host.loadIntent(curvesIntentSchema, INITIAL_INTENT);
    document.addEventListener('keydown', event => this.onKey(event));
  }

  private readonly actions: CurvesActions = {
    control: kind => this.ask({ kind }),
    showTrainView: () => this.ask({ kind: 'showTrainView' }),
    toggleTable: () => this.setIntent({ ...this.intent, table: !this.intent.table }),
    toggleLogarithmic: () => this.setIntent({ ...this.intent, logarithmic: !this.intent.logarithmic }),
  };

  protected override received(state: CurvesState): void {
    const status = state.kind === 'run' ? state.run.status : undefined;
    if (status && status !== this.announced) this.announcer.say(statusName(status));
    this.announced = status;
  }

  protected content(state: CurvesState | undefined) {
    if (!state) return html`<p class="detail">${l10n.t('Loading…')}</p>`;
    if (state.kind === 'empty') return emptyPage(state, this.actions);
    if (!this.intent.table) this.drawCharts(state.run);
    const charts = { loss: this.loss.element, score: this.score.element };
    return runPage({ state, intent: this.intent, charts }, this.actions);
  }

  private drawCharts(run: ShownRun): void {
    const theme = readTheme();
    this.loss.show(lossChart(run, this.intent), theme);
    if (run.score) this.score.show(scoreChart(run, run.score), theme);
  }

  private setIntent(intent: CurvesIntent): void {
    this.intent = intent;
    this.host.saveIntent(intent);
    this.draw();
  }

  private onKey(event: KeyboardEvent): void {
    if (this.state?.kind !== 'run') return;
    if (isPlainKey(event, 't')) this.actions.toggleTable();
    if (isPlainKey(event, 'l')) this.actions.toggleLogarithmic();
  }
}

setTranslations(readInitial().translations);
new CurvesPage().start();
