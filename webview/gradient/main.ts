import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-container/index.js';
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import {
  gradientStateSchema,
  type GradientRequest,
  type GradientState,
  type ShownGradient,
} from '../../src/editor/gradient/messages';
import { inlineGradient } from '../../src/words/gradientReport';
import { setTranslations } from '../../src/words/language';
import { sentence } from '../../src/words/sentences';
import { readInitial } from '../shared/host';
import { LineChart } from '../shared/lineChart';
import { isPlainKey, Page } from '../shared/page';
import { readTheme } from '../shared/theme';
import { curveChart, curveLines, type CurveLines } from './curve';
import './gradient.css';
import { gradientIntentSchema, INITIAL_INTENT, type GradientIntent } from './intent';
import { failedPage, gradientPage, unavailablePage, waitingPage, type GradientActions } from './page';

/** The Gradient page: a function at a point, its derivatives, its curve and its tangent. */
class GradientPage extends Page<GradientRequest, GradientState> {
  private readonly chart = new LineChart(this.announcer);
  private intent: GradientIntent;

  constructor() {
    super(gradientStateSchema);
    this.intent = this.host.loadIntent(gradientIntentSchema, INITIAL_INTENT);
    document.addEventListener('keydown', event => {
      if (isPlainKey(event, 't') && this.state?.kind === 'gradient') this.actions.toggleTable();
    });
  }

  private readonly actions: GradientActions = {
    setPoint: point => this.ask({ kind: 'setPoint', point }),
    setCurve: index => this.ask({ kind: 'setCurve', index }),
    recompute: () => this.ask({ kind: 'recompute' }),
    reveal: () => this.ask({ kind: 'reveal' }),
    revealPlace: () => this.ask({ kind: 'revealPlace' }),
    copy: () => this.ask({ kind: 'copy' }),
    toggleTable: () => {
      this.intent = { ...this.intent, table: !this.intent.table };
      this.host.saveIntent(this.intent);
      this.draw();
    },
  };

  protected override received(state: GradientState): void {
    if (state.kind === 'gradient') {
      const { name, point, variables, problem } = state;
      this.announcer.say(problem ? sentence(problem) : inlineGradient(name, point, variables));
    } else if (state.kind === 'failed') this.announcer.say(sentence(state.problem));
  }

  protected content(state: GradientState | undefined) {
    switch (state?.kind) {
      case undefined:
        return html`<p class="detail">${l10n.t('Loading…')}</p>`;
      case 'unavailable':
        return unavailablePage(sentence(state.problem));
      case 'waiting':
        return waitingPage(state, this.actions);
      case 'failed':
        return failedPage(state, this.actions);
      case 'gradient':
        return this.gradient(state);
    }
  }

  private gradient(gradient: ShownGradient) {
    const lines = curveLines(gradient);
    if (lines && !this.intent.table) this.drawCurve(gradient, lines);
    return gradientPage({ gradient, intent: this.intent, lines, chart: this.chart.element }, this.actions);
  }

  private drawCurve({ name }: ShownGradient, lines: CurveLines): void {
    this.chart.show(curveChart(name, lines), readTheme());
  }
}

setTranslations(readInitial().translations);
new GradientPage().start();
