import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-container/index.js';
import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import { lossStateSchema, type LossComparison, type LossRequest, type LossState } from '../../src/editor/loss/messages';
import { setTranslations } from '../../src/words/language';
import { formatNumber } from '../../src/words/numbers';
import { lossName } from '../../src/words/losses';
import { sentence } from '../../src/words/sentences';
import { BarChart } from '../shared/barChart';
import { readInitial } from '../shared/host';
import { isPlainKey, Page } from '../shared/page';
import { readTheme } from '../shared/theme';
import { shownElements, type ShownElements } from './elements';
import { INITIAL_INTENT, lossIntentSchema, type LossIntent } from './intent';
import './loss.css';
import { chosenResult, comparisonPage, unavailablePage, type LossActions } from './page';

/** The Loss page: shows the host's state as the person set it, and passes on what they ask for. */
class LossPage extends Page<LossRequest, LossState> {
  private readonly chart = new BarChart(this.announcer);
  private intent: LossIntent;

  constructor() {
    super(lossStateSchema);
    this.intent = this.host.loadIntent(lossIntentSchema, INITIAL_INTENT);
    document.addEventListener('keydown', event => this.onKey(event));
  }

  private readonly actions: LossActions = {
    choose: chosen => this.setIntent({ ...this.intent, chosen }),
    toggleTable: () => this.setIntent({ ...this.intent, table: !this.intent.table }),
    swap: () => this.ask({ kind: 'swap' }),
    copy: () => this.ask({ kind: 'copy' }),
    reveal: array => this.ask({ kind: 'reveal', array }),
    showExample: () => this.ask({ kind: 'showExample' }),
  };

  protected override received(state: LossState): void {
    if (state.kind === 'comparison') this.announce(state);
  }

  private announce(comparison: LossComparison): void {
    const { id, value } = chosenResult(comparison, this.intent);
    this.announcer.say(`${lossName(id)}: ${formatNumber(value)}`);
  }

  private setIntent(intent: LossIntent): void {
    this.intent = intent;
    this.host.saveIntent(intent);
    this.draw();
    if (this.state?.kind === 'comparison') this.announce(this.state);
  }

  protected content(state: LossState | undefined) {
    const { intent } = this;
    if (!state) return html`<p class="detail">${l10n.t('Reading the arrays…')}</p>`;
    if (state.kind === 'unavailable') return unavailablePage(sentence(state.problem), this.actions);
    const elements = shownElements(state, chosenResult(state, intent).terms);
    this.drawChart(state, elements);
    return comparisonPage({ comparison: state, intent, elements, chart: this.chart.element }, this.actions);
  }

  private drawChart(comparison: LossComparison, { rows }: ShownElements): void {
    const { prediction, target } = comparison;
    const { id } = chosenResult(comparison, this.intent);
    this.chart.show(
      {
        title: l10n.t(
          'Bars of {0} and {1}. Arrow keys walk the elements, T shows the table.',
          prediction.name,
          target.name,
        ),
        labels: rows.map(row => row.label),
        series: [
          { name: prediction.name, values: rows.map(row => row.prediction) },
          { name: target.name, values: rows.map(row => row.target) },
        ],
        detail: point => `${l10n.t('Term of {0}', lossName(id))}: ${formatNumber(rows[point]!.term)}`,
      },
      readTheme(),
    );
  }

  private onKey(event: KeyboardEvent): void {
    if (isPlainKey(event, 't') && this.state?.kind === 'comparison') this.actions.toggleTable();
  }
}

setTranslations(readInitial().translations);
new LossPage().start();
